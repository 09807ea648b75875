#include "ui/results/photoarrangement.h"

#include <QCollator>
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace semblance {
namespace {

QString nameOf(const PhotoItem& item) {
    return item.path.sliced(item.path.lastIndexOf(u'/') + 1);
}

/// Sorts rows by what `keyOf` says of each, equal ones staying as they are.
template <class KeyOf, class Before>
void sortBy(std::span<int> rows, const KeyOf& keyOf, const Before& before) {
    using Key = decltype(keyOf(0));
    std::vector<std::pair<Key, int>> keyed;
    keyed.reserve(rows.size());
    for (const int row : rows)
        keyed.emplace_back(keyOf(row), row);
    std::stable_sort(keyed.begin(), keyed.end(),
                     [&](const auto& a, const auto& b) { return before(a.first, b.first); });
    std::transform(keyed.begin(), keyed.end(), rows.begin(),
                   [](const auto& pair) { return pair.second; });
}

template <class Number>
void sortByNumber(std::span<int> rows, const PhotoList& photos, Number PhotoItem::*number,
                  bool isReversed) {
    sortBy(
        rows, [&](int row) { return photos.at(row).*number; },
        [isReversed](Number a, Number b) { return isReversed ? a < b : b < a; });
}

void sortByName(std::span<int> rows, const PhotoList& photos, bool isReversed) {
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    sortBy(
        rows, [&](int row) { return collator.sortKey(nameOf(photos.at(row))); },
        [isReversed](const QCollatorSortKey& a, const QCollatorSortKey& b) {
            return isReversed ? b < a : a < b;
        });
}

}  // namespace

ContentId faceKey(ContentId content, const ContentGroups& groups) {
    const ContentGroups::Group* const group = groups.duplicatesOf(content);
    return group ? group->contents.front() : content;
}

ArrangedPhotos::ArrangedPhotos(PhotoListPtr photos, const Arrangement& arrangement,
                               std::optional<qsizetype> good, const ContentGroups& groups,
                               const std::unordered_set<ContentId>& opened)
    : m_photos(std::move(photos)), m_order(std::size_t(m_photos->size())) {
    std::iota(m_order.begin(), m_order.end(), 0);
    if (good)
        m_good = std::clamp<qsizetype>(*good, 0, m_photos->size());
    const int middle = int(m_good.value_or(m_photos->size()));
    sort(arrangement, 0, middle);
    sort(arrangement, middle, int(m_order.size()));
    if (arrangement.foldsCopies)
        fold(groups, opened);
    else
        showAll();
    m_isAsGiven = arrangement.sort == PhotoSort::Natural && !arrangement.isReversed;
    m_isByTime = !arrangement.foldsCopies && !m_good &&
                 (arrangement.sort == PhotoSort::Date ||
                  (arrangement.sort == PhotoSort::Natural && m_photos->isByTime()));
}

void ArrangedPhotos::sort(const Arrangement& arrangement, int begin, int end) {
    const std::span<int> rows =
        std::span(m_order).subspan(std::size_t(begin), std::size_t(end - begin));
    switch (arrangement.sort) {
        case PhotoSort::Natural:
            if (arrangement.isReversed)
                std::reverse(rows.begin(), rows.end());
            break;
        case PhotoSort::Date:
            sortByNumber(rows, *m_photos, &PhotoItem::takenMs, arrangement.isReversed);
            break;
        case PhotoSort::Name:
            sortByName(rows, *m_photos, arrangement.isReversed);
            break;
        case PhotoSort::Dimensions:
            sortByNumber(rows, *m_photos, &PhotoItem::pixels, arrangement.isReversed);
            break;
        case PhotoSort::Rating:
            sortByNumber(rows, *m_photos, &PhotoItem::rating, arrangement.isReversed);
            break;
    }
}

void ArrangedPhotos::showAll() {
    m_starts.resize(m_order.size());
    std::iota(m_starts.begin(), m_starts.end(), 0);
}

void ArrangedPhotos::fold(const ContentGroups& groups,
                          const std::unordered_set<ContentId>& opened) {
    std::vector<ContentId> keys(m_order.size());
    PhotoRowReader reader(m_photos.get());
    for (std::size_t row = 0; row < keys.size(); ++row)
        keys[row] = faceKey(reader[qsizetype(row)].content, groups);
    // The faces in their order, and of each of them its copies in theirs.
    std::vector<std::vector<int>> faces;
    std::unordered_map<ContentId, std::size_t> faceOf;
    std::size_t goodFaces = 0;
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        const int row = m_order[i];
        const auto [face, isNew] = faceOf.try_emplace(keys[std::size_t(row)], faces.size());
        if (isNew)
            faces.emplace_back();
        faces[face->second].push_back(row);
        if (m_good && qsizetype(i) < *m_good)
            goodFaces = faces.size();
    }
    m_order.clear();
    if (m_good)
        m_good = 0;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const bool isOpened = opened.contains(keys[std::size_t(faces[i].front())]);
        show(faces[i], isOpened);
        if (i + 1 == goodFaces)
            m_good = size();
    }
}

/// A face, its copies behind it or beside it.
void ArrangedPhotos::show(const std::vector<int>& rows, bool isOpened) {
    const int start = int(m_order.size());
    const int copies = int(rows.size()) - 1;
    m_order.insert(m_order.end(), rows.begin(), rows.end());
    m_starts.push_back(start);
    m_places.push_back(isOpened && copies > 0 ? Place::Face : Place::Alone);
    for (int copy = 1; isOpened && copy <= copies; ++copy) {
        m_starts.push_back(start + copy);
        m_places.push_back(copy == copies ? Place::LastCopy : Place::Copy);
    }
}

PhotoItem ArrangedPhotos::at(qsizetype row) const {
    return m_photos->at(rowOf(row));
}

void ArrangedPhotos::read(qsizetype first, std::span<PhotoRow> rows) const {
    for (PhotoRow& row : rows)
        m_photos->read(rowOf(first++), std::span(&row, 1));
}

int ArrangedPhotos::folded(qsizetype row) const {
    const bool isLast = row + 1 == size();
    const int end = isLast ? int(m_order.size()) : m_starts[std::size_t(row + 1)];
    return end - m_starts[std::size_t(row)] - 1;
}

PhotoItem ArrangedPhotos::foldedAt(qsizetype row, int copy) const {
    return m_photos->at(rowOf(row, copy + 1));
}

ArrangedPhotos::Place ArrangedPhotos::place(qsizetype row) const {
    return m_places.empty() ? Place::Alone : m_places[std::size_t(row)];
}

}  // namespace semblance
