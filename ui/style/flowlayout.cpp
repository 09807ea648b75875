#include "ui/style/flowlayout.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <utility>

namespace semblance {
namespace {

bool expands(const QLayoutItem* item) {
    return item->expandingDirections() & Qt::Horizontal;
}

}  // namespace

FlowLayout::FlowLayout(int spacing, QWidget* parent) : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout() {
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item) {
    m_items.append(item);
}

int FlowLayout::count() const {
    return int(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return m_items.value(index);
}

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const {
    return arrange(QRect(0, 0, width, 0), false);
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    const int spare = alignment() & Qt::AlignVCenter
                          ? std::max(0, rect.height() - heightForWidth(rect.width()))
                          : 0;
    arrange(rect.adjusted(0, spare / 2, 0, 0), true);
}

// All in one line: a layout takes the height at this width for the least height there is.
QSize FlowLayout::sizeHint() const {
    QSize size = minimumSize();
    int width = 0;
    for (const QLayoutItem* item : m_items)
        width += item->sizeHint().width() + spacing();
    size.setWidth(qMax(size.width(), width));
    return size;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

FlowLayout::Line FlowLayout::lineFrom(qsizetype first, int width) const {
    Line line{first, first, 0, 0};
    for (; line.end < m_items.size(); ++line.end) {
        const QLayoutItem* item = m_items[line.end];
        if (item->isEmpty())
            continue;
        const int least =
            std::min(expands(item) ? item->minimumSize().width() : item->sizeHint().width(), width);
        const int wider = line.width == 0 ? least : line.width + spacing() + least;
        if (line.width > 0 && wider > width)
            break;
        line.width = wider;
        line.height = std::max(line.height, item->sizeHint().height());
    }
    return line;
}

int FlowLayout::arrange(const QRect& rect, bool apply) const {
    const QRect area = rect.marginsRemoved(contentsMargins());
    int y = 0;
    for (qsizetype first = 0; first < m_items.size();) {
        const Line line = lineFrom(first, area.width());
        first = line.end;
        if (line.height == 0)
            continue;
        y += y > 0 ? spacing() : 0;
        if (apply)
            place(line, area, area.top() + y);
        y += line.height;
    }
    const QMargins margins = contentsMargins();
    return y + margins.top() + margins.bottom();
}

void FlowLayout::place(const Line& line, const QRect& area, int top) const {
    const QWidget* parent = parentWidget();
    const Qt::LayoutDirection direction = parent ? parent->layoutDirection() : Qt::LeftToRight;
    int rest = area.width() - line.width;
    int x = area.left();
    for (qsizetype i = line.first; i < line.end; ++i) {
        QLayoutItem* item = m_items[i];
        if (item->isEmpty())
            continue;
        QSize size = item->sizeHint().boundedTo(QSize(area.width(), QWIDGETSIZE_MAX));
        if (expands(item))
            size.setWidth(std::min(item->minimumSize().width(), area.width()) +
                          std::exchange(rest, 0));
        const QRect place(QPoint(x, top + (line.height - size.height()) / 2), size);
        item->setGeometry(QStyle::visualRect(direction, area, place));
        x += size.width() + spacing();
    }
}

}  // namespace semblance
