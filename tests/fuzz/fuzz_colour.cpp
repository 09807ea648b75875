#include <QByteArray>
#include <QImage>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/media/pixels/colour.h"

/// Any bytes as an ICC profile, and the first of them as code points and chromaticities: pictures
/// of every kind come out with all of their pixels.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace semblance;
    const QByteArray profile(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const QImage::Format format :
         {QImage::Format_RGB888, QImage::Format_RGBA8888_Premultiplied}) {
        QImage image(7, 3, format);
        image.fill(QColor(200, 100, 50, 150));
        const auto srgb = toSrgb(image, profile);
        if (!srgb || srgb->size() != image.size())
            std::abort();
    }
    QImage inks(7, 3, QImage::Format_RGBA8888);
    inks.fill(QColor(200, 100, 50, 150));
    if (!rgbFromInks(inks, profile))
        std::abort();
    if (size < 10)
        return 0;
    (void)profileOfCodePoints(data[0], data[1]);
    const auto part = [&](std::size_t i) { return double(data[i]) / 128; };
    (void)profileOf(
        Chromaticities{
            {part(2), part(3)}, {part(4), part(5)}, {part(6), part(7)}, {part(8), part(9)}},
        20.0 * data[0] / 255);
    return 0;
}
