#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// Told now and then on the thread that works: parts of the whole, in no unit.
using KeepingProgress = std::function<void(std::int64_t done, std::int64_t all)>;

struct ExportOptions {
    QString cacheDir;  ///< where the thumbnails lie; empty: without thumbnails
    KeepingProgress progress;
    CancelToken cancel;
};

struct ExportedLibrary {
    std::int64_t files = 0;
    std::int64_t pictures = 0;
    std::int64_t vectors = 0;  ///< of all models
    std::int64_t thumbnails = 0;
    std::int64_t bytes = 0;  ///< of the file
};

/// Writes a library into one file, beside whoever writes to it: what it knows of pictures, its
/// folders, searches and vectors, but no photo, no history, and no absolute path but the places
/// where its folders were last. The file is there whole or not at all; an earlier export is
/// replaced, and nothing else. Errors: NotFound without a library, WrongUse where another file is,
/// Corrupt, NoSpace, Permission, Cancelled.
Result<ExportedLibrary> exportLibrary(const LibraryPaths& paths, const QString& file,
                                      const ExportOptions& options);

/// The folders in an exported library, by the path each was last seen at. Errors: NotFound,
/// BadInput for any other file, Corrupt, Newer.
Result<std::vector<QString>> exportedFolders(const QString& file);

}  // namespace semblance
