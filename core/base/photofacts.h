#pragma once

#include <QString>
#include <cstdint>
#include <optional>

namespace semblance {

/// What a picture file says of itself, read once when it is indexed.
struct PhotoFacts {
    int width = 0;                           ///< pixels, after orientation
    int height = 0;                          ///< pixels, after orientation
    int orientation = 1;                     ///< EXIF value 1..8 as stored in the file
    QString format;                          ///< "jpeg", "png", "webp", "tiff", "gif", "bmp", ...
    QString camera;                          ///< maker and model, empty when unknown
    std::optional<std::int64_t> capturedMs;  ///< wall-clock milliseconds since 1970, zone unknown
};

}  // namespace semblance
