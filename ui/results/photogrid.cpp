#include "ui/results/photogrid.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

#include "ui/results/photodelegate.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/thumbnailcache.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int wheelStep = 120;  // one notch, Qt's eighths of a degree
constexpr int sizeStep = 16;
constexpr int dragSide = 96;

}  // namespace

PhotoGrid::PhotoGrid(PhotoListModel& model, PictureService& pictures, QWidget* parent)
    : QListView(parent), m_model(model), m_thumbnails(new ThumbnailCache(pictures, this)) {
    describeArea(this, QStringLiteral("photoGrid"), tr("Pictures"));
    setAccessibleDescription(tr("Enter uses the picture as a reference, Space shows it large."));
    setModel(&model);
    setItemDelegate(new PhotoDelegate(*m_thumbnails, this));
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
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
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_thumbnails,
            &ThumbnailCache::dropPending);
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
    Q_EMIT thumbnailSizeChanged(side);
}

void PhotoGrid::layOutCells() {
    using D = PhotoDelegate;
    // The nearest number of columns to the wanted size; the tiles share the width evenly.
    const int wanted = m_size + 2 * D::cellMargin;
    const int width = qMax(viewport()->width(), wanted);
    const int columns = qMax(1, qRound(double(width) / wanted));
    const int cell = width / columns;
    m_thumbnails->setBox(cell - 2 * (D::cellMargin + D::tilePadding), devicePixelRatioF());
    setGridSize(QSize(cell, m_model.isAnswer() ? cell + D::barRoom : cell));
    verticalScrollBar()->setSingleStep(gridSize().height() / 3);
}

void PhotoGrid::setPhotos(PhotoListPtr photos, bool keepPlace) {
    const QModelIndex current = currentIndex();
    if (!keepPlace || !current.isValid()) {
        const int scroll = verticalScrollBar()->value();
        m_thumbnails->dropPending();
        m_model.setPhotos(std::move(photos));
        layOutCells();
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(keepPlace ? scroll : 0);
        return;
    }
    const PhotoItem item = m_model.photo(current.row());
    const int scroll = verticalScrollBar()->value();
    m_model.setPhotos(std::move(photos));
    layOutCells();
    executeDelayedItemsLayout();
    keepCurrent(item, current.row(), scroll);
}

void PhotoGrid::keepCurrent(const PhotoItem& item, int row, int scroll) {
    const int found = m_model.rowOf(item.file, row);
    if (found >= 0) {
        const bool scrolls = hasAutoScroll();
        setAutoScroll(false);
        setCurrentIndex(m_model.index(found));
        setAutoScroll(scrolls);
    }
    verticalScrollBar()->setValue(scroll);
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
    layOutCells();
    QListView::resizeEvent(event);
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
        drag->setPixmap(thumbnail.scaled(QSize(dragSide, dragSide) * devicePixelRatioF(),
                                         Qt::KeepAspectRatio, Qt::SmoothTransformation));
    drag->exec(actions, Qt::CopyAction);
}

}  // namespace semblance
