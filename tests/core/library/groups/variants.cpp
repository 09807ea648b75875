#include "tests/core/library/groups/variants.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPainter>
#include <algorithm>

#include "tests/core/media/fixtures.h"

namespace semblance::test {

namespace {
QByteArray fileOf(const QImage& picture, const char* format, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    if (!writer.write(picture))
        return {};
    return bytes;
}

QImage scaled(const QImage& picture, double by) {
    return picture.scaled(std::max(1, qRound(picture.width() * by)),
                          std::max(1, qRound(picture.height() * by)), Qt::IgnoreAspectRatio,
                          Qt::SmoothTransformation);
}

/// Each share of its side off.
QImage cropped(const QImage& picture, double left, double top, double right, double bottom) {
    const int x = qRound(left * picture.width());
    const int y = qRound(top * picture.height());
    return picture.copy(x, y, picture.width() - x - qRound(right * picture.width()),
                        picture.height() - y - qRound(bottom * picture.height()));
}

QByteArray turnedByExif(const QImage& picture, int orientation) {
    fixtures::Exif exif;
    exif.orientation = orientation;
    return fixtures::withExif(jpegOf(picture, 90), exif);
}

/// Sideways pixels that EXIF puts upright again.
QByteArray storedSideways(const QImage& picture) {
    return turnedByExif(picture.transformed(QTransform().rotate(-90)), 6);
}

/// A tenth of the picture moved by a twentieth.
QImage withMovedSubject(const QImage& picture) {
    QImage moved = picture;
    const QSize size = picture.size() / 3;
    const QPoint at(picture.width() / 3, picture.height() / 3);
    QPainter(&moved).drawImage(at + QPoint(picture.width() / 20, picture.height() / 30),
                               picture.copy(QRect(at, size)));
    return moved;
}

QImage withVisitor(const QImage& picture, const QImage& other, std::mt19937& random) {
    QImage visited = picture;
    const QSize size = picture.size() / 7;
    std::uniform_int_distribution<int> x(picture.width() / 10, picture.width() * 7 / 10);
    std::uniform_int_distribution<int> y(picture.height() / 10, picture.height() * 7 / 10);
    QPainter(&visited).drawImage(
        QPoint(x(random), y(random)),
        other.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return visited;
}

QImage inOtherLight(const QImage& picture) {
    QImage lit = picture;
    QLinearGradient shadow(0, 0, picture.width(), 0);
    shadow.setColorAt(0, QColor(0, 0, 0, 110));
    shadow.setColorAt(1, QColor(255, 240, 200, 50));
    QPainter(&lit).fillRect(lit.rect(), shadow);
    return lit;
}
}  // namespace

QByteArray jpegOf(const QImage& picture, int quality) {
    return fileOf(picture, "jpeg", quality);
}

std::vector<Variant> copiesOf(const QImage& picture, std::mt19937& random) {
    std::uniform_real_distribution<double> off(0, 0.08);
    std::uniform_int_distribution<int> orientation(2, 8);
    const auto window = [&] {
        return cropped(picture, off(random), off(random), off(random), off(random));
    };
    std::vector<Variant> copies{
        {QStringLiteral("q30"), jpegOf(picture, 30)},
        {QStringLiteral("q50"), jpegOf(picture, 50)},
        {QStringLiteral("q95"), jpegOf(picture, 95)},
        {QStringLiteral("png"), fileOf(picture, "png", 70)},
        {QStringLiteral("quarter"), jpegOf(scaled(picture, 0.25), 85)},
        {QStringLiteral("half"), jpegOf(scaled(picture, 0.5), 85)},
        {QStringLiteral("double"), jpegOf(scaled(picture, 2), 85)},
        {QStringLiteral("cropped"), jpegOf(window(), 85)},
        {QStringLiteral("cropped and halved"), jpegOf(scaled(window(), 0.5), 80)},
        {QStringLiteral("turned"), turnedByExif(picture, orientation(random))},
        {QStringLiteral("sideways"), storedSideways(picture)},
    };
    if (QImageWriter::supportedImageFormats().contains("webp"))
        copies.push_back({QStringLiteral("webp"), fileOf(picture, "webp", 80)});
    return copies;
}

std::vector<Variant> shotsOf(const QImage& picture, const QImage& other, std::mt19937& random) {
    const double pan = 0.07;
    return {
        {QStringLiteral("panned"), jpegOf(cropped(picture, pan, 0, 0, pan), 90)},
        {QStringLiteral("stepped back"), jpegOf(cropped(picture, 0.15, 0.15, 0.15, 0.15), 90)},
        {QStringLiteral("subject moved"), jpegOf(withMovedSubject(picture), 90)},
        {QStringLiteral("visitor"), jpegOf(withVisitor(picture, other, random), 90)},
        {QStringLiteral("other light"), jpegOf(inOtherLight(picture), 90)},
    };
}

}  // namespace semblance::test
