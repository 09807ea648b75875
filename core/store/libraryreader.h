#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/libraryfeed.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// Reads a library in SQLite. Every call sees one committed state.
class LibraryReader final : public LibraryFeed {
public:
    /// Errors: NotFound when there is no library yet, Newer, Corrupt, Permission. A library of an
    /// older version is brought up to date first, which needs the lock for a moment: Busy.
    static Result<std::unique_ptr<LibraryReader>> open(const LibraryPaths& paths);

    ~LibraryReader() override;
    LibraryReader(const LibraryReader&) = delete;
    LibraryReader& operator=(const LibraryReader&) = delete;

    QString uuid() const override;

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

    Result<Generation> changesSince(Generation since,
                                    const std::function<void(bool fromStart)>& begins,
                                    const std::function<void(const ListedFile&)>& changed,
                                    const std::function<void(FileId)>& removed) override;
    Result<Generation> generation() override;
    Result<VectorsStanding> vectorsStanding(const QString& modelHash) override;
    Result<std::int64_t> forEachVector(
        const QString& modelHash, std::int64_t after,
        const std::function<bool(const StoredVector&)>& row) override;

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
