#include "core/library/groups/picturesketch.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <algorithm>
#include <span>

namespace semblance {

namespace {
constexpr int kSide = PictureSketch::lumaSide;
constexpr int kColourSide = PictureSketch::chromaSide;
constexpr int kSmallestSide = 16;
constexpr int kLargestThumbnail = 512;

QImage squeezed(const QImage& image, int side) {
    return image.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// A pixel over grey, which shows through transparent pictures.
struct Colour {
    explicit Colour(QRgb premultiplied) {
        const float behind = 128 * (1 - float(qAlpha(premultiplied)) / 255);
        red = float(qRed(premultiplied)) + behind;
        green = float(qGreen(premultiplied)) + behind;
        blue = float(qBlue(premultiplied)) + behind;
    }
    float red, green, blue;
};

std::uint8_t byteOf(float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5f, 0.0f, 255.0f));
}

SketchPlane planeOf(std::span<const std::uint8_t> bytes, int side) {
    return {side, {bytes.begin(), bytes.end()}};
}

/// 1 2 1 each way: two scalings of one picture differ in how sharp they are.
SketchPlane smoothed(const SketchPlane& plane) {
    const int last = plane.side - 1;
    SketchPlane rows = plane;
    for (int y = 0; y <= last; ++y) {
        for (int x = 0; x <= last; ++x) {
            rows.values[std::size_t(y * plane.side + x)] =
                (plane.at(std::max(x - 1, 0), y) + 2 * plane.at(x, y) +
                 plane.at(std::min(x + 1, last), y)) /
                4;
        }
    }
    SketchPlane both = rows;
    for (int y = 0; y <= last; ++y) {
        for (int x = 0; x <= last; ++x) {
            both.values[std::size_t(y * plane.side + x)] =
                (rows.at(x, std::max(y - 1, 0)) + 2 * rows.at(x, y) +
                 rows.at(x, std::min(y + 1, last))) /
                4;
        }
    }
    return both;
}
}  // namespace

SketchPlane halved(const SketchPlane& plane) {
    SketchPlane half{plane.side / 2, {}};
    half.values.reserve(plane.values.size() / 4);
    for (int y = 0; y < plane.side; y += 2) {
        for (int x = 0; x < plane.side; x += 2) {
            half.values.push_back((plane.at(x, y) + plane.at(x + 1, y) + plane.at(x, y + 1) +
                                   plane.at(x + 1, y + 1)) /
                                  4);
        }
    }
    return half;
}

std::optional<PictureSketch> sketchOf(const QByteArray& thumbnail) {
    QBuffer buffer;
    buffer.setData(thumbnail);
    buffer.open(QIODevice::ReadOnly);
    // One of the two that decoders write: no other plugin is to see it.
    QImageReader reader(&buffer, thumbnail.startsWith("\x89PNG") ? "png" : "jpeg");
    const QSize size = reader.size();
    if (std::max(size.width(), size.height()) > kLargestThumbnail)
        return std::nullopt;
    // A JPEG comes out smaller in a fraction of the time.
    if (size.width() >= 3 * kSide && size.height() >= 2 * kSide)
        reader.setScaledSize(size / 2);
    const QImage read = reader.read();
    if (read.isNull())
        return std::nullopt;
    const QImage fine = squeezed(read.convertToFormat(QImage::Format_ARGB32_Premultiplied), kSide);
    const QImage coarse = squeezed(fine, kColourSide);
    PictureSketch sketch;
    sketch.size = size;
    std::size_t at = 0;
    for (int y = 0; y < kSide; ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(fine.constScanLine(y));
        for (int x = 0; x < kSide; ++x) {
            const Colour c(row[x]);
            sketch.luma[at++] = byteOf(0.299f * c.red + 0.587f * c.green + 0.114f * c.blue);
        }
    }
    at = 0;
    for (int y = 0; y < kColourSide; ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(coarse.constScanLine(y));
        for (int x = 0; x < kColourSide; ++x, ++at) {
            const Colour c(row[x]);
            sketch.blue[at] = byteOf(128 - 0.169f * c.red - 0.331f * c.green + 0.5f * c.blue);
            sketch.red[at] = byteOf(128 + 0.5f * c.red - 0.419f * c.green - 0.081f * c.blue);
        }
    }
    return sketch;
}

SketchPlanes planesOf(const PictureSketch& sketch) {
    SketchPlanes planes;
    planes.luma.push_back(smoothed(smoothed(planeOf(sketch.luma, kSide))));
    while (planes.luma.back().side > kSmallestSide)
        planes.luma.push_back(halved(planes.luma.back()));
    planes.blue = planeOf(sketch.blue, kColourSide);
    planes.red = planeOf(sketch.red, kColourSide);
    return planes;
}

SketchPlane turned(const SketchPlane& plane, int orientation) {
    const int last = plane.side - 1;
    SketchPlane shown = plane;
    for (int y = 0; y <= last; ++y) {
        for (int x = 0; x <= last; ++x) {
            int fromX = x, fromY = y;
            // 5 to 8 exchange rows and columns.
            if (orientation >= 5)
                std::swap(fromX, fromY);
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                fromX = last - fromX;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                fromY = last - fromY;
            shown.values[std::size_t(y * plane.side + x)] = plane.at(fromX, fromY);
        }
    }
    return shown;
}

}  // namespace semblance
