#pragma once

#include <QSize>
#include <QSizeF>

#include "core/media/pixels/rawpicture.h"

/// The sizes of pictures that are drawn. All sizes are positive and finite.
namespace semblance {

/// The scale at which both sides of a drawing meet the need, as far as its surface may be: sides of
/// 32,767 pixels and as many pixels as the largest view has.
double drawingScale(QSizeF size, const PixelNeed& need);

/// In whole pixels, at least one.
QSize drawnSize(QSizeF size, double scale);

/// A drawing's own size, as a fact: one in kilometres has no more pixels than a picture may have.
QSize factualSize(QSizeF size);

}  // namespace semblance
