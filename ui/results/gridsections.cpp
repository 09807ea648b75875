#include "ui/results/gridsections.h"

#include <algorithm>

namespace semblance {

GridSections::GridSections(const std::vector<Section>& sections, int columns, int cellHeight)
    : m_columns(columns), m_cellHeight(cellHeight) {
    m_places.reserve(sections.size());
    for (const Section& section : sections) {
        m_places.push_back({m_rows, section.rows, m_height, section.headerHeight});
        m_rows += section.rows;
        m_height += section.headerHeight + linesOf(m_places.back()) * cellHeight;
    }
}

int GridSections::sectionOf(int row) const {
    const auto behind =
        std::upper_bound(m_places.begin(), m_places.end(), row,
                         [](int wanted, const Place& place) { return wanted < place.firstRow; });
    return int(behind - m_places.begin()) - 1;
}

int GridSections::sectionAt(int y) const {
    if (m_places.empty())
        return -1;
    const auto behind =
        std::upper_bound(m_places.begin(), m_places.end(), y,
                         [](int wanted, const Place& place) { return wanted < place.top; });
    return std::max(0, int(behind - m_places.begin()) - 1);
}

int GridSections::top(int row) const {
    const Place& place = m_places[std::size_t(sectionOf(row))];
    return place.cellsTop() + (row - place.firstRow) / m_columns * m_cellHeight;
}

int GridSections::column(int row) const {
    return (row - m_places[std::size_t(sectionOf(row))].firstRow) % m_columns;
}

int GridSections::rowInLine(const Place& place, int line, int column) const {
    return std::min(place.firstRow + line * m_columns + column, place.lastRow());
}

int GridSections::rowAt(int y, int column) const {
    if (y < 0 || y >= m_height || column < 0 || column >= m_columns)
        return -1;
    const Place& place = m_places[std::size_t(sectionAt(y))];
    if (y < place.cellsTop())
        return -1;
    const int row = place.firstRow + (y - place.cellsTop()) / m_cellHeight * m_columns + column;
    return row <= place.lastRow() ? row : -1;
}

GridSections::Rows GridSections::rowsBetween(int top, int bottom) const {
    top = std::max(top, 0);
    bottom = std::min(bottom, m_height - 1);
    if (bottom < top)
        return {};
    const Place& first = m_places[std::size_t(sectionAt(top))];
    const Place& last = m_places[std::size_t(sectionAt(bottom))];
    const int above = std::max(0, top - first.cellsTop()) / m_cellHeight;
    const int upTo = bottom < last.cellsTop() ? 0 : (bottom - last.cellsTop()) / m_cellHeight + 1;
    return {first.firstRow + above * m_columns,
            std::min(last.firstRow + upTo * m_columns - 1, last.lastRow())};
}

int GridSections::above(int row) const {
    const int section = sectionOf(row);
    const Place& place = m_places[std::size_t(section)];
    if (row - m_columns >= place.firstRow)
        return row - m_columns;
    if (section == 0)
        return row;
    const Place& before = m_places[std::size_t(section - 1)];
    return rowInLine(before, linesOf(before) - 1, row - place.firstRow);
}

int GridSections::below(int row) const {
    const Place& place = m_places[std::size_t(sectionOf(row))];
    const int line = (row - place.firstRow) / m_columns;
    const int column = (row - place.firstRow) % m_columns;
    if (line + 1 < linesOf(place))
        return rowInLine(place, line + 1, column);
    if (place.lastRow() + 1 >= m_rows)
        return row;
    return rowInLine(m_places[std::size_t(sectionOf(place.lastRow() + 1))], 0, column);
}

int GridSections::linesFrom(int row, int lines) const {
    const int column = this->column(row);
    const int y = std::clamp(top(row) + lines * m_cellHeight, 0, std::max(0, m_height - 1));
    const Place& place = m_places[std::size_t(sectionAt(y))];
    if (y < place.cellsTop() && lines < 0 && place.firstRow > 0)
        return above(rowInLine(place, 0, column));
    const int line = std::clamp((y - place.cellsTop()) / m_cellHeight, 0, linesOf(place) - 1);
    return rowInLine(place, line, column);
}

bool GridSections::isLastInLine(int row) const {
    const Place& place = m_places[std::size_t(sectionOf(row))];
    return row == place.lastRow() || (row - place.firstRow) % m_columns == m_columns - 1;
}

}  // namespace semblance
