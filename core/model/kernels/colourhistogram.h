#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace semblance {

/// 12 hues x 4 saturations x 4 values.
inline constexpr int kColourBins = 192;

/// The square roots of the shares of a picture's pixels in each HSV bin (hexagonal hue; index =
/// hue * 16 + saturation * 4 + value), computed in whole numbers. Near-white pixels
/// (min(R,G,B) >= 235) are the usual background and left out as long as at least 1 % of the pixels
/// remain. `rgb`: 3 bytes per pixel, at least one pixel.
std::array<float, kColourBins> colourHistogram(std::span<const std::uint8_t> rgb);

}  // namespace semblance
