#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/rows.h"

namespace semblance {

/// Writes to a library. Files are submitted one by one and stored in batches; a crash leaves at
/// most vectors without rows (tidy() removes them).
///
/// Thread-safe. All calls but submit wait for their commit (milliseconds to seconds) and must not
/// be made on the GUI thread. When a commit of submitted files fails (disk full, database lost),
/// that batch is dropped whole, the next flush or submit returns the error once, and what had been
/// committed stays; the files dropped are simply found again by the next scan.
class RowWriter {
public:
    virtual ~RowWriter() = default;

    enum class Check {
        WhenNeeded,  ///< the store's own care is enough
        Always,      ///< looks at everything: after a reader found the vectors Corrupt
    };

    /// Opens (or makes) the model's vectors for what is submitted from now on, and notes it as the
    /// library's model. Damaged vectors are set aside and made new: their contents lack a vector
    /// then. Must come before the first Encoded file. On an error no vectors are open, and
    /// everything else goes on. Errors: Newer, NoSpace, Permission, WrongUse when there are vectors
    /// of another length.
    virtual Status useModel(const VectorModel& model, Check check = Check::WhenNeeded) = 0;

    /// Forgets a model with its vectors. WrongUse for the one in use, NotFound for an unknown one,
    /// Busy where a reader keeps them open (Windows).
    virtual Status removeModel(const QString& modelHash) = 0;

    /// Roots on the same volume never lie inside each other (see RootOutcome); roots on different
    /// volumes may: pass them to the walk as skipFolders. What an absorbed root leaves out its heir
    /// leaves out there.
    virtual Result<AddedRoot> addRoot(const RootPlace& place) = 0;

    /// Notes where a root is now, after findRoot found it elsewhere, or its volume is named
    /// otherwise. It must not have become another root's place.
    virtual Status updateRoot(RootId root, const RootPlace& place) = 0;

    /// Another place holds what the root held: files keep their numbers, contents and vectors. What
    /// a file system says of files only in passing (numbers, times of change) is forgotten. Where
    /// the place lies in another root that one takes the files over, and roots inside the place are
    /// absorbed; of two rows of one file the relocated one stays, with what the other one knew.
    /// Returns the root that has the files now. NotFound when there is no such root, WrongUse when
    /// the place holds the root's own place or lies in it.
    virtual Result<RootId> relocateRoot(RootId root, const RootPlace& place) = 0;

    /// What is mounted on a folder of a root (relative to it) becomes a root of its own, with the
    /// files that were known there. AlreadyIncluded: another root includes the place, and nothing
    /// was changed.
    virtual Result<AddedRoot> splitRoot(RootId root, const QString& folder,
                                        const RootPlace& place) = 0;

    /// Replaces all that the user said of these pictures. What was said of a picture is kept by its
    /// content key: it outlives its files.
    virtual Status setMarks(const std::vector<MarkedContent>& marked) = 0;

    /// Notes the palettes of these pictures, empty ones, too; of pictures that are gone nothing.
    /// A picture that is Encoded anew has none until then.
    virtual Status setPalettes(const std::vector<ContentPalette>& palettes) = 0;

    /// For the scans to come.
    virtual Status setScanSettings(const ScanSettings& settings) = 0;

    /// Forgets a root, its files, and contents no other file holds, with vectors and thumbnails.
    virtual Status removeRoot(RootId root) = 0;

    /// Hands over one file; waits while a whole further batch is queued. Clears the file's missing
    /// mark. A content that no file holds any more goes with its vector and thumbnails.
    /// Errors: that of an earlier batch (this file is then not queued), WrongUse for a vector of
    /// another model or length, or before useModel.
    virtual Status submit(IndexedFile file) = 0;

    /// Waits until all that was submitted is committed. Returns an earlier batch's error once.
    virtual Status flush() = 0;

    /// Renamed files keep their rows. A row already at the new path is replaced.
    virtual Status moveFiles(const std::vector<MovedFile>& files) = 0;

    /// Files gone under a present root: hidden now, kept for moves until purged.
    virtual Status markMissing(const std::vector<FileId>& files, std::int64_t nowMs) = 0;

    /// Files that hold what they held: only their number and their time of change may differ.
    /// Nothing is announced.
    virtual Status noteStats(const std::vector<SeenFile>& files) = 0;

    /// Missing files that are back, unchanged.
    virtual Status markReturned(const std::vector<FileId>& files) = 0;

    /// Forgets files missing since before `beforeMs`, with contents no other file holds. Returns
    /// how many.
    virtual Result<std::int64_t> purgeMissing(std::int64_t beforeMs) = 0;

    /// Makes every Failed and Quarantined content Untried, so that the next scan tries it again
    /// (unreadable files are tried at every scan anyway).
    virtual Status retryFailed() = 0;

    /// Removes vectors, of any model, and thumbnails without a content, and gives room that nothing
    /// uses any more back. Seconds where much is to be done; meant for a run's end.
    virtual Status tidy() = 0;
};

}  // namespace semblance
