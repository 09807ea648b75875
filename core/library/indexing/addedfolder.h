#pragma once

#include <QString>

#include "core/base/ids.h"
#include "core/base/result.h"

namespace semblance {

class Catalogue;

/// What became of a folder that was to be added.
struct AddedFolder {
    RootId root;
    /// What is to be said of it: it is part of a root, or took roots over. Empty otherwise.
    QString note;
};

/// Adds a folder to a library, or finds the root that already includes it; roots inside it become
/// part of it, and nothing of them is read again. Blocking, at most for seconds. NotFound also for
/// an empty place of a disk that is not there; Permission, BadInput, and the errors of
/// Catalogue::acquireWriter().
Result<AddedFolder> addToLibrary(Catalogue& catalogue, const QString& path);

}  // namespace semblance
