#pragma once

#include <vector>

namespace semblance {

/// Where the rows of a grid lie: cells of one size in lines of so many columns, in sections that
/// each begin a new line, some below a header as wide as the grid. Pure numbers; y counts pixels
/// from the top of the contents. Any question about a row or a y costs O(log sections).
class GridSections {
public:
    struct Section {
        int rows = 0;          ///< at least one
        int headerHeight = 0;  ///< 0: no header
    };
    /// A section in its place.
    struct Place {
        int firstRow = 0;
        int rows = 0;
        int top = 0;  ///< of the header
        int headerHeight = 0;

        int cellsTop() const { return top + headerHeight; }
        int lastRow() const { return firstRow + rows - 1; }
    };
    /// Rows first .. last; none when last < first.
    struct Rows {
        int first = 0;
        int last = -1;

        friend bool operator==(const Rows&, const Rows&) = default;
    };

    GridSections() = default;
    /// `columns` and `cellHeight` are at least 1.
    GridSections(const std::vector<Section>& sections, int columns, int cellHeight);

    int rows() const { return m_rows; }
    int columns() const { return m_columns; }
    int cellHeight() const { return m_cellHeight; }
    int height() const { return m_height; }
    const std::vector<Place>& places() const { return m_places; }

    /// The section of a row that exists.
    int sectionOf(int row) const;
    /// The section that covers y, the first or last one beyond them; -1 when there is none.
    int sectionAt(int y) const;

    int top(int row) const;     ///< of the row's cell
    int column(int row) const;  ///< counted in reading direction
    /// The row in a line's column; -1 on a header, behind a section's last row and beyond the ends.
    int rowAt(int y, int column) const;
    /// The rows of all lines that the band from `top` to `bottom`, both included, touches.
    Rows rowsBetween(int top, int bottom) const;

    // From a row that exists, each in the same column or, where a line is shorter, at its end.
    int above(int row) const;  ///< the row itself in the first line
    int below(int row) const;  ///< the row itself in the last line
    /// So many lines' height further, up where `lines` is negative; at least one line where there
    /// is one.
    int linesFrom(int row, int lines) const;
    bool isLastInLine(int row) const;

private:
    int linesOf(const Place& place) const { return (place.rows + m_columns - 1) / m_columns; }
    int rowInLine(const Place& place, int line, int column) const;

    std::vector<Place> m_places;
    int m_columns = 1;
    int m_cellHeight = 1;
    int m_rows = 0;
    int m_height = 0;
};

}  // namespace semblance
