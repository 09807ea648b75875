#include "core/media/pixels/colour.h"
#include "tests/core/media/bmpfile.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

using fixtures::Bmp;

constexpr PictureFormat kBmp = PictureFormat::Bmp;

QImage bmpRight(bool hasAlpha) {
    QImage image(Bmp::kWidth, Bmp::kHeight, QImage::Format_RGBA8888);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, fixtures::bmpColour(x, y, hasAlpha));
    return image;
}

void addPackedBmps(Zoo& zoo) {
    struct Kind {
        const char* name;
        int bits;
        std::array<quint32, 4> masks;
        int worst;
    };
    const Kind kinds[] = {{"24bit", 24, {}, 1},
                          {"16bit", 16, {}, 5},
                          {"32bit", 32, {}, 1},
                          {"555", 16, {0x7c00, 0x3e0, 0x1f, 0}, 5},
                          {"565", 16, {0xf800, 0x7e0, 0x1f, 0}, 5},
                          {"5551", 16, {0x7c00, 0x3e0, 0x1f, 0x8000}, 130},
                          {"4444", 16, {0xf00, 0xf0, 0xf, 0xf000}, 12},
                          {"101010", 32, {0x3ff00000, 0xffc00, 0x3ff, 0}, 2},
                          {"argb", 32, {0xff0000, 0xff00, 0xff, 0xff000000}, 3}};
    for (const Kind& kind : kinds) {
        for (const int header : {12, 40, 52, 56, 64, 108, 124}) {
            const bool hasMasks = kind.masks[0] != 0;
            const bool hasAlpha = kind.masks[3] != 0;
            if ((header == 12 && kind.bits != 24) || (header == 64 && kind.bits != 24) ||
                (hasAlpha && header < 56))
                continue;
            for (const bool isTopDown : {false, true}) {
                if (isTopDown && header != 40 && header != 124)
                    continue;
                Bmp bmp{.headerBytes = header,
                        .bits = kind.bits,
                        .code = hasMasks ? 3u : 0u,
                        .isTopDown = isTopDown,
                        .masks = kind.masks};
                const std::array<quint32, 4> masks =
                    hasMasks          ? kind.masks
                    : kind.bits == 16 ? std::array<quint32, 4>{0x7c00, 0x3e0, 0x1f, 0}
                                      : std::array<quint32, 4>{0xff0000, 0xff00, 0xff, 0};
                bmp.pixels = bmp.rows([&](int x, int y) {
                    return fixtures::bmpPixel(fixtures::bmpColour(x, y, hasAlpha), masks);
                });
                zoo.add(QStringLiteral("bmp-%1-header-%2%3.bmp")
                            .arg(QLatin1StringView(kind.name))
                            .arg(header)
                            .arg(isTopDown ? u"-top-down" : u""),
                        kBmp, bmp.file(), bmpRight(hasAlpha),
                        {kind.worst, kind.worst > 100 ? 64.0 : double(kind.worst)});
            }
        }
    }
}

void addPaletteBmps(Zoo& zoo) {
    for (const int bits : {1, 2, 4, 8}) {
        for (const int header : {12, 40, 124}) {
            Bmp bmp{.headerBytes = header, .bits = bits};
            bmp.palette = fixtures::bmpPalette(1 << bits, header == 12);
            const auto index = [=](int x, int y) { return quint32(x * 5 + y * 3) % (1u << bits); };
            bmp.pixels = bmp.rows(index);
            QImage right(Bmp::kWidth, Bmp::kHeight, QImage::Format_RGB888);
            for (int y = 0; y < right.height(); ++y)
                for (int x = 0; x < right.width(); ++x)
                    right.setPixelColor(x, y, fixtures::bmpPaletteColour(int(index(x, y))));
            zoo.add(QStringLiteral("bmp-palette-%1bit-header-%2.bmp").arg(bits).arg(header), kBmp,
                    bmp.file(), right);
        }
    }
    // One run for each row, and nothing but a skip to the end.
    Bmp runs{.bits = 8, .code = 1, .palette = fixtures::bmpPalette(256, false)};
    QImage right(Bmp::kWidth, Bmp::kHeight, QImage::Format_RGB888);
    for (int y = 0; y < Bmp::kHeight; ++y) {
        runs.pixels += char(Bmp::kWidth);
        runs.pixels += char(y * 9);
        runs.pixels += QByteArray(2, '\0');
        for (int x = 0; x < Bmp::kWidth; ++x)
            right.setPixelColor(x, Bmp::kHeight - 1 - y, fixtures::bmpPaletteColour(y * 9));
    }
    runs.pixels += QByteArray("\0\1", 2);
    zoo.add(QStringLiteral("bmp-rle8.dib.bmp"), kBmp, runs.file(), right);
    runs.pixels = QByteArray("\0\1", 2);
    right.fill(Qt::black);
    zoo.add(QStringLiteral("bmp-rle8-skips-all.bmp"), kBmp, runs.file(), right);
}

void addOtherBmps(Zoo& zoo) {
    Bmp bmp{.headerBytes = 124};
    bmp.pixels = bmp.rows([](int, int) { return 0xc86432u; });
    bmp.iccProfile = profileOfCodePoints(12, 13);
    QImage p3(Bmp::kWidth, Bmp::kHeight, QImage::Format_RGB888);
    p3.fill(QColor(200, 100, 50));
    zoo.add(QStringLiteral("bmp-icc-display-p3.bmp"), kBmp, bmp.file(), fromDisplayP3(p3), {3, 2});
    const auto variant = [&](const char* name, Bmp other) {
        other.pixels = QByteArray(10'000, 'x');
        zoo.refuse(QStringLiteral("bmp-%1.bmp").arg(QLatin1StringView(name)), kBmp, other.file(),
                   "variant");
    };
    variant("jpeg-inside", Bmp{.bits = 0, .code = 4});
    variant("png-inside", Bmp{.bits = 0, .code = 5});
    variant("cmyk", Bmp{.bits = 32, .code = 11});
    variant("64bit", Bmp{.bits = 64});
    const QImage image = ramp({200, 150});
    const QByteArray file = fixtures::encoded(image, "bmp");
    zoo.cut(QStringLiteral("bmp"), QStringLiteral("bmp"), kBmp, file, image);
    zoo.add(QStringLiteral("bmp-garbage-behind.bmp"), kBmp, file + QByteArray(999, '\xa5'), image);
    QByteArray huge = file;
    huge.replace(18, 8, "\xff\xff\xff\x7f\xff\xff\xff\x7f");
    zoo.refuse(QStringLiteral("bmp-claims-everything.bmp"), kBmp, huge, "million pixels");
    QByteArray flat = file;
    flat.replace(18, 4, QByteArray(4, '\0'));
    zoo.refuse(QStringLiteral("bmp-claims-no-width.bmp"), kBmp, flat, "damaged");
    zoo.refuse(QStringLiteral("bmp-two-letters.bmp"), kBmp, "BM", "cut short");
}

QImage inGifColours(QImage image) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            image.setPixelColor(x, y,
                                QColor(c.red() / 64 * 85, c.green() / 64 * 85, c.blue() / 64 * 85));
        }
    return image;
}

void addGifs(Zoo& zoo) {
    constexpr PictureFormat gif = PictureFormat::Gif;
    for (const bool isInterlaced : {false, true}) {
        for (const QSize size : {QSize(61, 43), QSize(1, 1), QSize(400, 301)})
            zoo.add(QStringLiteral("gif-%1-%2x%3.gif")
                        .arg(isInterlaced ? u"interlaced" : u"rows")
                        .arg(size.width())
                        .arg(size.height()),
                    gif, fixtures::gifFile(ramp(size), isInterlaced), inGifColours(ramp(size)),
                    {90, 45});
        const QImage image = ramp({200, 150});
        const QByteArray file = fixtures::gifFile(image, isInterlaced);
        zoo.refuse(QStringLiteral("gif-%1-cut-at-20-percent.gif")
                       .arg(isInterlaced ? u"interlaced" : u"rows"),
                   gif, file.first(file.size() / 5), "cut short");
    }
    QImage red(2, 2, QImage::Format_RGB888);
    red.fill(Qt::red);
    zoo.add(QStringLiteral("gif-animation.gif"), gif, fixtures::animatedGif(), red);
    zoo.refuse(QStringLiteral("gif-signature-only.gif"), gif, "GIF89a", "");
    QByteArray huge = fixtures::gifFile(ramp(), false);
    huge.replace(6, 4, "\xff\xff\xff\xff");
    zoo.refuse(QStringLiteral("gif-claims-65535x65535.gif"), gif, huge, "");
}

void addWebps(Zoo& zoo) {
    constexpr PictureFormat webp = PictureFormat::WebP;
    const QImage large = fixtures::painted(300, 200);
    for (const int quality : {50, 90, 100}) {
        zoo.add(QStringLiteral("webp-quality-%1.webp").arg(quality), webp,
                fixtures::encoded(ramp(), "webp", quality), ramp(),
                quality == 100 ? kExact : Tolerance{255, 8});
        zoo.add(QStringLiteral("webp-alpha-quality-%1.webp").arg(quality), webp,
                fixtures::encoded(glass(), "webp", quality), glass(),
                quality == 100 ? Tolerance{3, 1} : Tolerance{255, 8});
    }
    const QByteArray file = fixtures::encoded(large, "webp", 100);
    zoo.cut(QStringLiteral("webp-lossless"), QStringLiteral("webp"), webp, file, large);
    zoo.cut(QStringLiteral("webp-lossy"), QStringLiteral("webp"), webp,
            fixtures::encoded(large, "webp", 80), large);
    zoo.add(QStringLiteral("webp-garbage-behind.webp"), webp, file + QByteArray(999, '\xa5'),
            large);
    const QByteArray plain = fixtures::encoded(ramp(), "webp", 100);
    zoo.add(QStringLiteral("webp-icc-display-p3.webp"), webp,
            fixtures::withWebpChunks(plain, ramp().size(), profileOfCodePoints(12, 13), {}, {}),
            fromDisplayP3(ramp()), {3, 1});
    for (int orientation = 2; orientation <= 8; ++orientation)
        zoo.add(QStringLiteral("webp-exif-orientation-%1.webp").arg(orientation), webp,
                fixtures::withWebpChunks(
                    plain, ramp().size(), {},
                    fixtures::exifBlock(fixtures::Exif{orientation, {}, {}, {}}), {}),
                seenUnder(ramp(), orientation));
    zoo.refuse(QStringLiteral("webp-signature-only.webp"), webp,
               QByteArray("RIFF\x04\0\0\0WEBP", 12), "");
}

}  // namespace

void addBitmaps(Zoo& zoo) {
    addPackedBmps(zoo);
    addPaletteBmps(zoo);
    addOtherBmps(zoo);
    addGifs(zoo);
    addWebps(zoo);
}

}  // namespace semblance::zoo
