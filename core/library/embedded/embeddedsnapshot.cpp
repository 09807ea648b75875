#include "core/library/embedded/embeddedsnapshot.h"

#include <algorithm>
#include <utility>

#include "core/library/embedded/factfilter.h"

namespace semblance {

namespace {
class AllPhotos final : public PhotoList {
public:
    explicit AllPhotos(std::shared_ptr<const EmbeddedSnapshot> snapshot)
        : m_snapshot(std::move(snapshot)) {}

    qsizetype size() const override { return static_cast<qsizetype>(m_snapshot->table().size()); }
    PhotoItem at(qsizetype row) const override {
        return m_snapshot->item(m_snapshot->table()[static_cast<std::size_t>(row)]);
    }
    void read(qsizetype first, std::span<PhotoRow> rows) const override {
        for (PhotoRow& row : rows) {
            const PhotoRecord& photo = m_snapshot->table()[static_cast<std::size_t>(first++)];
            row = {photo.file, photo.content, PhotoRow::noScore, m_snapshot->isThere(photo.root),
                   photo.takenMs};
        }
    }
    bool isByTime() const override { return true; }

private:
    const std::shared_ptr<const EmbeddedSnapshot> m_snapshot;
};
}  // namespace

EmbeddedSnapshot::EmbeddedSnapshot(PhotoTable photos, std::vector<RootInfo> roots, Scorers scorers,
                                   ContentGroupsPtr groups, WrittenWordsPtr written)
    : m_photos(std::move(photos)),
      m_roots(std::move(roots)),
      m_scorers(std::move(scorers)),
      m_groups(std::move(groups)),
      m_written(std::move(written)) {}

PhotoItem EmbeddedSnapshot::item(const PhotoRecord& photo) const {
    const auto root = std::find_if(m_roots.begin(), m_roots.end(), [&](const RootInfo& candidate) {
        return candidate.id == photo.root;
    });
    const bool isKnown = root != m_roots.end();
    const auto absolute = [&](const PhotoRecord& record) {
        const std::string_view path = m_photos.path(record);
        const QString relative =
            QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
        return isKnown ? root->path + QLatin1Char('/') + relative : relative;
    };
    PhotoItem item{photo.file, photo.content, absolute(photo), std::nullopt, true, {}};
    item.available = !isKnown || root->state == RootInfo::State::Present;
    if (photo.durationMs >= 0)
        item.durationMs = photo.durationMs;
    item.takenMs = photo.takenMs;
    item.pixels = qint64(photo.width) * photo.height;
    item.rating = photo.rating;
    for (const PhotoRecord* raw : m_photos.behind(photo))
        item.raws.append(absolute(*raw));
    return item;
}

bool EmbeddedSnapshot::isThere(RootId root) const {
    const auto it = std::find_if(m_roots.begin(), m_roots.end(),
                                 [&](const RootInfo& candidate) { return candidate.id == root; });
    return it == m_roots.end() || it->state == RootInfo::State::Present;
}

PhotoListPtr EmbeddedSnapshot::photos() const {
    return std::make_shared<const AllPhotos>(shared_from_this());
}

std::vector<PhotoItem> EmbeddedSnapshot::photosOf(ContentId content) const {
    std::vector<PhotoItem> items;
    for (const PhotoRecord* photo : m_photos.of(content))
        items.push_back(item(*photo));
    return items;
}

std::optional<PhotoItem> EmbeddedSnapshot::photo(FileId file) const {
    const PhotoRecord* const photo = m_photos.find(file);
    return photo ? std::optional(item(*photo)) : std::nullopt;
}

const IdSet<ContentId>& EmbeddedSnapshot::duplicates() const {
    std::call_once(m_duplicatesFound, [this] {
        for (const ContentGroups::Group& group : m_groups->all()) {
            std::size_t photos = 0;
            for (const ContentId content : group.contents)
                photos += m_photos.photosOf(content);
            if (group.kind == GroupKind::Burst || photos < 2)
                continue;
            for (const ContentId content : group.contents)
                m_duplicates.insert(content);
        }
        m_photos.forEachShown([this](const PhotoRecord& photo) {
            if (photo.next != 0)
                m_duplicates.insert(photo.content);
        });
    });
    return m_duplicates;
}

FilteredPhotos EmbeddedSnapshot::filtered(const PhotoFilter& filter) const {
    // To find them takes as long as all the rest.
    static const IdSet<ContentId> notAsked;
    const bool asks = std::any_of(
        filter.terms.begin(), filter.terms.end(),
        [](const PhotoFilter::Term& term) { return facetOf(term) == Facet::Duplicate; });
    const FactFilter ready(filter, m_photos, m_roots, asks ? duplicates() : notAsked,
                           m_written.get());
    FilteredPhotos photos;
    IdSet<ContentId> contents;
    m_photos.forEachShown([&](const PhotoRecord& photo) {
        if (!ready.means(photo))
            return;
        photos.files.insert(photo.file);
        if (contents.insert(photo.content))
            photos.contents.push_back(photo.content);
    });
    return photos;
}

Facets EmbeddedSnapshot::facets(const PhotoFilter& filter) const {
    return countFacets(filter, m_photos, m_roots, duplicates(), m_written.get());
}

std::vector<RootId> EmbeddedSnapshot::rootsToEncode(const QString& modelHash) const {
    const auto vectors = scorer(modelHash);
    std::vector<RootId> roots;
    for (std::size_t row = 0; row < m_photos.size(); ++row) {
        const PhotoRecord& photo = m_photos[row];
        const bool isNoted = std::find(roots.begin(), roots.end(), photo.root) != roots.end();
        if (!isNoted && !(vectors && vectors->holds(photo.content)))
            roots.push_back(photo.root);
        if (roots.size() == m_roots.size())
            break;
    }
    return roots;
}

std::shared_ptr<const EndpointScorer> EmbeddedSnapshot::scorer(const QString& modelHash) const {
    const auto it = m_scorers.find(modelHash);
    return it == m_scorers.end() ? nullptr : it->second;
}

}  // namespace semblance
