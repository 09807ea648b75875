#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

namespace semblance {

/// A JPEG file of an RGB888 picture, 4:2:0, `quality` 1..100.
Result<QByteArray> encodeJpeg(const QImage& rgb, int quality);

}  // namespace semblance
