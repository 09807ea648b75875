#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "core/catalogue/catalogue.h"

namespace semblance::test {

/// A library in memory, without threads, databases or folders: proof that the door suffices, and a
/// quick stand-in for tests of what lies above it. Roots are always present.
class MemoryCatalogue final : public Catalogue {
public:
    MemoryCatalogue();
    ~MemoryCatalogue() override;

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
    QString cacheDir() const override { return {}; }
    void setGroups(ContentGroupsPtr groups) override;
    Status settle() override;

    struct State;  ///< of its parts

private:
    const std::shared_ptr<State> m_state;
};

}  // namespace semblance::test
