#include "tests/data/zoo/zoo.h"

#include <QTransform>
#include <algorithm>
#include <array>
#include <cmath>

namespace semblance::zoo {

void Zoo::add(const QString& name, PictureFormat format, const QByteArray& bytes,
              const QImage& right, Tolerance tolerance) {
    m_animals.push_back({name, bytes, format, right, tolerance, {}});
}

void Zoo::refuse(const QString& name, PictureFormat format, const QByteArray& bytes,
                 const char* reason) {
    m_animals.push_back({name, bytes, format, {}, {}, QString::fromLatin1(reason)});
}

void Zoo::cut(const QString& name, const QString& ending, PictureFormat format,
              const QByteArray& bytes, const QImage& right) {
    refuse(name + QStringLiteral("-cut-at-20-percent.") + ending, format,
           bytes.first(bytes.size() / 5), "cut short");
    // What is missing is black, or grey.
    add(name + QStringLiteral("-cut-at-90-percent.") + ending, format,
        bytes.first(bytes.size() * 9 / 10), right, {255, 32});
}

std::vector<Animal> animals() {
    Zoo zoo;
    addJpegs(zoo);
    addPngs(zoo);
    addTiffs(zoo);
    addBitmaps(zoo);
    addScanlines(zoo);
    addModern(zoo);
    addDesigners(zoo);
    addDrawings(zoo);
    addStrangers(zoo);
    return std::move(zoo.animals());
}

QImage ramp(QSize size) {
    QImage image(size, QImage::Format_RGB888);
    const int right = std::max(1, size.width() - 1);
    const int bottom = std::max(1, size.height() - 1);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixelColor(
                x, y,
                QColor(int(std::lround(255.0 * x / right)), int(std::lround(255.0 * y / bottom)),
                       int(std::lround(255.0 - 255.0 * x / right))));
    return image;
}

QImage greyRamp(QSize size) {
    QImage image(size, QImage::Format_RGB888);
    const int right = std::max(1, size.width() - 1);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            const int grey = int(std::lround(255.0 * x / right));
            image.setPixelColor(x, y, QColor(grey, grey, grey));
        }
    return image;
}

QImage glass(QSize size) {
    QImage image = ramp(size).convertToFormat(QImage::Format_RGBA8888);
    for (int y = 0; y < size.height(); ++y)
        for (int x = size.width() / 3; x < size.width(); ++x) {
            QColor colour = image.pixelColor(x, y);
            colour.setAlpha(x < size.width() * 2 / 3 ? 128 : 0);
            image.setPixelColor(x, y, colour);
        }
    return image;
}

QImage seenUnder(const QImage& image, int orientation) {
    const auto turned = [&](int degrees) {
        return image.transformed(QTransform().rotate(degrees));
    };
    switch (orientation) {
        case 2:
            return image.mirrored(true, false);
        case 3:
            return turned(180);
        case 4:
            return image.mirrored(false, true);
        case 5:
            return turned(90).mirrored(true, false);
        case 6:
            return turned(90);
        case 7:
            return turned(90).mirrored(false, true);
        case 8:
            return turned(270);
        default:
            return image;
    }
}

QImage fromDisplayP3(const QImage& image) {
    // CSS Color 4, section 10.
    constexpr std::array<std::array<double, 3>, 3> matrix{{{1.2249401, -0.2249402, 0},
                                                           {-0.0420569, 1.0420571, 0},
                                                           {-0.0196376, -0.0786361, 1.0982735}}};
    const auto decoded = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const auto encoded = [](double v) {
        v = std::clamp(v, 0.0, 1.0);
        return int(
            std::lround(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055)));
    };
    QImage result(image.size(), QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const double light[] = {decoded(c.redF()), decoded(c.greenF()), decoded(c.blueF())};
            std::array<int, 3> shown{};
            for (std::size_t i = 0; i < 3; ++i)
                shown[i] = encoded(matrix[i][0] * light[0] + matrix[i][1] * light[1] +
                                   matrix[i][2] * light[2]);
            result.setPixelColor(x, y, QColor(shown[0], shown[1], shown[2]));
        }
    return result;
}

}  // namespace semblance::zoo
