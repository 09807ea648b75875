#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

namespace semblance {

/// A PNG file of an RGBA8888_Premultiplied picture, made quickly: every row as its differences from
/// the pixels to the left, deflated at the lowest level. libpng tries five ways for each row, which
/// takes two and a half times as long and saves an eighth of the size (docs/DECISIONS.md).
Result<QByteArray> encodePng(const QImage& image);

}  // namespace semblance
