#pragma once

#include <QPixmap>
#include <QWidget>

namespace semblance {

/// What hangs at the pointer while `count` pictures are dragged: the first one's thumbnail, of
/// several with their number. In the widget's font, colours and scale.
QPixmap dragPixmap(const QPixmap& first, int count, const QWidget& widget);

}  // namespace semblance
