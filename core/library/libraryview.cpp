#include "core/library/libraryview.h"

#include <algorithm>

namespace semblance {

namespace {
class BrowseList : public PhotoList {
public:
    explicit BrowseList(LibraryViewPtr view) : m_view(std::move(view)) {}
    qsizetype size() const override { return static_cast<qsizetype>(m_view->photos().size()); }
    PhotoItem at(qsizetype row) const override {
        return m_view->item(static_cast<std::size_t>(row));
    }

private:
    LibraryViewPtr m_view;
};

class HitList : public PhotoList {
public:
    HitList(LibraryViewPtr view, std::vector<Hit> hits)
        : m_view(std::move(view)), m_hits(std::move(hits)) {}
    qsizetype size() const override { return static_cast<qsizetype>(m_hits.size()); }
    PhotoItem at(qsizetype row) const override {
        const Hit& hit = m_hits[static_cast<std::size_t>(row)];
        PhotoItem item = m_view->item(hit.photo);
        item.score = hit.score;
        return item;
    }

private:
    LibraryViewPtr m_view;
    std::vector<Hit> m_hits;
};
}  // namespace

LibraryView::LibraryView(PhotoRows photos, std::vector<Root> roots,
                         std::optional<MatrixSnapshot> vectors)
    : m_photos(std::move(photos)), m_roots(std::move(roots)), m_vectors(std::move(vectors)) {
    std::sort(m_roots.begin(), m_roots.end(),
              [](const Root& a, const Root& b) { return a.id < b.id; });
    m_byContent.reserve(m_photos.size());
    for (std::size_t row = 0; row < m_photos.size(); ++row) {
        m_byContent.push_back({m_photos[row].content.value, static_cast<std::uint32_t>(row)});
    }
    std::sort(m_byContent.begin(), m_byContent.end(), [](const ByContent& a, const ByContent& b) {
        return a.content != b.content ? a.content < b.content : a.photo < b.photo;
    });
    for (std::size_t i = 0; i < m_byContent.size(); ++i)
        m_contentCount += isFirstOfContent(i) ? 1 : 0;
    findSearchable();
}

bool LibraryView::isFirstOfContent(std::size_t entry) const {
    return entry == 0 || m_byContent[entry - 1].content != m_byContent[entry].content;
}

std::size_t LibraryView::countIn(const MatrixSnapshot& vectors) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < m_byContent.size(); ++i) {
        const auto content = static_cast<std::uint64_t>(m_byContent[i].content);
        count += isFirstOfContent(i) && vectors.find(content) ? 1 : 0;
    }
    return count;
}

void LibraryView::findSearchable() {
    if (!m_vectors)
        return;
    const std::size_t rows = m_vectors->rows();
    m_searchable = RowFilter(rows);
    std::vector<bool> taken(m_byContent.size());
    // From the end: a content encoded again has its newest vector last.
    for (std::size_t row = rows; row-- > 0;) {
        const auto entries =
            entriesOf(static_cast<std::int64_t>(m_vectors->key(static_cast<Row>(row))));
        if (entries.empty())
            continue;
        const auto first = static_cast<std::size_t>(entries.data() - m_byContent.data());
        if (taken[first])
            continue;
        taken[first] = true;
        m_searchable.set(static_cast<Row>(row), true);
        ++m_searchableCount;
    }
}

std::span<const LibraryView::ByContent> LibraryView::entriesOf(std::int64_t content) const {
    const auto [begin, end] = std::equal_range(
        m_byContent.begin(), m_byContent.end(), ByContent{content, 0},
        [](const ByContent& a, const ByContent& b) { return a.content < b.content; });
    return {begin, end};
}

PhotoItem LibraryView::item(std::size_t photo) const {
    const PhotoRows::Photo& row = m_photos[photo];
    const auto root = std::lower_bound(m_roots.begin(), m_roots.end(), row.root,
                                       [](const Root& r, RootId id) { return r.id < id; });
    PhotoItem item{row.file, row.content, m_photos.pathString(photo), std::nullopt, true};
    if (root != m_roots.end() && root->id == row.root) {
        item.path = root->path + QLatin1Char('/') + item.path;
        item.available = root->available;
    }
    return item;
}

std::vector<std::uint32_t> LibraryView::photosOf(ContentId content) const {
    std::vector<std::uint32_t> photos;
    for (const ByContent& entry : entriesOf(content.value))
        photos.push_back(entry.photo);
    return photos;
}

std::optional<Row> LibraryView::vectorRow(ContentId content) const {
    if (!m_vectors)
        return std::nullopt;
    return m_vectors->find(static_cast<std::uint64_t>(content.value));
}

PhotoListPtr browseList(LibraryViewPtr view) {
    return std::make_shared<BrowseList>(std::move(view));
}

PhotoListPtr hitList(LibraryViewPtr view, std::vector<Hit> hits) {
    return std::make_shared<HitList>(std::move(view), std::move(hits));
}

}  // namespace semblance
