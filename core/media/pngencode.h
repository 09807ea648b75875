#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

namespace semblance {

/// A PNG file of an RGBA8888_Premultiplied picture, made quickly: every row as its differences from
/// the pixels to the left or from those above, whichever are fewer, and deflated by ISA-L
/// (docs/DECISIONS.md).
Result<QByteArray> encodePng(const QImage& image);

}  // namespace semblance
