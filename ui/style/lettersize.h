#pragma once

#include <QSize>

class QTreeView;
class QWidget;

namespace semblance {

/// How large `widget`'s letters are, where usual ones are 1; never less.
double letterScale(const QWidget& widget);

/// The size of a window that is `usual` with usual letters, in pixels: as much larger as they are,
/// and as wide as its contents need, within the screen.
QSize sizeForLetters(QSize usual, const QWidget& window, int contentsWidth = 0);

/// In pixels, with nothing in it cut: all columns, the frame, and a bar to scroll rows by.
int widthOfColumns(const QTreeView& tree);

}  // namespace semblance
