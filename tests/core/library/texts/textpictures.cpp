#include "tests/core/library/texts/textpictures.h"

#include <QBuffer>
#include <QPainter>
#include <algorithm>
#include <random>

namespace semblance::test {

QImage screenshotOf(const QStringList& lines, const ScreenLook& look) {
    QImage image(look.size, QImage::Format_RGB32);
    image.fill(look.isDark ? QColor(30, 30, 34) : QColor(250, 250, 250));
    QPainter painter(&image);
    painter.fillRect(0, 0, look.size.width(), 2 * look.pixels,
                     look.isDark ? QColor(60, 60, 70) : QColor(220, 224, 230));
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(look.pixels);
    painter.setFont(font);
    painter.setPen(look.isDark ? QColor(225, 225, 225) : QColor(30, 30, 30));
    int y = 4 * look.pixels;
    for (const QString& line : lines) {
        painter.drawText(2 * look.pixels, y, line);
        y += 2 * look.pixels;
    }
    return image;
}

QImage sceneWithoutText(int seed) {
    std::mt19937 random(static_cast<unsigned>(seed));
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    QImage image(900, 600, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky(0, 0, 0, image.height());
    sky.setColorAt(0, QColor::fromHsv(upTo(359), 120, 230));
    sky.setColorAt(1, QColor::fromHsv(upTo(359), 120, 120));
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 60; ++i) {
        QRadialGradient ball(upTo(900), upTo(600), 30 + upTo(120));
        ball.setColorAt(0, QColor::fromHsv(upTo(359), upTo(255), upTo(255), 200));
        ball.setColorAt(1, Qt::transparent);
        painter.fillRect(image.rect(), ball);
    }
    painter.end();
    for (int y = 0; y < image.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const auto noisy = [&](int value) { return std::clamp(value + upTo(24) - 12, 0, 255); };
            row[x] = qRgb(noisy(qRed(row[x])), noisy(qGreen(row[x])), noisy(qBlue(row[x])));
        }
    }
    return image;
}

QByteArray pngOf(const QImage& image) {
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return file;
}

}  // namespace semblance::test
