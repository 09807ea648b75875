#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/rowwriter.h"
#include "core/store/librarylock.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// The one writer of a library in SQLite: a thread that owns the only read-write connections.
/// Vectors and thumbnails of a batch are committed first, then the rows that point to them. A batch
/// is committed when it holds `batchFiles`, after `batchMs`, or when any other call is made.
class StoreWriter final : public RowWriter {
public:
    struct Options {
        int batchFiles = 256;
        int batchMs = 2000;
        /// Called on the writer's thread after each commit with the number of files submitted to it
        /// (0 for other changes): time to look for changes.
        std::function<void(int files)> committed;
        /// Called on the writer's thread when a batch was dropped.
        std::function<void(const Error&)> failed;
    };

    /// Makes the library if it is not there, or brings it up to date (after a backup beside it,
    /// library.db.v<N>.bak). Takes the lock over.
    /// Errors: Newer, Corrupt, NoSpace, Permission.
    static Result<std::unique_ptr<StoreWriter>> open(const LibraryPaths& paths,
                                                     std::unique_ptr<LibraryLock> lock,
                                                     Options options);
    static Result<std::unique_ptr<StoreWriter>> open(const LibraryPaths& paths,
                                                     std::unique_ptr<LibraryLock> lock);

    /// Commits what was submitted, then lets go of the lock.
    ~StoreWriter() override;
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    QString uuid() const;

    Status useModel(const VectorModel& model, Check check = Check::WhenNeeded) override;
    Status removeModel(const QString& modelHash) override;
    Result<AddedRoot> addRoot(const RootPlace& place) override;
    Status updateRoot(RootId root, const RootPlace& place) override;
    Result<RootId> relocateRoot(RootId root, const RootPlace& place) override;
    Result<AddedRoot> splitRoot(RootId root, const QString& folder,
                                const RootPlace& place) override;
    Status setMarks(const std::vector<MarkedContent>& marked) override;
    Status setPalettes(const std::vector<ContentPalette>& palettes) override;
    Status setScanSettings(const ScanSettings& settings) override;
    Status removeRoot(RootId root) override;
    Status submit(IndexedFile file) override;
    Status flush() override;
    Status moveFiles(const std::vector<MovedFile>& files) override;
    Status markMissing(const std::vector<FileId>& files, std::int64_t nowMs) override;
    Status noteStats(const std::vector<SeenFile>& files) override;
    Status markReturned(const std::vector<FileId>& files) override;
    Result<std::int64_t> purgeMissing(std::int64_t beforeMs) override;
    Status retryFailed() override;
    Status tidy() override;

private:
    class Private;
    explicit StoreWriter(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
