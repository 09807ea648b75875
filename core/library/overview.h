#pragma once

#include <QList>
#include <QString>

#include "core/base/ids.h"
#include "core/base/result.h"

namespace semblance {

class LibraryReader;

/// A folder of the library as it is shown.
struct RootInfo {
    enum class State {
        Present,
        FolderMissing,  ///< its disk is there, the folder is not
        VolumeAbsent,   ///< its disk is not plugged in
    };
    RootId id;
    QString path;    ///< where it is now, else where it was last seen
    QString volume;  ///< the disk's name for people
    State state = State::Present;
    qint64 photos = 0;
    qint64 failed = 0;
};

/// A file that could not be indexed, with the reason as a sentence.
struct FailedPhoto {
    QString path;
    QString reason;
    bool quarantined = false;  ///< it killed its decoder; left alone until it changes
};

/// The folders, by path. Looks at the disks: not on the GUI thread.
Result<QList<RootInfo>> readRoots(LibraryReader& reader);

/// The files that are there and cannot be read, by path. Not on the GUI thread.
Result<QList<FailedPhoto>> readFailedPhotos(LibraryReader& reader);

}  // namespace semblance
