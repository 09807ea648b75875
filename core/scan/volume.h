#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/base/rootplace.h"

namespace semblance {

enum class RootState {
    Present,        ///< the folder is there
    FolderMissing,  ///< its disk is there, the folder is not: ask the user
    VolumeAbsent,   ///< the disk is unplugged or not mounted: keep everything
};

struct RootPresence {
    RootState state = RootState::VolumeAbsent;
    QString path;  ///< where the root is now; for the other states where it was last seen
};

/// The place of an existing folder, links in its path resolved. The volume's name is the file
/// system's UUID where the system tells it, else its device or share name.
/// Errors: NotFound, Permission, BadInput when it is not a folder.
Result<RootPlace> locateRoot(const QString& folder);

/// Where a remembered root is now. A disk mounted at another place is found by its volume id; what
/// is mounted over a root's place hides it, and is not the root, but for an empty file system in
/// memory in the place of another one. May hang.
RootPresence findRoot(const RootPlace& place);

/// Whether a root is where it was, and its disk still lets its folder be listed: it may have been
/// pulled out a moment ago. May hang.
bool answers(const RootPlace& place);

}  // namespace semblance
