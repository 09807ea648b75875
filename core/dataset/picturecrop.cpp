#include "core/dataset/picturecrop.h"

#include <QDataStream>
#include <QIODevice>
#include <algorithm>
#include <cmath>

namespace semblance {

namespace {

constexpr double kDilation = 0.7;
constexpr int kFileHeader = 14;
constexpr int kPictureHeader = 40;

/// From `begin` to `end` in 0..most, at least one pixel long.
std::pair<int, int> wholePixels(double begin, double end, int most) {
    const int first = std::clamp(static_cast<int>(std::nearbyint(begin)), 0, most - 1);
    return {first, std::clamp(static_cast<int>(std::nearbyint(end)), first + 1, most)};
}

QByteArray bitmapHeader(int side, int rowBytes) {
    const auto pixels = static_cast<quint32>(rowBytes) * static_cast<quint32>(side);
    QByteArray header;
    QDataStream stream(&header, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    header.append("BM");
    stream.device()->seek(2);
    stream << quint32(kFileHeader + kPictureHeader + pixels) << quint32(0)
           << quint32(kFileHeader + kPictureHeader);
    // A negative height: rows from top to bottom.
    stream << quint32(kPictureHeader) << qint32(side) << qint32(-side) << quint16(1) << quint16(24)
           << quint32(0) << pixels << qint32(2835) << qint32(2835) << quint32(0) << quint32(0);
    return header;
}

}  // namespace

Crop cropOf(const std::array<double, 4>& box, int width, int height) {
    const auto [x, y, w, h] = box;
    const double left = std::max(0.0, x - kDilation * w);
    const double top = std::max(0.0, y - kDilation * h);
    const auto [l, r] =
        wholePixels(left, std::min<double>(width, left + (1 + kDilation) * w), width);
    const auto [t, b] =
        wholePixels(top, std::min<double>(height, top + (1 + kDilation) * h), height);
    return {l, t, r, b};
}

QByteArray croppedSquare(std::span<const std::uint8_t> rgba, int width, const Crop& crop) {
    const int w = crop.right - crop.left;
    const int h = crop.bottom - crop.top;
    const int side = std::max(w, h);
    const int rowBytes = (side * 3 + 3) / 4 * 4;
    QByteArray file = bitmapHeader(side, rowBytes);
    const qsizetype begin = file.size();
    file.append(qsizetype(rowBytes) * side, '\0');
    for (int y = 0; y < h; ++y) {
        const std::size_t source =
            (static_cast<std::size_t>(crop.top + y) * static_cast<std::size_t>(width) +
             static_cast<std::size_t>(crop.left)) *
            4;
        char* out = file.data() + begin + qsizetype((side - h) / 2 + y) * rowBytes +
                    qsizetype((side - w) / 2) * 3;
        for (int x = 0; x < w; ++x) {
            const std::uint8_t* pixel = &rgba[source + static_cast<std::size_t>(x) * 4];
            *out++ = static_cast<char>(pixel[2]);
            *out++ = static_cast<char>(pixel[1]);
            *out++ = static_cast<char>(pixel[0]);
        }
    }
    return file;
}

}  // namespace semblance
