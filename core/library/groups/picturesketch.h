#pragma once

#include <QByteArray>
#include <QSize>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace semblance {

/// A square plane of numbers, row by row.
struct SketchPlane {
    int side = 0;
    std::vector<float> values;

    float at(int x, int y) const { return values[static_cast<std::size_t>(y * side + x)]; }
};

/// What of a picture tells near-duplicates: its brightness and colours, 0..255, squeezed into
/// squares whatever its shape. About 24 KB.
struct PictureSketch {
    static constexpr int lumaSide = 128;
    static constexpr int chromaSide = 32;

    QSize size;  ///< of the thumbnail, pixels
    std::array<std::uint8_t, std::size_t(lumaSide) * lumaSide> luma{};
    std::array<std::uint8_t, std::size_t(chromaSide) * chromaSide> blue{};  ///< Cb
    std::array<std::uint8_t, std::size_t(chromaSide) * chromaSide> red{};   ///< Cr
};

/// Sketches a thumbnail's file. It is one that a decoder wrote, never a user's own file: those are
/// read outside of this process only. Nothing when it cannot be read. Pure.
std::optional<PictureSketch> sketchOf(const QByteArray& thumbnail);

/// A sketch made ready to be compared.
struct SketchPlanes {
    std::vector<SketchPlane> luma;  ///< sides 128, 64, 32 and 16, smoothed a little
    SketchPlane blue;
    SketchPlane red;
};
SketchPlanes planesOf(const PictureSketch& sketch);

/// Half as large; its side is even.
SketchPlane halved(const SketchPlane& plane);

/// As it shows when turned: `orientation` is EXIF's 1..8.
SketchPlane turned(const SketchPlane& plane, int orientation);

}  // namespace semblance
