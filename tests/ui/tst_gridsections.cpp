#include <QRandomGenerator>
#include <QTest>
#include <algorithm>
#include <map>
#include <utility>

#include "tests/testmain.h"
#include "ui/results/gridsections.h"

using namespace semblance;

/// Every answer is compared with what a table of all cells says.
class TestGridSections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNothing();
    void agreesWithATableOfAllCells();
    void movesFromSectionToSection();
    void goesByPages();
};

namespace {

using Rows = GridSections::Rows;

/// Cells one by one, as they are laid out.
struct Table {
    struct Cell {
        int top = 0;
        int column = 0;
        int section = 0;
    };

    Table(const std::vector<GridSections::Section>& sections, int columns, int cellHeight)
        : height(cellHeight) {
        int y = 0;
        for (std::size_t i = 0; i < sections.size(); ++i) {
            y += sections[i].headerHeight;
            for (int row = 0; row < sections[i].rows; ++row) {
                if (row > 0 && row % columns == 0)
                    y += cellHeight;
                cells.push_back({y, row % columns, int(i)});
            }
            y += cellHeight;
        }
        end = y;
    }

    int rowAt(int y, int column) const {
        for (std::size_t row = 0; row < cells.size(); ++row) {
            if (cells[row].column == column && cells[row].top <= y && y < cells[row].top + height)
                return int(row);
        }
        return -1;
    }
    Rows touching(int top, int bottom) const {
        Rows rows{0, -1};
        for (std::size_t row = 0; row < cells.size(); ++row) {
            if (cells[row].top > bottom || cells[row].top + height <= top)
                continue;
            if (rows.last < 0)
                rows.first = int(row);
            rows.last = int(row);
        }
        return rows;
    }

    std::vector<Cell> cells;
    int height;
    int end = 0;
};

}  // namespace

void TestGridSections::emptyHasNothing() {
    const GridSections none;
    QCOMPARE(none.height(), 0);
    QCOMPARE(none.rows(), 0);
    QCOMPARE(none.sectionAt(5), -1);
    QCOMPARE(none.rowAt(0, 0), -1);
    const Rows rows = none.rowsBetween(0, 100);
    QVERIFY(rows.last < rows.first);
}

void TestGridSections::agreesWithATableOfAllCells() {
    for (quint32 seed = 0; seed < 300; ++seed) {
        QRandomGenerator random(seed);
        std::vector<GridSections::Section> sections;
        for (int i = random.bounded(1, 8); i > 0; --i)
            sections.push_back({random.bounded(1, 12), random.bounded(3) * 7});
        const int columns = random.bounded(1, 6);
        const int cellHeight = random.bounded(8, 20);
        const GridSections grid(sections, columns, cellHeight);
        const Table table(sections, columns, cellHeight);
        QCOMPARE(grid.height(), table.end);
        QCOMPARE(grid.rows(), int(table.cells.size()));
        for (int row = 0; row < grid.rows(); ++row) {
            const Table::Cell& cell = table.cells[std::size_t(row)];
            QCOMPARE(grid.top(row), cell.top);
            QCOMPARE(grid.column(row), cell.column);
            QCOMPARE(grid.sectionOf(row), cell.section);
        }
        for (int y = -3; y < table.end + 3; ++y) {
            for (int column = 0; column <= columns; ++column)
                QCOMPARE(grid.rowAt(y, column), table.rowAt(y, column));
            const int bottom = y + random.bounded(60);
            const Rows rows = grid.rowsBetween(y, bottom);
            const Rows expected = table.touching(y, bottom);
            if (expected.last < 0)
                QVERIFY(rows.last < rows.first);
            else
                QCOMPARE(std::pair(rows.first, rows.last),
                         std::pair(expected.first, expected.last));
        }
    }
}

void TestGridSections::movesFromSectionToSection() {
    // Lines: 0 1 2 | 3   then   4 5   then   6 7 8 | 9 10
    const GridSections grid({{4, 10}, {2, 10}, {5, 10}}, 3, 100);
    QCOMPARE(grid.below(0), 3);
    QCOMPARE(grid.below(2), 3);
    QCOMPARE(grid.below(3), 4);
    QCOMPARE(grid.below(5), 7);
    QCOMPARE(grid.below(8), 10);
    QCOMPARE(grid.below(10), 10);
    QCOMPARE(grid.above(10), 7);
    QCOMPARE(grid.above(8), 5);
    QCOMPARE(grid.above(6), 4);
    QCOMPARE(grid.above(5), 3);
    QCOMPARE(grid.above(1), 1);
    QVERIFY(grid.isLastInLine(3) && grid.isLastInLine(5) && !grid.isLastInLine(9));
    // Down and up through everything ends where it must, one line at a time.
    int row = 1;
    std::vector<int> way{row};
    while (grid.below(row) != row)
        way.push_back(row = grid.below(row));
    QCOMPARE(way, (std::vector<int>{1, 3, 4, 6, 9}));
}

void TestGridSections::goesByPages() {
    const GridSections grid({{4, 30}, {2, 30}, {50, 30}}, 3, 100);
    // Always at least one line, until there is none.
    for (int row = 0; row < grid.rows(); ++row) {
        for (const int lines : {1, 2, 5}) {
            const int down = grid.linesFrom(row, lines);
            const int up = grid.linesFrom(row, -lines);
            QVERIFY(grid.below(row) == row ? down == row || grid.top(down) == grid.top(row)
                                           : grid.top(down) > grid.top(row));
            QVERIFY(grid.above(row) == row ? grid.top(up) == grid.top(row)
                                           : grid.top(up) < grid.top(row));
            QVERIFY(grid.top(down) <= grid.top(row) + lines * grid.cellHeight() + 2 * 30);
        }
    }
    QCOMPARE(grid.linesFrom(1, 1000), 55);
    QCOMPARE(grid.linesFrom(50, -1000), 2);
}

SEMBLANCE_APPLESS_TEST(TestGridSections)
#include "tst_gridsections.moc"
