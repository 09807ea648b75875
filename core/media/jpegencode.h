#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

namespace semblance {

/// How finely a JPEG keeps colours, as against brightness.
enum class Chroma {
    Halved,  ///< 4:2:0
    Full,    ///< 4:4:4
};

/// A JPEG file of an RGB888 picture, `quality` 1..100.
Result<QByteArray> encodeJpeg(const QImage& rgb, int quality, Chroma chroma);

}  // namespace semblance
