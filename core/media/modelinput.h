#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

#include "core/base/inputspec.h"
#include "core/base/result.h"

namespace semblance {

/// The model's square input from oriented pixels (RGB888 or RGBA8888_Premultiplied, composed on
/// white here), which may be a reduced decode of a picture of `fullSize`; that size decides the
/// geometry. By spec.filter. CropShortSide: short side to spec.side, the other to side * long /
/// short, then the centre; whole numbers by spec.crop. Returns RGB8, side * side * 3 bytes.
Result<QByteArray> modelInput(const QImage& pixels, QSize fullSize, const InputSpec& spec);

}  // namespace semblance
