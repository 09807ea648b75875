#include "core/catalogue/photolist.h"

#include <algorithm>

namespace semblance {

void PhotoList::read(qsizetype first, std::span<PhotoRow> rows) const {
    for (PhotoRow& row : rows) {
        const PhotoItem item = at(first++);
        row = {item.file, item.content, item.score.value_or(PhotoRow::noScore), item.available};
    }
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
