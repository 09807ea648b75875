#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/float16.h"
#include "core/base/result.h"
#include "core/catalogue/rowreader.h"
#include "core/store/librarypaths.h"
#include "core/store/listedfile.h"

namespace semblance {

/// Reads a library in SQLite. Every call sees one committed state.
class LibraryReader final : public RowReader {
public:
    /// Errors: NotFound when there is no library yet, Newer, Corrupt, Permission. A library of an
    /// older version is brought up to date first, which needs the lock for a moment: Busy.
    static Result<std::unique_ptr<LibraryReader>> open(const LibraryPaths& paths);

    ~LibraryReader() override;
    LibraryReader(const LibraryReader&) = delete;
    LibraryReader& operator=(const LibraryReader&) = delete;

    /// Names the library for caches and never changes; a copy of the folder has the same.
    QString uuid() const;

    Result<std::vector<RootLocation>> rootLocations() override;
    Result<ScanSettings> scanSettings() override;
    Result<FileListing> listing(RootId root, const ListingOptions& options) override;
    Result<std::optional<FileRow>> file(FileId id) override;
    Result<std::optional<FileRow>> fileAt(RootId root, const QString& path) override;
    Result<PhotoFacts> sidecarFacts(FileId id) override;
    Result<PhotoMarks> marks(ContentId content) override;
    Result<std::optional<ContentRow>> content(ContentId id) override;
    Result<std::optional<ContentRow>> contentByKey(const QByteArray& key) override;
    Result<QByteArray> keptVector(const QString& modelHash, const QByteArray& key) override;
    Result<std::vector<ContentRow>> contentsAlike(const QByteArray& key) override;
    Result<std::vector<ContentKey>> contentKeys() override;
    Result<std::vector<ContentKey>> contentsWithoutPalette() override;
    Result<std::vector<FileRow>> filesOf(ContentId content) override;
    Result<std::vector<FileRow>> failedFiles() override;
    Result<StoreCounts> counts() override;
    Result<QString> lastModel() override;
    Result<std::vector<StoredModel>> models() override;

    /// Rows that are new or changed since a generation (0: all that are in a list), and the numbers
    /// of those that went. `begins` comes first: told true when it is not known what went since
    /// then, so that all rows come, and what does not come is gone. A changed row may come
    /// unchanged. Returns the generation that was read, to go on from.
    Result<Generation> changesSince(Generation since,
                                    const std::function<void(bool fromStart)>& begins,
                                    const std::function<void(const ListedFile&)>& changed,
                                    const std::function<void(FileId)>& removed);
    Result<Generation> generation();

    /// How the vectors of a model stand; equal values mean equal vectors.
    struct VectorsStanding {
        QString born;                 ///< another one when the vectors were made anew
        std::int64_t generation = 0;  ///< 0: there are none
        std::int64_t lastSeq = 0;     ///< the highest seq ever given

        friend bool operator==(const VectorsStanding&, const VectorsStanding&) = default;
    };
    Result<VectorsStanding> vectorsStanding(const QString& modelHash);

    struct StoredVector {
        ContentId content;
        std::int64_t seq = 0;            ///< rises with every vector stored; never used again
        std::span<const HalfBits> half;  ///< dim numbers that live only during the call
    };

    /// Vectors in the order they were stored, from `after` on (0: all); false from `row` stops.
    /// Returns where to go on when more were stored: before the first vector whose content is not
    /// stored yet, so that the same seq may be delivered again. A new seq for a content that had a
    /// vector: replace it. Removed ones show only in VectorsStanding.
    /// No vectors database yet: no rows, not an error.
    Result<std::int64_t> forEachVector(const QString& modelHash, std::int64_t after,
                                       const std::function<bool(const StoredVector&)>& row);

    /// Reads every page of library.db: Corrupt with a sentence when something is wrong.
    Status check();

private:
    /// Appends the root's files for which an SQL condition holds; `bound` are its ?2, ?3 ...
    void list(RootId root, const char* condition, const std::vector<std::string>& bound,
              const ListingOptions& options, FileListing& listing);

    struct Private;
    explicit LibraryReader(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
