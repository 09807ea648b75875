#include "ui/collections/handsorting.h"

#include <QDragMoveEvent>
#include <QFrame>
#include <QScrollBar>

#include "ui/results/photogrid.h"
#include "ui/style/describe.h"

namespace semblance {
namespace {

constexpr int lineWidth = 3;
constexpr int edge = 32;  // at the top and bottom, where dragging scrolls

}  // namespace

HandSorting::HandSorting(PhotoGrid& grid)
    : QObject(&grid), m_grid(grid), m_line(new QFrame(grid.viewport())) {
    describeArea(m_line, QStringLiteral("sortingLine"), tr("Where the pictures would go"));
    m_line->setProperty("look", QStringLiteral("mark"));
    m_line->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_line->hide();
    grid.viewport()->installEventFilter(this);
}

void HandSorting::setEnabled(bool isEnabled) {
    if (isEnabled == m_isEnabled)
        return;
    m_isEnabled = isEnabled;
    m_grid.viewport()->setAcceptDrops(isEnabled);
    m_line->hide();
}

// Before the picture whose left half is under the pointer; behind it from its right half on.
int HandSorting::rowAt(const QPoint& point) const {
    const QModelIndex index = m_grid.indexAt(point);
    if (!index.isValid())
        return m_grid.model()->rowCount();
    const bool isBehind =
        (point.x() > m_grid.visualRect(index).center().x()) != m_grid.isRightToLeft();
    return index.row() + (isBehind ? 1 : 0);
}

void HandSorting::showLine(int before) {
    const int rows = m_grid.model()->rowCount();
    if (rows == 0)
        return;
    const bool isAtEnd = before >= rows;
    const QRect cell = m_grid.visualRect(m_grid.model()->index(isAtEnd ? rows - 1 : before, 0));
    const bool isRight = isAtEnd != m_grid.isRightToLeft();
    const int x = isRight ? cell.right() + 1 : cell.left();
    m_line->setGeometry(qMax(0, x - lineWidth / 2 - 1), cell.top() + 4, lineWidth,
                        cell.height() - 8);
    m_line->show();
    m_line->raise();
}

bool HandSorting::eventFilter(QObject* watched, QEvent* event) {
    if (!m_isEnabled || watched != m_grid.viewport())
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
        case QEvent::DragEnter:
        case QEvent::DragMove: {
            auto* drag = static_cast<QDragMoveEvent*>(event);
            if (drag->source() != &m_grid) {
                drag->ignore();
                return true;
            }
            const QPoint point = drag->position().toPoint();
            QScrollBar* bar = m_grid.verticalScrollBar();
            if (point.y() < edge)
                bar->setValue(bar->value() - bar->singleStep() / 4);
            else if (point.y() > m_grid.viewport()->height() - edge)
                bar->setValue(bar->value() + bar->singleStep() / 4);
            showLine(rowAt(point));
            drag->setDropAction(Qt::CopyAction);
            drag->accept();
            return true;
        }
        case QEvent::DragLeave:
            m_line->hide();
            return true;
        case QEvent::Drop: {
            auto* drop = static_cast<QDropEvent*>(event);
            m_line->hide();
            if (drop->source() != &m_grid)
                return QObject::eventFilter(watched, event);
            drop->setDropAction(Qt::CopyAction);
            drop->accept();
            Q_EMIT dropped(rowAt(drop->position().toPoint()));
            return true;
        }
        default:
            return QObject::eventFilter(watched, event);
    }
}

}  // namespace semblance
