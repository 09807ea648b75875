#pragma once

#include <QByteArray>
#include <array>
#include <cstdint>
#include <span>

namespace semblance {

/// A rectangle of whole pixels; right and bottom are outside.
struct Crop {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    friend bool operator==(const Crop&, const Crop&) = default;
};

/// The neighbourhood of a box in GeneCIS's attribute tasks: left' = max(0, x - .7 w),
/// right = min(W, left' + 1.7 w), top and bottom likewise, rounded as Pillow rounds (halves to
/// even). `box`: x, y, w, h in pixels. At least one pixel of the picture.
Crop cropOf(const std::array<double, 4>& box, int width, int height);

/// The crop as a picture file (BMP), padded to a square with black, the crop in its middle.
/// `rgba`: width * height * 4 bytes, opaque; `crop` lies inside.
QByteArray croppedSquare(std::span<const std::uint8_t> rgba, int width, const Crop& crop);

}  // namespace semblance
