#pragma once

#include <QString>
#include <atomic>
#include <memory>
#include <mutex>

#include "core/catalogue/catalogue.h"
#include "core/teamstore/teamaddress.h"

namespace semblance {

class CatalogueUpdater;
class TeamListener;
class TeamWriter;

/// A team's library in a PostgreSQL database: rows, vectors, thumbnails and what was found out of
/// pictures lie there, and whoever opens it mirrors rows and vectors in memory, so that lists,
/// filters and searches are those of a library of one machine. Others' changes arrive by
/// themselves. Any number of programs write at the same time.
class TeamCatalogue final : public Catalogue {
public:
    /// The first snapshot is there when this returns. Errors: Busy where the server does not
    /// answer, NotFound, Newer, WrongUse for a library of an older version, Permission, Cancelled.
    static Result<std::unique_ptr<TeamCatalogue>> open(const TeamAddress& address,
                                                       const CancelToken& cancel = {});
    ~TeamCatalogue() override;
    TeamCatalogue(const TeamCatalogue&) = delete;
    TeamCatalogue& operator=(const TeamCatalogue&) = delete;

    SnapshotPtr snapshot() const override;
    Changes& changes() override;
    Status refresh(const CancelToken& cancel) override;
    void refreshLater() override;
    Result<std::unique_ptr<RowReader>> openReader() const override;
    Result<std::unique_ptr<Thumbnails>> openThumbnails() const override;
    RowWriter* writer() const override;
    Result<RowWriter*> acquireWriter() override;
    Status openVectors(const VectorModel& model) override;
    void closeVectors(const QString& modelHash) override;
    Status removeModel(const QString& modelHash) override;
    Result<std::unique_ptr<Likenesses>> openLikenesses() const override;
    Result<std::unique_ptr<Texts>> openTexts() const override;
    void setWritten(WrittenWordsPtr words) override;
    QString cacheDir() const override { return m_cacheDir; }
    void setGroups(ContentGroupsPtr groups) override;
    Status settle() override;

private:
    explicit TeamCatalogue(TeamAddress address);

    const TeamAddress m_address;
    QString m_cacheDir;
    const CancelToken m_ending;

    std::unique_ptr<CatalogueUpdater> m_updater;
    std::mutex m_writerMutex;  // of whoever makes the writer
    std::unique_ptr<TeamWriter> m_ownWriter;
    std::atomic<TeamWriter*> m_writer{nullptr};
    std::unique_ptr<TeamListener> m_listener;
};

}  // namespace semblance
