#include "ui/results/photogrid.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <utility>

#include "ui/results/dragpixmap.h"
#include "ui/results/listplace.h"
#include "ui/results/photodelegate.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/thumbnailcache.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int wheelStep = 120;  // one notch, Qt's eighths of a degree
constexpr int sizeStep = 16;
constexpr int pagesAhead = 2;  // before the end of the list is there, more of it is wanted

}  // namespace

PhotoGrid::PhotoGrid(PhotoListModel& model, PictureService& pictures, QWidget* parent)
    : QListView(parent),
      m_model(model),
      m_thumbnails(new ThumbnailCache(pictures, this)),
      m_anchor(new ListPlace(model, this)) {
    describeArea(this, QStringLiteral("photoGrid"), tr("Pictures"));
    setAccessibleDescription(tr("Enter uses the picture as a reference, Space shows it large."));
    setModel(&model);
    setItemDelegate(new PhotoDelegate(*m_thumbnails, this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    connect(m_thumbnails, &ThumbnailCache::changed, viewport(), qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PhotoGrid::scrolledTo);
    layOutCells();
}

QSize PhotoGrid::sizeHint() const {
    return {900, 600};
}

void PhotoGrid::setThumbnailSize(int side) {
    side = std::clamp(side, smallest, largest);
    if (side == m_size)
        return;
    const QModelIndex middle = indexAt(viewport()->rect().center());
    const QModelIndex anchor = currentIndex().isValid() ? currentIndex() : middle;
    m_size = side;
    layOutCells();
    if (anchor.isValid())
        scrollTo(anchor, QAbstractItemView::PositionAtCenter);
    noteAnchor();
    Q_EMIT thumbnailSizeChanged(side);
}

void PhotoGrid::layOutCells() {
    using D = PhotoDelegate;
    // The nearest number of columns to the wanted size; the tiles share the width evenly.
    const int wanted = m_size + 2 * D::cellMargin;
    const int width = qMax(viewport()->width(), wanted);
    m_columns = qMax(1, qRound(double(width) / wanted));
    const int cell = width / m_columns;
    m_thumbnails->setBox(cell - 2 * (D::cellMargin + D::tilePadding), devicePixelRatioF());
    setGridSize(QSize(cell, m_model.isAnswer() ? cell + D::barRoom : cell));
    executeDelayedItemsLayout();
}

void PhotoGrid::setPhotos(PhotoListPtr photos) {
    m_thumbnails->dropPending();
    m_thumbnails->retryMissing();
    m_model.setPhotos(std::move(photos));
    layOutCells();
    verticalScrollBar()->setValue(0);
    noteAnchor();
    tellWhenEndIsNear();
}

void PhotoGrid::changePhotos(PhotoListPtr photos, const RowChanges& changes) {
    const bool scrolls = hasAutoScroll();
    const int value = verticalScrollBar()->value();
    const bool isRanked = m_model.isAnswer() && !changes.order.empty();
    const bool isAtTop = value == 0 && !currentIndex().isValid();
    // A current picture that goes makes its neighbour the current one: no reason to scroll there.
    setAutoScroll(false);
    m_isPlacing = true;
    m_model.changePhotos(std::move(photos), changes);
    if (changes.availabilityChanged)
        m_thumbnails->retryMissing();
    layOutCells();
    if (isRanked || isAtTop)
        verticalScrollBar()->setValue(value);
    else
        keepAnchor();
    m_isPlacing = false;
    setAutoScroll(scrolls);
    if (isRanked || isAtTop)
        noteAnchor();
    tellWhenEndIsNear();
}

void PhotoGrid::scrolledTo(int value) {
    m_goesUp = value < std::exchange(m_lastValue, value);
    fetchThumbnails();
    if (!m_isPlacing)
        noteAnchor();
    tellWhenEndIsNear();
}

void PhotoGrid::tellWhenEndIsNear() {
    const QScrollBar* bar = verticalScrollBar();
    if (bar->maximum() - bar->value() < pagesAhead * viewport()->height())
        Q_EMIT endNeared();
}

// What is on screen first, from its top, then what comes into sight next.
void PhotoGrid::fetchThumbnails() {
    const QRect screen = viewport()->rect();
    const Rows visible = rowsIn(screen);
    const Rows next = rowsIn(screen.translated(0, m_goesUp ? -screen.height() : screen.height()));
    QList<PhotoItem> items;
    const auto append = [&](int row) {
        if (row >= 0 && row < m_model.rowCount())
            items.append(m_model.photo(row));
    };
    if (m_goesUp) {
        for (int row = next.first; row < visible.first; ++row)
            append(row);
    } else {
        for (int row = next.last; row > visible.last; --row)
            append(row);
    }
    for (int row = visible.last; row >= visible.first; --row)
        append(row);
    m_thumbnails->want(items);
}

// Not the first visible row of each change: new rows push it along its line before it comes into
// the next one, and the picture that was first would slip out of sight bit by bit.
void PhotoGrid::noteAnchor() {
    const Rows visible = rowsIn(viewport()->rect());
    m_anchor->setRow(visible.first);
    m_anchorTop = cellRect(visible.first).top();
}

void PhotoGrid::keepAnchor() {
    if (!m_anchor->isValid())
        return noteAnchor();
    const bool wasPlacing = std::exchange(m_isPlacing, true);
    // In smaller cells it would be out of sight.
    const int top = qMax(m_anchorTop, 1 - gridSize().height());
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(bar->value() + cellRect(m_anchor->row()).top() - top);
    m_isPlacing = wasPlacing;
}

QRect PhotoGrid::cellRect(int row) const {
    const QSize cell = gridSize();
    const int column = row % m_columns;
    const int x =
        isRightToLeft() ? viewport()->width() - (column + 1) * cell.width() : column * cell.width();
    return {QPoint(x, row / m_columns * cell.height() - verticalScrollBar()->value()), cell};
}

PhotoGrid::Rows PhotoGrid::rowsIn(const QRect& area) const {
    const int height = gridSize().height();
    const int top = qMax(0, area.top() + verticalScrollBar()->value());
    const int bottom = area.bottom() + verticalScrollBar()->value();
    if (bottom < 0)
        return {};
    return {top / height * m_columns,
            qMin(m_model.rowCount() - 1, (bottom / height + 1) * m_columns - 1)};
}

QRect PhotoGrid::visualRect(const QModelIndex& index) const {
    return index.isValid() ? cellRect(index.row()) : QRect();
}

QModelIndex PhotoGrid::indexAt(const QPoint& point) const {
    const Rows line = rowsIn(QRect(point, QSize(1, 1)));
    for (int row = line.first; row <= line.last; ++row) {
        if (cellRect(row).contains(point))
            return m_model.index(row);
    }
    return {};
}

void PhotoGrid::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid())
        return;
    const QRect cell = cellRect(index.row());
    const QRect area = viewport()->rect();
    QScrollBar* bar = verticalScrollBar();
    const bool isAbove = cell.top() < area.top();
    const bool isBelow = cell.bottom() > area.bottom();
    if (hint == PositionAtCenter)
        bar->setValue(bar->value() + cell.center().y() - area.center().y());
    else if (hint == PositionAtTop || (hint == EnsureVisible && isAbove))
        bar->setValue(bar->value() + cell.top());
    else if (hint == PositionAtBottom || (hint == EnsureVisible && isBelow))
        bar->setValue(bar->value() + qMin(cell.top(), cell.bottom() - area.bottom()));
}

void PhotoGrid::doItemsLayout() {
    QAbstractItemView::doItemsLayout();
}

void PhotoGrid::updateGeometries() {
    const int lines = (m_model.rowCount() + m_columns - 1) / m_columns;
    const int height = viewport()->height();
    QScrollBar* bar = verticalScrollBar();
    bar->setSingleStep(gridSize().height() / 3);
    bar->setPageStep(height);
    bar->setRange(0, qMax(0, lines * gridSize().height() - height));
    horizontalScrollBar()->setRange(0, 0);
    QAbstractItemView::updateGeometries();
}

void PhotoGrid::scrollContentsBy(int, int dy) {
    viewport()->scroll(0, dy);
}

void PhotoGrid::rowsInserted(const QModelIndex& parent, int first, int last) {
    scheduleDelayedItemsLayout();
    QAbstractItemView::rowsInserted(parent, first, last);
}

void PhotoGrid::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) {
    scheduleDelayedItemsLayout();
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

void PhotoGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state & ~(QStyle::State_MouseOver | QStyle::State_HasFocus);
    const QModelIndex hovered = viewport()->underMouse()
                                    ? indexAt(viewport()->mapFromGlobal(QCursor::pos()))
                                    : QModelIndex();
    const bool hasFocus = this->hasFocus() || viewport()->hasFocus();
    const Rows rows = rowsIn(event->rect());
    for (int row = rows.first; row <= rows.last; ++row) {
        const QModelIndex index = m_model.index(row);
        option.rect = cellRect(row);
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        itemDelegate()->paint(&painter, option, index);
    }
}

QModelIndex PhotoGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int last = m_model.rowCount() - 1;
    if (last < 0)
        return {};
    if (!currentIndex().isValid())
        return m_model.index(0);
    const int row = currentIndex().row();
    const int column = row % m_columns;
    const int page = m_columns * qMax(1, viewport()->height() / qMax(1, gridSize().height()) - 1);
    // Below a line the next one may be shorter.
    const int lastInColumn =
        last - last % m_columns + column <= last ? last - last % m_columns + column : last;
    switch (action) {
        case MoveLeft:
        case MoveRight: {
            const bool forward = (action == MoveRight) != isRightToLeft();
            if (forward)
                return m_model.index(column + 1 < m_columns ? qMin(row + 1, last) : row);
            return m_model.index(column > 0 ? row - 1 : row);
        }
        case MoveUp:
        case MovePrevious:
            return m_model.index(row >= m_columns ? row - m_columns : row);
        case MoveDown:
        case MoveNext:
            return m_model.index(qMin(row + m_columns, lastInColumn));
        case MovePageUp:
            return m_model.index(row >= page ? row - page : column);
        case MovePageDown:
            return m_model.index(qMin(row + page, lastInColumn));
        case MoveHome:
            return m_model.index(0);
        case MoveEnd:
            return m_model.index(last);
    }
    return currentIndex();
}

QItemSelection PhotoGrid::selectionOf(const QRect& area) const {
    QItemSelection selection;
    const Rows rows = rowsIn(area);
    for (int row = rows.first; row <= rows.last; ++row) {
        int end = row;
        while (end <= rows.last && cellRect(end).intersects(area))
            ++end;
        if (end > row)
            selection.select(m_model.index(row), m_model.index(end - 1));
        row = qMax(row, end);
    }
    return selection;
}

QItemSelection PhotoGrid::selectionBetween(const QPoint& one, const QPoint& other) const {
    const QModelIndex from = indexAt(one);
    const QModelIndex to = indexAt(other);
    if (!from.isValid() || !to.isValid())
        return {};
    return from < to ? QItemSelection(from, to) : QItemSelection(to, from);
}

// As QListView does: what a drag of the mouse touches, or all from one picture to another.
void PhotoGrid::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) {
    const bool touches = state() == DragSelectingState;
    selectionModel()->select(touches ? selectionOf(rect.normalized())
                                     : selectionBetween(rect.topLeft(), rect.bottomRight()),
                             command);
}

QRegion PhotoGrid::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const Rows visible = rowsIn(viewport()->rect());
    for (const QItemSelectionRange& range : selection) {
        const int last = qMin(range.bottom(), visible.last);
        for (int row = qMax(range.top(), visible.first); row <= last; ++row)
            region += cellRect(row);
    }
    return region;
}

// One range, however many rows.
void PhotoGrid::selectAll() {
    const int last = m_model.rowCount() - 1;
    if (last >= 0)
        selectionModel()->select(QItemSelection(m_model.index(0), m_model.index(last)),
                                 QItemSelectionModel::ClearAndSelect);
}

void PhotoGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QAbstractItemView::currentChanged(current, previous);
    if (current.isValid() && hasFocus())
        tell(QAccessible::Focus, current);
}

void PhotoGrid::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QAbstractItemView::selectionChanged(selected, deselected);
    if (!selected.isEmpty())
        tell(QAccessible::SelectionAdd, selected.first().topLeft());
    if (!deselected.isEmpty())
        tell(QAccessible::SelectionRemove, deselected.first().topLeft());
}

// QListView would look for the row's place in a layout that is never made.
void PhotoGrid::tell(QAccessible::Event what, const QModelIndex& index) {
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, what);
    event.setChild(index.row());
    QAccessible::updateAccessibility(&event);
}

int PhotoGrid::selectedCount() const {
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        count += range.height();
    return count;
}

QList<int> PhotoGrid::chosenRows() const {
    QList<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    if (rows.isEmpty() && currentIndex().isValid())
        rows.append(currentIndex().row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

QList<PhotoItem> PhotoGrid::chosen() const {
    QList<PhotoItem> items;
    for (const int row : chosenRows())
        items.append(m_model.photo(row));
    return items;
}

void PhotoGrid::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = currentIndex();
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (plain && current.isValid()) {
        switch (event->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
                Q_EMIT referenceWanted(m_model.photo(current.row()));
                return;
            case Qt::Key_Space:
                Q_EMIT viewWanted(current.row());
                return;
            default:
                break;
        }
    }
    // The first arrow into a grid without a current picture goes to its first one.
    const bool moves = event->key() == Qt::Key_Down || event->key() == Qt::Key_Right ||
                       event->key() == Qt::Key_Up || event->key() == Qt::Key_Left;
    if (moves && !current.isValid() && m_model.rowCount() > 0) {
        setCurrentIndex(m_model.index(0));
        return;
    }
    QListView::keyPressEvent(event);
}

void PhotoGrid::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton)
        Q_EMIT viewWanted(index.row());
}

void PhotoGrid::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QListView::wheelEvent(event);
        return;
    }
    m_wheelRest += event->angleDelta().y();
    const int notches = m_wheelRest / wheelStep;
    m_wheelRest -= notches * wheelStep;
    setThumbnailSize(m_size + notches * sizeStep);
    event->accept();
}

bool PhotoGrid::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            setThumbnailSize(qRound(m_size * (1.0 + gesture->value())));
            return true;
        }
    }
    return QListView::viewportEvent(event);
}

void PhotoGrid::resizeEvent(QResizeEvent* event) {
    m_isPlacing = true;
    layOutCells();
    QAbstractItemView::resizeEvent(event);
    m_isPlacing = false;
    keepAnchor();
    tellWhenEndIsNear();
}

void PhotoGrid::startDrag(Qt::DropActions actions) {
    const QList<int> rows = chosenRows();
    if (rows.isEmpty())
        return;
    QModelIndexList indexes;
    for (const int row : rows)
        indexes.append(m_model.index(row));
    auto* drag = new QDrag(this);
    drag->setMimeData(m_model.mimeData(indexes));
    const QPixmap thumbnail = m_thumbnails->find(m_model.photo(rows.first())).pixmap;
    if (!thumbnail.isNull())
        drag->setPixmap(dragPixmap(thumbnail, int(rows.size()), *this));
    drag->exec(actions, Qt::CopyAction);
}

}  // namespace semblance
