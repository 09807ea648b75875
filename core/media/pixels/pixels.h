#pragma once

#include <QImage>
#include <QSize>

#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

/// Whole-picture operations. All take and give RGB888 or RGBA8888_Premultiplied, and fail with
/// NoMemory for want of memory.
namespace semblance {

/// Undoes the EXIF orientation 1..8: the result is the picture as it is to be seen.
Result<QImage> oriented(const QImage& image, int exifOrientation);

/// Box-averaged to the smallest whole fraction that still meets `need`.
Result<QImage> reduced(const QImage& image, const PixelNeed& need);

/// Resized to `size`, which is not larger, antialiased.
Result<QImage> shrunkTo(const QImage& image, QSize size);

/// The size at most `longSide` long that keeps the shape; never larger, never below 1 x 1.
QSize fittedSize(QSize size, int longSide);

bool isOpaque(const QImage& image);

/// Composed on white, as RGB888.
Result<QImage> onWhite(const QImage& image);

}  // namespace semblance
