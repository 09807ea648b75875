#include "ui/history/gridplace.h"

#include <QItemSelectionModel>
#include <QScrollBar>

#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"

namespace semblance {
namespace {

constexpr int mostSelected = 1000;
constexpr int mostLookedFor =
    50;  // whose row is another one now: each costs a look through the list

const PhotoListModel& modelOf(const PhotoGrid& grid) {
    return *static_cast<const PhotoListModel*>(grid.model());
}

// Below what may stand above the first row.
QModelIndex firstInSight(const PhotoGrid& grid) {
    const QRect area = grid.viewport()->rect();
    const int x = grid.isRightToLeft() ? area.right() - 8 : 8;
    for (int y = 4; y < area.height(); y += 24) {
        if (const QModelIndex index = grid.indexAt(QPoint(x, y)); index.isValid())
            return index;
    }
    return {};
}

int rowOf(const PhotoListModel& model, const GridPlace::Mark& mark, int& lookedFor) {
    if (mark.row < model.rowCount() && model.photo(mark.row).file == mark.file)
        return mark.row;
    return lookedFor++ < mostLookedFor ? model.rowOf(mark.file) : -1;
}

void select(PhotoGrid& grid, const GridPlace& place) {
    const PhotoListModel& model = modelOf(grid);
    int lookedFor = 0;
    if (place.current) {
        if (const int row = rowOf(model, *place.current, lookedFor); row >= 0)
            grid.selectionModel()->setCurrentIndex(model.index(row), QItemSelectionModel::NoUpdate);
    }
    QItemSelection selection;
    for (const GridPlace::Mark& mark : place.selected) {
        if (const int row = rowOf(model, mark, lookedFor); row >= 0)
            selection.select(model.index(row), model.index(row));
    }
    grid.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

}  // namespace

GridPlace placeIn(const PhotoGrid& grid) {
    const PhotoListModel& model = modelOf(grid);
    GridPlace place;
    const auto mark = [&](int row) { return GridPlace::Mark{row, model.photo(row).file}; };
    if (const QModelIndex first = firstInSight(grid); first.isValid()) {
        place.topRow = first.row();
        place.topOffset = grid.visualRect(first).top();
    }
    if (grid.currentIndex().isValid())
        place.current = mark(grid.currentIndex().row());
    if (grid.selectionModel()->hasSelection() && grid.selectedCount() <= mostSelected) {
        for (const int row : grid.chosenRows())
            place.selected.append(mark(row));
    }
    return place;
}

bool restorePlace(PhotoGrid& grid, const GridPlace& place) {
    const PhotoListModel& model = modelOf(grid);
    QScrollBar* bar = grid.verticalScrollBar();
    if (place.topRow >= model.rowCount()) {
        bar->setValue(bar->maximum());
        return false;
    }
    // Making a row the current one scrolls to it.
    const bool scrolls = grid.hasAutoScroll();
    grid.setAutoScroll(false);
    select(grid, place);
    grid.setAutoScroll(scrolls);
    const QModelIndex top = model.index(place.topRow);
    grid.scrollTo(top, QAbstractItemView::PositionAtTop);
    // Headings may stand above it.
    bar->setValue(bar->value() + grid.visualRect(top).top() - place.topOffset);
    return true;
}

}  // namespace semblance
