#pragma once

#include <QImage>
#include <QPixmap>
#include <QSize>

namespace semblance {

/// `image` fitted into `box` (logical pixels) without being enlarged beyond `maxGrowth`, corners
/// rounded, at the screen's scale. Opaque pictures stay opaque inside their corners.
QPixmap roundedPixmap(const QImage& image, QSize box, qreal devicePixelRatio,
                      qreal cornerRadius = 6, qreal maxGrowth = 1);

/// The centre of `image` filling a square of `side` logical pixels, corners rounded; transparent
/// pictures are fitted instead of cut.
QPixmap squarePixmap(const QImage& image, int side, qreal devicePixelRatio, qreal cornerRadius = 6);

}  // namespace semblance
