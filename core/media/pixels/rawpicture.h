#pragma once

#include <QByteArray>
#include <QImage>
#include <QMap>
#include <QSize>
#include <QString>
#include <algorithm>
#include <optional>

#include "core/base/result.h"

namespace semblance {

/// The fewest pixels that are enough for what is wanted; 0 when nothing is asked of a side. In the
/// file's own orientation, or the picture's: both sides are only compared by their lengths.
struct PixelNeed {
    int shortSide = 0;
    int longSide = 0;

    bool isMetBy(int width, int height) const {
        return std::min(width, height) >= shortSide && std::max(width, height) >= longSide;
    }
};

/// What a film says of itself in its container.
struct ContainerFacts {
    QMap<QString, QString> tags;  ///< by their names in lower case, as FFmpeg calls them
    qint64 durationMs = 0;        ///< 0: it does not say
    int orientation = 1;          ///< EXIF value 1..8
};

/// What a codec makes of a file.
struct RawPicture {
    /// RGB888, or RGBA8888_Premultiplied when some pixel is not opaque; perhaps smaller than the
    /// picture.
    QImage pixels;
    QSize fullSize;           ///< of the picture in the file
    bool upright = false;     ///< the codec has applied the orientation that the file asks for
    QByteArray iccProfile{};  ///< of the pixels, RGB or grey (colour.h); empty: sRGB
    /// The EXIF block (a TIFF header and what follows it) where the codec finds it better than
    /// metadatablocks.h does.
    QByteArray exif{};
    std::optional<ContainerFacts> container{};  ///< of a film
};

/// An image of zeros, so that rows which a damaged file leaves out are black and not what the
/// memory held before. Fails with BadInput above the limits, and with NoMemory.
Result<QImage> newPixels(QSize size, QImage::Format format);

Error tooManyPixels(QSize size);
/// Over kMaxPixelMiB, however much memory there is.
Error tooManyBytes(QSize size);
/// NoMemory: what this process may take is used up.
Error outOfMemory(QSize size);

}  // namespace semblance
