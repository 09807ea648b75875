#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "core/catalogue/snapshot.h"
#include "core/library/embedded/matrixscorer.h"
#include "core/library/embedded/phototable.h"

namespace semblance {

/// A snapshot of tables that lie in this process.
class EmbeddedSnapshot final : public Snapshot,
                               public std::enable_shared_from_this<EmbeddedSnapshot> {
public:
    /// By the model's hash.
    using Scorers = std::map<QString, std::shared_ptr<const MatrixScorer>>;

    EmbeddedSnapshot(PhotoTable photos, std::vector<RootInfo> roots, Scorers scorers,
                     ContentGroupsPtr groups = std::make_shared<const ContentGroups>(),
                     WrittenWordsPtr written = nullptr);

    PhotoListPtr photos() const override;
    std::vector<PhotoItem> photosOf(ContentId content) const override;
    std::optional<PhotoItem> photo(FileId file) const override;
    FilteredPhotos filtered(const PhotoFilter& filter) const override;
    Facets facets(const PhotoFilter& filter) const override;
    std::size_t contentCount() const override { return m_photos.contents(); }
    const std::vector<RootInfo>& roots() const override { return m_roots; }
    std::vector<RootId> rootsToEncode(const QString& modelHash) const override;
    std::shared_ptr<const EndpointScorer> scorer(const QString& modelHash) const override;

    ContentGroupsPtr groups() const override { return m_groups; }
    WrittenWordsPtr written() const override { return m_written; }

    const PhotoTable& table() const { return m_photos; }
    PhotoItem item(const PhotoRecord& photo) const;
    /// Its folder is there now.
    bool isThere(RootId root) const;

private:
    /// The contents that isDuplicate is said of.
    const IdSet<ContentId>& duplicates() const;

    const PhotoTable m_photos;
    const std::vector<RootInfo> m_roots;
    const Scorers m_scorers;
    const ContentGroupsPtr m_groups;
    const WrittenWordsPtr m_written;

    mutable std::once_flag m_duplicatesFound;
    mutable IdSet<ContentId> m_duplicates;
};

}  // namespace semblance
