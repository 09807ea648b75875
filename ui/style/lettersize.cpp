#include "ui/style/lettersize.h"

#include <QHeaderView>
#include <QScreen>
#include <QStyle>
#include <QTreeView>
#include <algorithm>

namespace semblance {

namespace {
constexpr double usualHeight = 16;  // of a line, in pixels
/// What the frame and bars of the desktop take, about.
constexpr QSize aroundWindows{32, 64};
}  // namespace

double letterScale(const QWidget& widget) {
    return std::max(1.0, widget.fontMetrics().height() / usualHeight);
}

QSize sizeForLetters(QSize usual, const QWidget& window, int contentsWidth) {
    QSize wanted = usual * letterScale(window);
    wanted.setWidth(std::max(wanted.width(), contentsWidth));
    return wanted.boundedTo(window.screen()->availableSize() - aroundWindows).expandedTo(usual);
}

int widthOfColumns(const QTreeView& tree) {
    tree.ensurePolished();
    const QAbstractItemView& items = tree;  // where the hints are public
    int width = 2 * tree.frameWidth() + tree.style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    for (int column = 0; column < tree.header()->count(); ++column)
        width += std::max(items.sizeHintForColumn(column), tree.header()->sectionSizeHint(column));
    return width;
}

}  // namespace semblance
