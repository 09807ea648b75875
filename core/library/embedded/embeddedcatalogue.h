#pragma once

#include <QString>
#include <atomic>
#include <memory>
#include <mutex>

#include "core/catalogue/catalogue.h"
#include "core/store/librarypaths.h"

namespace semblance {

class CatalogueUpdater;
class LibraryReader;
class StoreWriter;

/// A library of one machine: SQLite for rows and vectors, a mapped matrix for each model that is
/// searched, one thread that follows what is committed and publishes snapshots.
class EmbeddedCatalogue final : public Catalogue {
public:
    enum class Access {
        Read,   ///< beside whoever writes; NotFound when there is no library
        Write,  ///< the one writer, made if it is not there; Busy when there is one already
    };
    /// The first snapshot is there when this returns. The environment's SEMBLANCE_SEARCH says how
    /// searches go about it: "exact" and "graph", else as is quickest.
    static Result<std::unique_ptr<EmbeddedCatalogue>> open(const LibraryPaths& paths,
                                                           Access access);
    ~EmbeddedCatalogue() override;
    EmbeddedCatalogue(const EmbeddedCatalogue&) = delete;
    EmbeddedCatalogue& operator=(const EmbeddedCatalogue&) = delete;

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
    explicit EmbeddedCatalogue(LibraryPaths paths);
    Status openWriter();

    const LibraryPaths m_paths;
    QString m_cacheDir;
    const CancelToken m_ending;

    std::mutex m_writerMutex;  // of whoever makes the writer
    std::unique_ptr<StoreWriter> m_ownWriter;
    std::atomic<StoreWriter*> m_writer{nullptr};
    std::unique_ptr<CatalogueUpdater> m_updater;

    std::mutex m_tellMutex;
    CatalogueUpdater* m_told = nullptr;  ///< that the writer tells what was committed
};

}  // namespace semblance
