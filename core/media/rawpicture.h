#pragma once

#include <QImage>
#include <QSize>
#include <algorithm>

#include "core/base/error.h"

namespace semblance {

/// The fewest pixels that are enough for what is wanted; 0 when nothing is asked of a side.
struct PixelNeed {
    int shortSide = 0;
    int longSide = 0;

    bool isMetBy(int width, int height) const {
        return std::min(width, height) >= shortSide && std::max(width, height) >= longSide;
    }
};

/// Decoded pixels as they lie in the file: not yet oriented, perhaps smaller than the picture.
struct RawPicture {
    QImage pixels;   ///< RGB888, or RGBA8888_Premultiplied when some pixel is not opaque
    QSize fullSize;  ///< of the picture in the file
};

/// Larger pictures are refused before anything is allocated for them.
inline constexpr qint64 kMaxPixels = 400'000'000;

Error tooManyPixels(QSize size);
Error outOfMemory(QSize size);

}  // namespace semblance
