#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/float16.h"
#include "core/base/result.h"
#include "core/store/librarypaths.h"
#include "core/store/photorows.h"
#include "core/store/rows.h"

namespace semblance {

/// Reads a library, beside whoever writes to it. Every call sees one committed state.
/// Not thread-safe: open one per thread; any number may be open. Every call may fail with Corrupt
/// (the sentence says what to do), Busy or Internal.
class LibraryReader {
public:
    /// Errors: NotFound when there is no library yet, Newer, Corrupt, Permission. A library of an
    /// older version is brought up to date first, which needs the lock for a moment: Busy.
    static Result<std::unique_ptr<LibraryReader>> open(const LibraryPaths& paths);

    ~LibraryReader();
    LibraryReader(const LibraryReader&) = delete;
    LibraryReader& operator=(const LibraryReader&) = delete;

    /// Names the library for caches and never changes; a copy of the folder has the same.
    QString uuid() const;

    /// VectorModel::source of the model that the library was last indexed with; empty before.
    Result<QString> lastModel();

    /// Every model that the library has vectors of, the last used first. Counts vectors: about 10
    /// ms for 100,000.
    Result<std::vector<StoredModel>> models();

    /// Roots that hold a picture which was encoded once, but not with the writer's model.
    Result<std::vector<RootId>> rootsToEncode();

    /// With counts, which look at every file: tens of milliseconds at 100,000.
    Result<std::vector<RootRow>> roots();
    /// The same without counts, for what happens at every query.
    Result<std::vector<RootLocation>> rootLocations();

    /// All known files of a root, missing ones included, sorted by path: compareListings' `known`.
    Result<FileListing> listing(RootId root);

    /// For the grid.
    Result<PhotoRows> photos();

    /// Nothing when there is no such row.
    Result<std::optional<FileRow>> file(FileId id);
    Result<std::optional<FileRow>> fileAt(RootId root, const QString& path);
    Result<std::optional<ContentRow>> content(ContentId id);
    Result<std::optional<ContentRow>> contentByKey(const QByteArray& key);

    /// All that are Done, which have a vector of the writer's model; in no order.
    Result<std::vector<ContentId>> doneContents();

    /// The contents whose keys are `key`, or begin with it and go on with a full hash; by key.
    Result<std::vector<ContentRow>> contentsAlike(const QByteArray& key);

    /// Files that hold a content, those that are there first, then by id.
    Result<std::vector<FileRow>> filesOf(ContentId content);

    /// Files that are there and unreadable, failed or quarantined, each with its sentence, by path.
    Result<std::vector<FileRow>> failedFiles();

    Result<StoreCounts> counts();

    /// `modelHash` empty: without the vectors' counter.
    Result<Generations> generations(const QString& modelHash = {});

    struct StoredVector {
        ContentId content;
        std::int64_t seq = 0;            ///< rises with every vector stored; never used again
        std::span<const HalfBits> half;  ///< dim numbers that live only during the call
    };

    /// Vectors in the order they were stored, from `after` on (0: all); false from `row` stops.
    /// Returns where to go on when more were stored: before the first vector whose content is not
    /// stored yet, so that the same seq may be delivered again. A new seq for a content that had a
    /// vector: replace it. Removed ones show only in Generations.
    /// No vectors database yet: no rows, not an error.
    Result<std::int64_t> forEachVector(const QString& modelHash, std::int64_t after,
                                       const std::function<bool(const StoredVector&)>& row);

    /// Reads every page of library.db: Corrupt with a sentence when something is wrong.
    Status check();

private:
    struct Private;
    explicit LibraryReader(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
