#include "core/library/texts/greypicture.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace semblance {

namespace {
/// Twice their size is best for letters of screens, of which 11 pixels high are read at 99 instead
/// of 93 %; for more pixels than these it takes many seconds and brings no more.
constexpr double kMostScale = 2;
constexpr double kMostPixels = 8e6;
constexpr int kMiddle = 128;
constexpr int kLargestThumbnail = 512;

double meanOf(const QImage& grey) {
    double sum = 0;
    for (int y = 0; y < grey.height(); ++y) {
        const std::uint8_t* row = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x)
            sum += row[x];
    }
    return sum / (double(grey.width()) * grey.height());
}

/// Of the pixels that can be seen.
double brightnessOf(const QImage& picture) {
    constexpr int side = 64;
    const QImage small = picture.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_ARGB32);
    double sum = 0, weight = 0;
    for (int y = 0; y < side; ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(small.constScanLine(y));
        for (int x = 0; x < side; ++x) {
            sum += double(qGray(row[x])) * qAlpha(row[x]);
            weight += qAlpha(row[x]);
        }
    }
    return weight > 0 ? sum / weight : 0;
}
}  // namespace

QImage thumbnailImage(const QByteArray& thumbnail) {
    QBuffer buffer;
    buffer.setData(thumbnail);
    buffer.open(QIODevice::ReadOnly);
    // One of the two that decoders write: no other plugin is to see it.
    QImageReader reader(&buffer, thumbnail.startsWith("\x89PNG") ? "png" : "jpeg");
    const QSize size = reader.size();
    if (std::max(size.width(), size.height()) > kLargestThumbnail)
        return {};
    return reader.read();
}

QImage greyPicture(const QImage& picture) {
    if (picture.isNull() || !picture.hasAlphaChannel())
        return picture.convertToFormat(QImage::Format_Grayscale8);
    QImage over(picture.size(), QImage::Format_RGB32);
    over.fill(brightnessOf(picture) > kMiddle ? Qt::black : Qt::white);
    QPainter painter(&over);
    painter.drawImage(0, 0, picture);
    painter.end();
    return over.convertToFormat(QImage::Format_Grayscale8);
}

std::optional<ReadTextRequest> readablePicture(const QImage& picture) {
    QImage grey = greyPicture(picture);
    if (grey.isNull())
        return std::nullopt;
    const double pixels = double(grey.width()) * grey.height();
    const double scale = std::min(kMostScale, std::sqrt(kMostPixels / pixels));
    const auto scaled = [scale](int side) { return std::max(1, int(side * scale)); };
    grey = grey.scaled(scaled(grey.width()), scaled(grey.height()), Qt::IgnoreAspectRatio,
                       Qt::SmoothTransformation);
    if (grey.format() != QImage::Format_Grayscale8)
        grey = grey.convertToFormat(QImage::Format_Grayscale8);
    if (meanOf(grey) < kMiddle)
        grey.invertPixels();
    ReadTextRequest request{grey.width(), grey.height(), {}};
    request.grey.reserve(qsizetype(grey.width()) * grey.height());
    // Its own rows end at four bytes.
    for (int y = 0; y < grey.height(); ++y)
        request.grey.append(reinterpret_cast<const char*>(grey.constScanLine(y)), grey.width());
    return request;
}

}  // namespace semblance
