#include <QtEndian>

#include "core/media/pixels/colour.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/core/media/pngfixture.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

using fixtures::big;
using fixtures::pngFile;
using fixtures::PngPicture;

constexpr PictureFormat kPng = PictureFormat::Png;

/// A number of the ramp as it is stored in so many bits.
int stored(const QImage& image, int x, int y, int channel, int bits) {
    const QColor c = image.pixelColor(x, y);
    const int value[] = {c.red(), c.green(), c.blue(), c.alpha()};
    return bits == 16 ? value[channel] * 257 : value[channel] >> (8 - bits);
}

QImage inBits(const QImage& image, int bits) {
    QImage result = image;
    const int largest = (1 << bits) - 1;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const int grey = qRound((image.pixelColor(x, y).red() >> (8 - bits)) * 255.0 / largest);
            result.setPixelColor(x, y, QColor(grey, grey, grey));
        }
    return result;
}

void addTypes(Zoo& zoo) {
    for (const bool isInterlaced : {false, true}) {
        const auto name = [&](const char* type, int bits) {
            return QStringLiteral("png-%1-%2bit%3.png")
                .arg(QLatin1StringView(type))
                .arg(bits)
                .arg(isInterlaced ? u"-interlaced" : u"");
        };
        for (const int bits : {1, 2, 4, 8, 16}) {
            const QImage right = bits < 8 ? inBits(greyRamp(), bits) : greyRamp();
            PngPicture grey{
                .bits = bits, .colourType = PNG_COLOR_TYPE_GRAY, .isInterlaced = isInterlaced};
            const QImage greys = greyRamp();
            grey.value = [bits, greys](int x, int y, int) { return stored(greys, x, y, 0, bits); };
            zoo.add(name("grey", bits), kPng, pngFile(grey), right);
            if (bits > 8)
                continue;
            PngPicture palette{
                .bits = bits, .colourType = PNG_COLOR_TYPE_PALETTE, .isInterlaced = isInterlaced};
            QImage colours(61, 43, QImage::Format_RGB888);
            for (int i = 0; i < 1 << bits; ++i)
                palette.palette.push_back({png_byte(i * 37), png_byte(255 - i), png_byte(i * 11)});
            const auto index = [bits](int x, int y) { return (x * 7 + y * 3) % (1 << bits); };
            palette.value = [index](int x, int y, int) { return index(x, y); };
            for (int y = 0; y < 43; ++y)
                for (int x = 0; x < 61; ++x) {
                    const png_color c = palette.palette[std::size_t(index(x, y))];
                    colours.setPixelColor(x, y, QColor(c.red, c.green, c.blue));
                }
            zoo.add(name("palette", bits), kPng, pngFile(palette), colours);
        }
        for (const int bits : {8, 16}) {
            PngPicture rgb{.bits = bits, .isInterlaced = isInterlaced};
            rgb.value = [bits, image = ramp()](int x, int y, int c) {
                return stored(image, x, y, c, bits);
            };
            zoo.add(name("rgb", bits), kPng, pngFile(rgb), ramp());
            PngPicture rgba{
                .bits = bits, .colourType = PNG_COLOR_TYPE_RGB_ALPHA, .isInterlaced = isInterlaced};
            rgba.value = [bits, image = glass()](int x, int y, int c) {
                return stored(image, x, y, c, bits);
            };
            zoo.add(name("rgba", bits), kPng, pngFile(rgba), glass(), {3, 1});
            PngPicture ga{.bits = bits,
                          .colourType = PNG_COLOR_TYPE_GRAY_ALPHA,
                          .isInterlaced = isInterlaced};
            QImage greyGlass = greyRamp().convertToFormat(QImage::Format_RGBA8888);
            for (int y = 0; y < 43; ++y)
                for (int x = 0; x < 61; ++x) {
                    QColor c = greyGlass.pixelColor(x, y);
                    c.setAlpha(y * 5);
                    greyGlass.setPixelColor(x, y, c);
                }
            ga.value = [bits, greyGlass](int x, int y, int c) {
                return stored(greyGlass, x, y, c == 1 ? 3 : 0, bits);
            };
            zoo.add(name("grey-alpha", bits), kPng, pngFile(ga), greyGlass, {3, 1});
        }
    }
}

void addTransparent(Zoo& zoo) {
    for (const int bits : {8, 16}) {
        PngPicture picture{.bits = bits};
        const QImage image = ramp();
        picture.value = [bits, image](int x, int y, int c) { return stored(image, x, y, c, bits); };
        const int factor = bits == 16 ? 257 : 1;
        const QColor c = image.pixelColor(20, 20);
        picture.transparent =
            png_color_16{0, png_uint_16(c.red() * factor), png_uint_16(c.green() * factor),
                         png_uint_16(c.blue() * factor), 0};
        QImage right = image.convertToFormat(QImage::Format_RGBA8888);
        right.setPixelColor(20, 20, Qt::transparent);
        zoo.add(QStringLiteral("png-rgb-%1bit-trns.png").arg(bits), kPng, pngFile(picture), right,
                {3, 1});
        picture.gamma = 1 / 2.2;
        zoo.add(QStringLiteral("png-rgb-%1bit-trns-gamma.png").arg(bits), kPng, pngFile(picture),
                right, {6, 3});
    }
}

void addColours(Zoo& zoo) {
    PngPicture picture;
    picture.value = [image = ramp()](int x, int y, int c) { return stored(image, x, y, c, 8); };
    PngPicture srgb = picture;
    srgb.isSrgb = true;
    zoo.add(QStringLiteral("png-srgb-chunk.png"), kPng, pngFile(srgb), ramp());
    PngPicture icc = picture;
    icc.iccProfile = profileOfCodePoints(12, 13);
    zoo.add(QStringLiteral("png-iccp-display-p3.png"), kPng, pngFile(icc), fromDisplayP3(ramp()),
            {3, 1});
    PngPicture code = picture;
    code.codePoints = {12, 13, 0, 1};
    zoo.add(QStringLiteral("png-cicp-display-p3.png"), kPng, pngFile(code), fromDisplayP3(ramp()),
            {3, 1});
    PngPicture chroma = picture;
    chroma.gamma = 1 / 2.2;
    chroma.chromaticities = {.3127, .329, .68, .32, .265, .69, .15, .06};
    zoo.add(QStringLiteral("png-gama-chrm-display-p3.png"), kPng, pngFile(chroma),
            fromDisplayP3(ramp()), {20, 3});
    zoo.add(QStringLiteral("png-apple-cgbi.png"), kPng, fixtures::applePng(pngFile([&] {
                PngPicture apple = picture;
                apple.colourType = PNG_COLOR_TYPE_RGB_ALPHA;
                // Blue first.
                apple.value = [image = ramp()](int x, int y, int c) {
                    return c == 3 ? 255 : stored(image, x, y, 2 - c, 8);
                };
                return apple;
            }())),
            ramp());
    for (int orientation = 2; orientation <= 8; ++orientation)
        zoo.add(
            QStringLiteral("png-exif-orientation-%1.png").arg(orientation), kPng,
            fixtures::withPngChunk(pngFile(picture), "eXIf",
                                   fixtures::exifBlock(fixtures::Exif{orientation, {}, {}, {}})),
            seenUnder(ramp(), orientation));
}

void addDamaged(Zoo& zoo) {
    const QImage image = fixtures::painted(200, 150);
    const QByteArray file = fixtures::encoded(image, "png");
    zoo.cut(QStringLiteral("png"), QStringLiteral("png"), kPng, file, image);
    for (const QSize size : {QSize(1, 1), QSize(1, 300), QSize(300, 1), QSize(640, 427)})
        zoo.add(QStringLiteral("png-%1x%2.png").arg(size.width()).arg(size.height()), kPng,
                fixtures::encoded(ramp(size), "png"), ramp(size));
    zoo.add(QStringLiteral("png-garbage-behind.png"), kPng, file + QByteArray(3000, '\xa5'), image);
    QByteArray huge = file;
    huge.replace(16, 8, big(quint32(100'000)) + big(quint32(100'000)));
    zoo.refuse(QStringLiteral("png-claims-100000x100000.png"), kPng, huge, "");
    QByteArray flat = file;
    flat.replace(16, 8, QByteArray(8, '\0'));
    zoo.refuse(QStringLiteral("png-claims-0x0.png"), kPng, flat, "damaged");
    zoo.refuse(QStringLiteral("png-signature-only.png"), kPng, file.first(8), "cut short");
    zoo.refuse(QStringLiteral("png-header-only.png"), kPng, file.first(33), "cut short");
}

}  // namespace

void addPngs(Zoo& zoo) {
    addTypes(zoo);
    addTransparent(zoo);
    addColours(zoo);
    addDamaged(zoo);
}

}  // namespace semblance::zoo
