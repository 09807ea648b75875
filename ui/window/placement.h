#pragma once

#include <QByteArray>
#include <QRect>

class QWidget;

namespace semblance {

/// How large a window may be at first: as wanted, but no larger than the room that the screen has
/// beside its panels, less what the window's frame takes. Pure.
QSize firstSize(const QSize& wanted, const QSize& room);

/// Puts the window where it was when `saved` was QWidget::saveGeometry(), or where it is seen when
/// that screen is not there any more; without it gives the window its first size.
void placeWindow(QWidget& window, const QByteArray& saved);

}  // namespace semblance
