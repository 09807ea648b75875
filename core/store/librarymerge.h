#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/base/rootplace.h"
#include "core/store/libraryexport.h"
#include "core/store/librarylock.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// Where a folder of an exported library is here.
struct FolderHere {
    QString exported;  ///< as exportedFolders() tells it
    RootPlace place;
};

struct MergeOptions {
    /// Folders that are not named keep their place: found again by their disk, else away.
    std::vector<FolderHere> folders;
    bool intoEmpty = false;  ///< WrongUse when the library has pictures already
    QString cacheDir;        ///< where thumbnails go; empty: without thumbnails
    KeepingProgress progress;
    CancelToken cancel;
};

/// What came that was not there.
struct MergedLibrary {
    std::int64_t files = 0;
    std::int64_t pictures = 0;
    std::int64_t completed = 0;  ///< pictures that were there, of which more is known now
    std::int64_t vectors = 0;
    std::int64_t thumbnails = 0;
    std::int64_t searches = 0;
    std::int64_t renamed = 0;      ///< of these, whose name another search has
    std::int64_t collections = 0;  ///< that were not there, or have more pictures now
};

/// Takes an exported library into one that is there (StoreWriter made it), which nobody has open
/// for writing: contents join by their key, what is known of one on either side is known of it
/// then, and what both say differently stays as it is here. Vectors of one model are put together,
/// so that nothing is encoded again. A file that is known here stays as it is. Doing it again
/// changes nothing, and one that was broken off is completed by doing it again. Errors: those of
/// exportedFolders(), WrongUse for a folder the file does not have, NoSpace, Permission, Cancelled.
Result<MergedLibrary> mergeLibrary(const LibraryPaths& paths, const LibraryLock& lock,
                                   const QString& file, const MergeOptions& options);

}  // namespace semblance
