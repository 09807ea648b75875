#pragma once

#include <QImage>

#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// An image whose pixels a library owns, or that has more of them than are needed, as RawPicture
/// holds them: no larger than `need` asks for, in memory of its own. Takes RGB888, RGBA8888 and
/// RGBA8888_Premultiplied, Grayscale8. Fails with NoMemory for want of memory.
Result<QImage> plainPixels(const QImage& image, const PixelNeed& need);

}  // namespace semblance
