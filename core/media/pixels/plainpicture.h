#pragma once

#include <QImage>

#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// What a codec hands over, of an image in whatever layout of Qt's: as small as `need` allows, and
/// with alpha only when some pixel is not opaque. `fullSize` is that of the picture in the file.
/// Fails with NoMemory for want of memory.
Result<RawPicture> plainPicture(QImage image, QSize fullSize, const PixelNeed& need);

}  // namespace semblance
