#pragma once

#include <memory>
#include <string>

#include "core/base/cancel.h"
#include "core/catalogue/libraryfeed.h"
#include "core/teamstore/teamaddress.h"

namespace semblance {

class TeamConnection;
class TeamLink;

/// Reads a team library. A connection that was lost is made anew at the next call. Errors besides
/// those of RowReader: NotFound, Newer, WrongUse, Permission, Cancelled.
class TeamReader final : public LibraryFeed {
public:
    /// `cancel` ends what is being read, from any thread.
    static Result<std::unique_ptr<TeamReader>> open(const TeamAddress& address,
                                                    const CancelToken& cancel);
    ~TeamReader() override;

    QString uuid() const override { return m_uuid; }
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

private:
    explicit TeamReader(std::unique_ptr<TeamLink> link);

    /// Appends the root's files for which a condition holds.
    Status list(TeamConnection& connection, RootId root, const std::string& condition,
                const std::optional<FolderScope>& scope, const ListingOptions& options,
                FileListing& listing);

    const std::unique_ptr<TeamLink> m_link;
    QString m_uuid;
};

}  // namespace semblance
