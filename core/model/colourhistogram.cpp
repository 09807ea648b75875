#include "core/model/colourhistogram.h"

#include <algorithm>
#include <cmath>

namespace semblance {

namespace {

constexpr int kHues = 12;
constexpr int kWhite = 235;

/// min(11, floor(12 H)): twice the position 0..6 on the hexagon, which is a fraction over max -
/// min, so that floor is exact.
int hueBin(int r, int g, int b, int most, int span) {
    if (span == 0)
        return 0;
    int numerator;
    int start;
    if (most == r) {
        numerator = g - b;
        start = 0;
    } else if (most == g) {
        numerator = b - r;
        start = 4;
    } else {
        numerator = r - g;
        start = 8;
    }
    const int doubled = 2 * numerator;
    const int floored = doubled >= 0 ? doubled / span : -((-doubled + span - 1) / span);
    return (start + floored + kHues) % kHues;
}

int binOf(int r, int g, int b) {
    const int most = std::max({r, g, b});
    const int span = most - std::min({r, g, b});
    const int saturation = most == 0 ? 0 : std::min(3, 4 * span / most);
    const int value = std::min(3, 4 * most / 255);
    return hueBin(r, g, b, most, span) * 16 + saturation * 4 + value;
}

}  // namespace

std::array<float, kColourBins> colourHistogram(std::span<const std::uint8_t> rgb) {
    std::array<std::uint32_t, kColourBins> coloured{};
    std::array<std::uint32_t, kColourBins> white{};
    const std::size_t pixels = rgb.size() / 3;
    std::size_t whitePixels = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
        const int r = rgb[3 * i];
        const int g = rgb[3 * i + 1];
        const int b = rgb[3 * i + 2];
        const bool isWhite = std::min({r, g, b}) >= kWhite;
        whitePixels += isWhite;
        ++(isWhite ? white : coloured)[static_cast<std::size_t>(binOf(r, g, b))];
    }
    std::size_t counted = pixels - whitePixels;
    if (counted * 100 < pixels) {
        counted = pixels;
        for (std::size_t bin = 0; bin < coloured.size(); ++bin)
            coloured[bin] += white[bin];
    }
    std::array<float, kColourBins> roots{};
    for (std::size_t bin = 0; bin < coloured.size(); ++bin)
        roots[bin] = static_cast<float>(
            std::sqrt(static_cast<double>(coloured[bin]) / static_cast<double>(counted)));
    return roots;
}

}  // namespace semblance
