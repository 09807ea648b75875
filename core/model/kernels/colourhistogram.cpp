#include "core/model/kernels/colourhistogram.h"

#include <algorithm>
#include <cmath>

namespace semblance {

namespace {

constexpr int kHues = 12;
constexpr int kWhite = 235;

/// min(11, floor(12 H)): twice the position 0..6 on the hexagon. Each third of the hexagon begins
/// at a whole number and reaches from -1 to 1 as difference / span, so comparisons give the floor
/// exactly and without a division.
int hueBin(int r, int g, int b, int most, int span) {
    if (span == 0)
        return 0;
    int difference;
    int start;
    if (most == r) {
        difference = g - b;
        start = 0;
    } else if (most == g) {
        difference = b - r;
        start = 4;
    } else {
        difference = r - g;
        start = 8;
    }
    const int doubled = 2 * difference;
    const int floored =
        (doubled >= -span) + (doubled >= 0) + (doubled >= span) + (doubled >= 2 * span) - 2;
    const int bin = start + floored;
    return bin < 0 ? bin + kHues : bin;
}

/// min(3, floor(4 part / whole)) for 0 <= part <= whole; 0 when both are 0.
int quarter(int part, int whole) {
    return whole == 0 ? 0 : (4 * part >= whole) + (4 * part >= 2 * whole) + (4 * part >= 3 * whole);
}

int binOf(int r, int g, int b) {
    const int most = std::max({r, g, b});
    const int span = most - std::min({r, g, b});
    return hueBin(r, g, b, most, span) * 16 + quarter(span, most) * 4 + quarter(most, 255);
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
