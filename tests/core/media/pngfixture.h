#pragma once

#include <png.h>

#include <QByteArray>
#include <functional>
#include <optional>
#include <vector>

namespace semblance::fixtures {

/// A PNG, as libpng is to write it.
struct PngPicture {
    int width = 61, height = 43;
    int bits = 8;
    int colourType = PNG_COLOR_TYPE_RGB;
    bool isInterlaced = false;
    std::optional<png_color_16> transparent{};
    std::vector<png_color> palette{};
    std::vector<png_byte> paletteAlpha{};
    double gamma = 0;                                       ///< 0: no gAMA
    std::optional<std::array<double, 8>> chromaticities{};  ///< white, red, green, blue
    bool isSrgb = false;
    QByteArray iccProfile{};
    std::vector<png_byte> codePoints{};  ///< of cICP
    /// Numbers as they are stored.
    std::function<int(int x, int y, int channel)> value{};
};

QByteArray pngFile(const PngPicture& picture);

/// What libpng writes as RGBA of 8 bits, in Apple's variant.
QByteArray applePng(const QByteArray& png);

}  // namespace semblance::fixtures
