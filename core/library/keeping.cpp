#include "core/library/keeping.h"

#include <QFile>
#include <QThread>

#include "core/library/embedded/cachecheck.h"
#include "core/library/embedded/foldershere.h"
#include "core/store/librarybackups.h"
#include "core/store/librarydoctor.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

namespace semblance {

namespace {
/// With where its caches lie.
Result<QString> cacheDirOf(const LibraryPaths& paths) {
    SEMBLANCE_TRY_ASSIGN(const auto reader, LibraryReader::open(paths));
    return paths.cacheDir(reader->uuid());
}

/// Whoever holds the lock tells nobody of its end.
Result<std::unique_ptr<LibraryLock>> acquireWithin(const LibraryPaths& paths,
                                                   std::chrono::milliseconds patience,
                                                   const CancelToken& cancel) {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto lock = LibraryLock::acquire(paths);
        if (lock || lock.error().kind != ErrorKind::Busy || std::chrono::steady_clock::now() >= end)
            return lock;
        if (cancel.isCancelled())
            return fail(cancelledError());
        QThread::msleep(20);
    }
}

Status treatCaches(const LibraryPaths& paths, const QString& uuid, Treatment treatment,
                   const CancelToken& cancel, LibraryHealth& health) {
    if (health.isBusy || uuid.isEmpty())
        return {};
    SEMBLANCE_TRY_ASSIGN(const QString cacheDir, paths.cacheDir(uuid));
    SEMBLANCE_TRY_ASSIGN(const auto findings,
                         checkCaches(cacheDir, treatment == Treatment::Mend, cancel));
    health.findings.insert(health.findings.end(), findings.begin(), findings.end());
    return {};
}
}  // namespace

Result<LibraryHealth> treatLibrary(const QString& libraryDir, Treatment treatment,
                                   const CancelToken& cancel) {
    const LibraryPaths paths(libraryDir);
    LibraryDoctor doctor(paths, cancel);
    // The lock would make the folder.
    if (treatment == Treatment::Look || !QFile::exists(paths.dir)) {
        SEMBLANCE_TRY_ASSIGN(LibraryHealth health, doctor.look());
        SEMBLANCE_TRY(treatCaches(paths, doctor.uuid(), treatment, cancel, health));
        return health;
    }
    SEMBLANCE_TRY_ASSIGN(const auto lock, LibraryLock::acquire(paths));
    SEMBLANCE_TRY_ASSIGN(LibraryHealth health, doctor.mend(*lock));
    SEMBLANCE_TRY(treatCaches(paths, doctor.uuid(), treatment, cancel, health));
    return health;
}

QDateTime lastGoodBackup(const QString& libraryDir) {
    const auto backup = LibraryBackups(LibraryPaths(libraryDir)).newestGood();
    return backup ? backup->made : QDateTime();
}

Result<ExportedLibrary> exportLibraryFile(const ExportRequest& request) {
    const LibraryPaths paths(request.libraryDir);
    ExportOptions options;
    options.progress = request.progress;
    options.cancel = request.cancel;
    if (request.withThumbnails) {
        SEMBLANCE_TRY_ASSIGN(options.cacheDir, cacheDirOf(paths));
    }
    return exportLibrary(paths, request.file, options);
}

Result<MergedLibrary> mergeLibraryFile(const MergeRequest& request) {
    const LibraryPaths paths(request.libraryDir);
    MergeOptions options;
    options.intoEmpty = request.intoEmpty;
    options.progress = request.progress;
    options.cancel = request.cancel;
    // Before anything is made on disk.
    SEMBLANCE_TRY(exportedFolders(request.file));
    for (const auto& [exported, here] : request.folders) {
        SEMBLANCE_TRY_ASSIGN(RootPlace place, placeOfFolder(here));
        options.folders.push_back({exported, std::move(place)});
    }
    {
        SEMBLANCE_TRY_ASSIGN(auto lock, acquireWithin(paths, request.patience, request.cancel));
        SEMBLANCE_TRY(StoreWriter::open(paths, std::move(lock)));
    }
    SEMBLANCE_TRY_ASSIGN(const auto lock, LibraryLock::acquire(paths));
    SEMBLANCE_TRY_ASSIGN(options.cacheDir, cacheDirOf(paths));
    return mergeLibrary(paths, *lock, request.file, options);
}

}  // namespace semblance
