#include "ui/results/roundedpixmap.h"

#include <QPainter>
#include <QPainterPath>

namespace semblance {
namespace {

// `pixels` drawn with round corners; `radius` in device pixels.
QPixmap rounded(const QImage& pixels, qreal radius, qreal devicePixelRatio) {
    QImage result(pixels.size(), QImage::Format_ARGB32_Premultiplied);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(pixels));
    painter.drawRoundedRect(QRectF(QPointF(0, 0), QSizeF(pixels.size())), radius, radius);
    painter.end();
    QPixmap pixmap = QPixmap::fromImage(std::move(result));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

// Views come with an alpha channel whether they need it or not.
bool isTransparent(const QImage& image) {
    if (!image.hasAlphaChannel())
        return false;
    const QImage pixels = image.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < pixels.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            if (qAlpha(line[x]) < 255)
                return true;
        }
    }
    return false;
}

}  // namespace

QPixmap roundedPixmap(const QImage& image, QSize box, qreal devicePixelRatio, qreal cornerRadius,
                      qreal maxGrowth) {
    const QSizeF wanted = QSizeF(box) * devicePixelRatio;
    const QSizeF largest = QSizeF(image.size()) * maxGrowth * devicePixelRatio;
    QSizeF size = QSizeF(image.size()).scaled(wanted, Qt::KeepAspectRatio);
    if (size.width() > largest.width())
        size = largest;
    const QSize pixels = size.toSize().expandedTo(QSize(1, 1));
    return rounded(image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation),
                   cornerRadius * devicePixelRatio, devicePixelRatio);
}

QPixmap squarePixmap(const QImage& image, int side, qreal devicePixelRatio, qreal cornerRadius) {
    const int pixels = qRound(side * devicePixelRatio);
    if (isTransparent(image))
        return roundedPixmap(image, QSize(side, side), devicePixelRatio, cornerRadius);
    const QImage filled =
        image.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    const QRect centre((filled.width() - pixels) / 2, (filled.height() - pixels) / 2, pixels,
                       pixels);
    return rounded(filled.copy(centre), cornerRadius * devicePixelRatio, devicePixelRatio);
}

}  // namespace semblance
