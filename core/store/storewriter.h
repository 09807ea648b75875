#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/store/librarylock.h"
#include "core/store/librarypaths.h"
#include "core/store/rows.h"

namespace semblance {

/// The one writer of a library: a thread that owns the only read-write connections.
///
/// Files are submitted one by one and stored in batches: vectors and thumbnails are committed
/// first, then the rows that point to them, so a crash at any point leaves at most vectors without
/// rows (swept by useModel) and never a Done content without its vector. A batch is committed when
/// it holds `batchFiles`, after `batchMs`, or when any other call is made.
///
/// Thread-safe. All calls but submit wait for their commit (milliseconds to seconds) and must not
/// be made on the GUI thread. When a commit of submitted files fails (disk full, database lost),
/// that batch is dropped whole, the next flush or submit returns the error once, and what had been
/// committed stays; the files dropped are simply found again by the next scan.
class StoreWriter {
public:
    struct Options {
        int batchFiles = 256;
        int batchMs = 2000;
        /// Called on the writer's thread after each commit with the number of files submitted to it
        /// (0 for other changes): time to look at Generations again.
        std::function<void(int files)> committed;
        /// Called on the writer's thread when a batch was dropped.
        std::function<void(const Error&)> failed;
    };

    enum class RootOutcome {
        Added,            ///< a new root
        Absorbed,         ///< a new root that took over roots that lay inside it, files and all
        AlreadyIncluded,  ///< it is a root or lies inside one; nothing was changed
    };
    struct AddedRoot {
        RootId root;
        RootOutcome outcome = RootOutcome::Added;
        QString subfolder;             ///< AlreadyIncluded: the folder inside that root, or empty
        std::vector<RootId> absorbed;  ///< their ids are gone
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
    ~StoreWriter();
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    QString uuid() const;

    /// What useModel does with vectors that were left in order.
    enum class Check {
        WhenNeeded,  ///< trusts them; after a crash, or a change meanwhile, it looks at all
        Always,      ///< looks at all: after a reader found them Corrupt
    };

    /// Opens (or makes) the model's vectors and sweeps: vectors without content are removed, Done
    /// contents without a vector become Pending, Pending ones with a vector Done. A damaged vectors
    /// database is set aside (renamed *.damaged) and made new: its contents become Pending.
    /// Looking at all takes about 3 s for 1,000,000 vectors; trusting takes milliseconds.
    /// Must come before the first Encoded file. Errors: Newer, NoSpace, Permission, WrongUse when
    /// the database holds vectors of another length.
    Status useModel(const VectorModel& model, Check check = Check::WhenNeeded);

    /// Forgets a model with its vectors. WrongUse for the one in use, NotFound for an unknown one,
    /// Busy where a reader keeps the file open (Windows).
    Status removeModel(const QString& modelHash);

    /// Roots on the same volume never lie inside each other (see RootOutcome); roots on different
    /// volumes may: pass them to the walk as skipFolders.
    Result<AddedRoot> addRoot(const RootPlace& place);

    /// Notes where a root is now, after findRoot found it elsewhere.
    Status updateRootPath(RootId root, const QString& path);

    /// Forgets a root, its files, and contents no other file holds, with vectors and thumbnails.
    Status removeRoot(RootId root);

    /// Hands over one file; waits while a whole further batch is queued. Clears the file's missing
    /// mark. A content that no file holds any more goes with its vector and thumbnails.
    /// Errors: that of an earlier batch (this file is then not queued), WrongUse for a vector of
    /// the wrong length or before useModel.
    Status submit(IndexedFile file);

    /// Waits until all that was submitted is committed. Returns an earlier batch's error once.
    Status flush();

    /// Renamed files keep their rows. A row already at the new path is replaced.
    Status moveFiles(const std::vector<MovedFile>& files);

    /// Files gone under a present root: hidden now, kept for moves until purged.
    Status markMissing(const std::vector<FileId>& files, std::int64_t nowMs);

    /// Missing files that are back, unchanged.
    Status markReturned(const std::vector<FileId>& files);

    /// Forgets files missing since before `beforeMs`, with contents no other file holds. Returns
    /// how many.
    Result<std::int64_t> purgeMissing(std::int64_t beforeMs);

    /// Makes every Failed and Quarantined content Pending, so that the next scan tries it again
    /// (unreadable files are tried at every scan anyway).
    Status retryFailed();

private:
    class Private;
    explicit StoreWriter(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
