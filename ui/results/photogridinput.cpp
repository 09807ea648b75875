// The part of PhotoGrid that answers keys and mouse: moving, selecting, opening, dragging.
#include <QApplication>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <utility>

#include "ui/results/dragpixmap.h"
#include "ui/results/photoarranger.h"
#include "ui/results/photodelegate.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/thumbnailcache.h"

namespace semblance {
namespace {

constexpr int wheelStep = 120;  // one notch, Qt's eighths of a degree
constexpr int sizeStep = 16;

}  // namespace

// --- Keys ---

void PhotoGrid::keyPressEvent(QKeyEvent* event) {
    if (handlePictureKey(*event) || handleFoldKey(*event) || handleSectionKey(*event))
        return;
    // The first arrow into a grid without a current picture goes to its first one.
    const bool moves = event->key() == Qt::Key_Down || event->key() == Qt::Key_Right ||
                       event->key() == Qt::Key_Up || event->key() == Qt::Key_Left;
    if (moves && !currentIndex().isValid() && m_model.rowCount() > 0) {
        setCurrentIndex(m_model.index(0));
        return;
    }
    QListView::keyPressEvent(event);
}

bool PhotoGrid::handlePictureKey(const QKeyEvent& event) {
    const QModelIndex current = currentIndex();
    if (!current.isValid() || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier)))
        return false;
    switch (event.key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            // What could not be read looks like nothing.
            if (const PhotoItem photo = m_model.photo(current.row()); photo.failure.isEmpty())
                Q_EMIT referenceWanted(photo);
            return true;
        case Qt::Key_Space:
            Q_EMIT viewWanted(current.row());
            return true;
        default:
            return false;
    }
}

bool PhotoGrid::handleFoldKey(const QKeyEvent& event) {
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    const bool isOpened = row >= 0 && m_model.place(row) != ArrangedPhotos::Place::Alone;
    switch (event.key()) {
        case Qt::Key_Plus:
            if (row < 0 || m_model.folded(row) == 0)
                return false;
            toggleFold(row);
            return true;
        case Qt::Key_Minus:
            if (!isOpened)
                return false;
            foldBack(row);
            return true;
        case Qt::Key_Escape:
            if (!m_arranger->hasOpened())
                return false;
            if (isOpened)
                foldBack(row);
            m_arranger->foldAll();
            return true;
        default:
            return false;
    }
}

bool PhotoGrid::handleSectionKey(const QKeyEvent& event) {
    const bool isDown = event.key() == Qt::Key_Down;
    const auto& places = m_sections.places();
    if ((!isDown && event.key() != Qt::Key_Up) || !(event.modifiers() & Qt::ControlModifier) ||
        places.size() < 2)
        return false;
    const int row = currentIndex().isValid() ? currentIndex().row() : 0;
    const int section = m_sections.sectionOf(row);
    // Up goes to the section's own beginning first.
    const int wanted = isDown                                        ? section + 1
                       : row > places[std::size_t(section)].firstRow ? section
                                                                     : section - 1;
    if (wanted < 0 || wanted >= int(places.size()))
        return true;
    const QModelIndex first = m_model.index(places[std::size_t(wanted)].firstRow);
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::ClearAndSelect);
    scrollTo(first, PositionAtTop);
    return true;
}

QModelIndex PhotoGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int last = m_model.rowCount() - 1;
    if (last < 0)
        return {};
    if (!currentIndex().isValid() || m_sections.rows() <= last)
        return m_model.index(0);
    const int row = currentIndex().row();
    const int page = qMax(1, viewport()->height() / qMax(1, gridSize().height()) - 1);
    switch (action) {
        case MoveLeft:
        case MoveRight: {
            if ((action == MoveRight) != isRightToLeft())
                return m_model.index(m_sections.isLastInLine(row) ? row : row + 1);
            return m_model.index(m_sections.column(row) > 0 ? row - 1 : row);
        }
        case MoveUp:
        case MovePrevious:
            return m_model.index(m_sections.above(row));
        case MoveDown:
        case MoveNext:
            return m_model.index(m_sections.below(row));
        case MovePageUp:
            return m_model.index(m_sections.linesFrom(row, -page));
        case MovePageDown:
            return m_model.index(m_sections.linesFrom(row, page));
        case MoveHome:
            return m_model.index(0);
        case MoveEnd:
            return m_model.index(last);
    }
    return currentIndex();
}

// --- Copies ---

int PhotoGrid::foldBadgeAt(const QPoint& point) const {
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return -1;
    const QString text = PhotoDelegate::foldText(m_model, index.row());
    const bool isHit = !text.isEmpty() && PhotoDelegate::foldBadge(visualRect(index), fontMetrics(),
                                                                   text, layoutDirection())
                                              .contains(point);
    return isHit ? index.row() : -1;
}

void PhotoGrid::toggleFold(int row) {
    if (m_model.place(row) != ArrangedPhotos::Place::Alone)
        foldBack(row);
    else
        m_arranger->setOpened(m_model.photo(row).content, true);
}

// The face stays, and what was current among its copies is current in it.
void PhotoGrid::foldBack(int row) {
    int face = row;
    while (m_model.place(face) != ArrangedPhotos::Place::Face)
        --face;
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() > face &&
        m_model.place(current.row()) != ArrangedPhotos::Place::Alone)
        setCurrentIndex(m_model.index(face));
    m_arranger->setOpened(m_model.photo(face).content, false);
}

// --- Mouse ---

void PhotoGrid::mousePressEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    const int badge = foldBadgeAt(point);
    const int header = headerAt(point);
    m_ignoresRelease = event->button() == Qt::LeftButton && (badge >= 0 || header >= 0);
    if (!m_ignoresRelease)
        return QListView::mousePressEvent(event);
    if (badge >= 0)
        toggleFold(badge);
    else if (!m_months.empty())
        chooseSection(header, event->modifiers());
}

void PhotoGrid::chooseSection(int section, Qt::KeyboardModifiers modifiers) {
    const GridSections::Place& place = m_sections.places()[std::size_t(section)];
    const QModelIndex first = m_model.index(place.firstRow);
    const QItemSelection rows(first, m_model.index(place.lastRow()));
    const bool adds = modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
    // The first is current without being brought into view: the header is where the mouse is.
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    setAutoScroll(scrolls);
    selectionModel()->select(
        rows, adds ? QItemSelectionModel::Select : QItemSelectionModel::ClearAndSelect);
}

void PhotoGrid::mouseMoveEvent(QMouseEvent* event) {
    if (m_ignoresRelease)
        return;
    const QPoint point = event->position().toPoint();
    const bool isDragging = event->buttons() != Qt::NoButton;
    hoverHeader(isDragging || m_months.empty() ? -1 : headerAt(point));
    viewport()->setCursor(!isDragging && (m_hoveredHeader >= 0 || foldBadgeAt(point) >= 0)
                              ? Qt::PointingHandCursor
                              : Qt::ArrowCursor);
    QListView::mouseMoveEvent(event);
}

void PhotoGrid::hoverHeader(int section) {
    const int before = std::exchange(m_hoveredHeader, section);
    if (before == section)
        return;
    for (const int changed : {before, section}) {
        if (changed >= 0)
            viewport()->update(headerRect(changed));
    }
    viewport()->update(stuckRect());
}

void PhotoGrid::leaveEvent(QEvent* event) {
    hoverHeader(-1);
    QListView::leaveEvent(event);
}

void PhotoGrid::mouseReleaseEvent(QMouseEvent* event) {
    // To an item view it would be a click beside all pictures, which clears the selection.
    if (!std::exchange(m_ignoresRelease, false))
        QListView::mouseReleaseEvent(event);
}

// A second click on a badge or header is no more than the first was.
void PhotoGrid::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    m_ignoresRelease = foldBadgeAt(point) >= 0 || headerAt(point) >= 0;
    const QModelIndex index = indexAt(point);
    if (!m_ignoresRelease && index.isValid() && event->button() == Qt::LeftButton)
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

// --- Selecting ---

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
    const auto [first, last] = std::minmax({rowUnder(one), rowUnder(other)});
    return first < 0 ? QItemSelection() : QItemSelection(m_model.index(first), m_model.index(last));
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

// One range, however many rows; what is folded belongs to it.
void PhotoGrid::selectAll() {
    const int last = m_model.rowCount() - 1;
    if (last < 0)
        return;
    m_choosesFolded = m_isSelectingAll = true;
    selectionModel()->select(QItemSelection(m_model.index(0), m_model.index(last)),
                             QItemSelectionModel::ClearAndSelect);
    m_isSelectingAll = false;
}

void PhotoGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QAbstractItemView::currentChanged(current, previous);
    if (current.isValid() && hasFocus())
        tell(QAccessible::Focus, current);
}

void PhotoGrid::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    m_choosesFolded = m_choosesFolded && m_isSelectingAll;
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
    return count + selectedFolded();
}

int PhotoGrid::selectedFolded() const {
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); m_choosesFolded && row <= range.bottom(); ++row)
            count += m_model.folded(row);
    }
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
    for (const int row : chosenRows()) {
        items.append(m_model.photo(row));
        for (int copy = 0; m_choosesFolded && copy < m_model.folded(row); ++copy)
            items.append(m_model.foldedAt(row, copy));
    }
    return items;
}

}  // namespace semblance
