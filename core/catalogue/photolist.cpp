#include "core/catalogue/photolist.h"

#include <algorithm>
#include <utility>

namespace semblance {

namespace {
PhotoRow rowOf(const PhotoItem& item) {
    return {item.file, item.content, item.score.value_or(PhotoRow::noScore), item.available,
            item.takenMs};
}

class ListedPhotos final : public PhotoList {
public:
    ListedPhotos(std::vector<PhotoItem> items, bool isByTime)
        : m_items(std::move(items)), m_isByTime(isByTime) {}
    qsizetype size() const override { return static_cast<qsizetype>(m_items.size()); }
    PhotoItem at(qsizetype row) const override { return m_items[static_cast<std::size_t>(row)]; }
    void read(qsizetype first, std::span<PhotoRow> rows) const override {
        for (PhotoRow& row : rows)
            row = rowOf(m_items[static_cast<std::size_t>(first++)]);
    }
    bool isByTime() const override { return m_isByTime; }

private:
    const std::vector<PhotoItem> m_items;
    const bool m_isByTime;
};
}  // namespace

PhotoListPtr photoListOf(std::vector<PhotoItem> items) {
    return std::make_shared<const ListedPhotos>(std::move(items), false);
}

PhotoListPtr photoListByTime(std::vector<PhotoItem> items) {
    return std::make_shared<const ListedPhotos>(std::move(items), true);
}

void PhotoList::read(qsizetype first, std::span<PhotoRow> rows) const {
    for (PhotoRow& row : rows)
        row = rowOf(at(first++));
}

PhotoRowReader::PhotoRowReader(const PhotoList* list)
    : m_list(list), m_size(list ? list->size() : 0) {}

void PhotoRowReader::load(qsizetype row) {
    m_first = row - row % chunk;
    m_count = std::min(chunk, m_size - m_first);
    m_list->read(m_first, std::span(m_rows, static_cast<std::size_t>(m_count)));
}

qsizetype rowOfFile(const PhotoList& list, FileId file) {
    PhotoRowReader rows(&list);
    for (qsizetype row = 0; row < rows.size(); ++row) {
        if (rows[row].file == file)
            return row;
    }
    return -1;
}

}  // namespace semblance
