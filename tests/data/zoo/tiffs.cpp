#include <algorithm>
#include <cmath>

#include "core/media/pixels/colour.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/tifffixture.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

using fixtures::tiffFile;
using fixtures::TiffPage;

constexpr PictureFormat kTiff = PictureFormat::Tiff;
const QSize kSize(61, 43);

struct Compression {
    int code;
    const char* name;
};
constexpr Compression kCompressions[] = {{COMPRESSION_NONE, "plain"},
                                         {COMPRESSION_LZW, "lzw"},
                                         {COMPRESSION_PACKBITS, "packbits"},
                                         {COMPRESSION_ADOBE_DEFLATE, "deflate"}};

void addLayouts(Zoo& zoo) {
    for (const Compression& compression : kCompressions) {
        for (const int bits : {8, 16}) {
            for (const bool hasPlanes : {false, true}) {
                for (const int tile : {0, 16, 48}) {
                    TiffPage page;
                    page.bits = bits;
                    page.hasPlanes = hasPlanes;
                    page.tileSide = tile;
                    page.compression = compression.code;
                    zoo.add(QStringLiteral("tiff-%1-%2bit-%3-%4.tif")
                                .arg(hasPlanes ? u"planar" : u"chunky")
                                .arg(bits)
                                .arg(tile ? QStringLiteral("tiled-%1").arg(tile)
                                          : QStringLiteral("strips"),
                                     QLatin1StringView(compression.name)),
                            kTiff, tiffFile({page}), ramp());
                }
            }
        }
    }
    for (const char* mode : {"wl", "wb", "wl8", "wb8"}) {
        for (const int bits : {8, 16}) {
            TiffPage page;
            page.bits = bits;
            page.compression = COMPRESSION_LZW;
            page.predictor = PREDICTOR_HORIZONTAL;
            zoo.add(QStringLiteral("tiff-%1-%2bit-lzw-predictor.tif")
                        .arg(QLatin1StringView(mode + 1))
                        .arg(bits),
                    kTiff, tiffFile({page}, mode), ramp());
        }
    }
    for (const int rows : {1, 43, 1000}) {
        TiffPage page;
        page.rowsPerStrip = rows;
        zoo.add(QStringLiteral("tiff-%1-rows-a-strip.tif").arg(rows), kTiff, tiffFile({page}),
                ramp());
    }
    for (const QSize size : {QSize(2, 2), QSize(2, 300), QSize(300, 2), QSize(500, 333)}) {
        TiffPage page;
        page.width = size.width();
        page.height = size.height();
        page.compression = COMPRESSION_ADOBE_DEFLATE;
        zoo.add(QStringLiteral("tiff-%1x%2.tif").arg(size.width()).arg(size.height()), kTiff,
                tiffFile({page}), ramp(size));
    }
}

void addDepths(Zoo& zoo) {
    for (const int photometric : {PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_MINISWHITE}) {
        const bool isInverted = photometric == PHOTOMETRIC_MINISWHITE;
        for (const int bits : {1, 2, 4, 6, 8, 10, 12, 14, 16, 32}) {
            TiffPage page;
            page.bits = bits;
            page.samples = 1;
            page.photometric = photometric;
            page.value = [=](int x, int, int) { return isInverted ? 1 - x / 60.0 : x / 60.0; };
            QImage right = greyRamp();
            const double largest = std::exp2(std::min(bits, 8)) - 1;
            for (int x = 0; bits < 8 && x < 61; ++x) {
                const double level = std::round((isInverted ? 1 - x / 60.0 : x / 60.0) * largest);
                const int grey =
                    int(std::lround(255 * (isInverted ? largest - level : level) / largest));
                for (int y = 0; y < 43; ++y)
                    right.setPixelColor(x, y, QColor(grey, grey, grey));
            }
            zoo.add(QStringLiteral("tiff-grey-%1bit%2.tif")
                        .arg(bits)
                        .arg(isInverted ? u"-min-is-white" : u""),
                    kTiff, tiffFile({page}), right, {2, 1});
        }
    }
    for (const int bits : {2, 4, 10, 12, 14, 32}) {
        TiffPage page;
        page.bits = bits;
        zoo.add(QStringLiteral("tiff-rgb-%1bit.tif").arg(bits), kTiff, tiffFile({page}), ramp(),
                {bits < 8 ? 60 : 2, bits < 8 ? 25.0 : 1.0});
    }
    // Bilevel, as fax machines write.
    for (const auto& [code, name] :
         {std::pair(COMPRESSION_CCITTRLE, u"rle"), std::pair(COMPRESSION_CCITTFAX3, u"g3"),
          std::pair(COMPRESSION_CCITTFAX4, u"g4"), std::pair(COMPRESSION_LZW, u"lzw")}) {
        TiffPage page;
        page.bits = 1;
        page.samples = 1;
        page.photometric = PHOTOMETRIC_MINISWHITE;
        page.compression = code;
        page.value = [](int x, int y, int) { return (x / 7 + y / 5) % 2; };
        QImage right(kSize, QImage::Format_RGB888);
        for (int y = 0; y < 43; ++y)
            for (int x = 0; x < 61; ++x)
                right.setPixelColor(x, y, (x / 7 + y / 5) % 2 ? Qt::black : Qt::white);
        zoo.add(QStringLiteral("tiff-bilevel-%1.tif").arg(name), kTiff, tiffFile({page}), right);
    }
}

void addModels(Zoo& zoo) {
    for (const int bits : {16, 32, 64}) {
        for (const bool hasPlanes : {false, true}) {
            TiffPage page;
            page.bits = bits;
            page.hasPlanes = hasPlanes;
            page.sampleFormat = SAMPLEFORMAT_IEEEFP;
            zoo.add(
                QStringLiteral("tiff-float%1%2.tif").arg(bits).arg(hasPlanes ? u"-planar" : u""),
                kTiff, tiffFile({page}), ramp(), {2, 1});
        }
    }
    for (const int bits : {8, 16}) {
        for (const bool hasPlanes : {false, true}) {
            TiffPage inks;
            inks.bits = bits;
            inks.samples = 4;
            inks.hasPlanes = hasPlanes;
            inks.photometric = PHOTOMETRIC_SEPARATED;
            inks.value = [inks](int x, int y, int s) {
                return s == 3 ? 0 : 1 - fixtures::ramp(inks, x, y, s);
            };
            zoo.add(
                QStringLiteral("tiff-cmyk-%1bit%2.tif").arg(bits).arg(hasPlanes ? u"-planar" : u""),
                kTiff, tiffFile({inks}), ramp(), {2, 1});
            TiffPage lab;
            lab.bits = bits;
            lab.hasPlanes = hasPlanes;
            lab.photometric = PHOTOMETRIC_ICCLAB;
            lab.value = [](int x, int, int s) { return s == 0 ? x / 60.0 : 128 / 255.0; };
            // L* of 0, half and all of it, in grey.
            QImage right(kSize, QImage::Format_RGB888);
            for (int x = 0; x < 61; ++x) {
                const double l = x / 60.0 * 100;
                const double light = l > 8 ? std::pow((l + 16) / 116, 3) : l / 903.3;
                const int grey = int(std::lround(
                    255 * (light <= 0.0031308 ? 12.92 * light
                                              : 1.055 * std::pow(light, 1 / 2.4) - 0.055)));
                for (int y = 0; y < 43; ++y)
                    right.setPixelColor(x, y, QColor(grey, grey, grey));
            }
            zoo.add(QStringLiteral("tiff-icclab-%1bit%2.tif")
                        .arg(bits)
                        .arg(hasPlanes ? u"-planar" : u""),
                    kTiff, tiffFile({lab}), right, {5, 3});
        }
    }
    for (const int bits : {1, 2, 4, 8}) {
        TiffPage page;
        page.bits = bits;
        page.samples = 1;
        page.photometric = PHOTOMETRIC_PALETTE;
        page.palette.resize(3);
        const int count = 1 << bits;
        for (int i = 0; i < count; ++i) {
            page.palette[0].push_back(quint16(i * 37 % 256 * 257));
            page.palette[1].push_back(quint16((255 - i) * 257));
            page.palette[2].push_back(quint16(i * 11 % 256 * 257));
        }
        page.value = [count](int x, int y, int) { return double((x + y) % count) / (count - 1); };
        QImage right(kSize, QImage::Format_RGB888);
        for (int y = 0; y < 43; ++y)
            for (int x = 0; x < 61; ++x) {
                const int i = (x + y) % count;
                right.setPixelColor(x, y, QColor(i * 37 % 256, 255 - i, i * 11 % 256));
            }
        zoo.add(QStringLiteral("tiff-palette-%1bit.tif").arg(bits), kTiff, tiffFile({page}), right);
    }
    QImage grey(40, 30, QImage::Format_RGB888);
    grey.fill(QColor(120, 120, 120));
    zoo.add(QStringLiteral("tiff-ycbcr-420.tif"), kTiff,
            fixtures::subsampledTiff(120, 128, 128, 40, 30), grey, {2, 1});
    TiffPage jpeg;
    jpeg.compression = COMPRESSION_JPEG;
    zoo.add(QStringLiteral("tiff-jpeg-inside.tif"), kTiff, tiffFile({jpeg}), ramp(), kLossy);
    jpeg.tileSide = 32;
    zoo.add(QStringLiteral("tiff-jpeg-inside-tiled.tif"), kTiff, tiffFile({jpeg}), ramp(), kLossy);
}

void addExtraSamples(Zoo& zoo) {
    for (const int bits : {8, 16}) {
        for (const bool hasPlanes : {false, true}) {
            const auto name = [&](const char* kind) {
                return QStringLiteral("tiff-rgb-%1bit-%2%3.tif")
                    .arg(bits)
                    .arg(QLatin1StringView(kind), hasPlanes ? u"-planar" : u"");
            };
            TiffPage page;
            page.bits = bits;
            page.samples = 4;
            page.hasPlanes = hasPlanes;
            page.value = [page](int x, int y, int s) {
                return s == 3 ? (x < 20   ? 1
                                 : x < 40 ? 128 / 255.0
                                          : 0)
                              : fixtures::ramp(page, x, y, s);
            };
            page.extraSamples = {EXTRASAMPLE_UNASSALPHA};
            zoo.add(name("alpha"), kTiff, tiffFile({page}), glass(), {3, 1});
            page.extraSamples = {EXTRASAMPLE_UNSPECIFIED};
            zoo.add(name("extra-unspecified"), kTiff, tiffFile({page}), ramp());
            page.samples = 5;
            page.extraSamples = {EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNSPECIFIED};
            zoo.add(name("two-extra"), kTiff, tiffFile({page}), ramp());
        }
    }
}

void addPages(Zoo& zoo) {
    TiffPage page;
    TiffPage small;
    small.width = 15;
    small.height = 11;
    small.subfileType = FILETYPE_REDUCEDIMAGE;
    zoo.add(QStringLiteral("tiff-preview-first.tif"), kTiff, tiffFile({small, page}), ramp());
    zoo.add(QStringLiteral("tiff-preview-behind.tif"), kTiff, tiffFile({page, small}), ramp());
    TiffPage other;
    other.width = 200;
    other.height = 100;
    zoo.add(QStringLiteral("tiff-two-pages.tif"), kTiff, tiffFile({page, other}), ramp());
    for (int orientation = 1; orientation <= 8; ++orientation) {
        page.orientation = orientation;
        zoo.add(QStringLiteral("tiff-orientation-%1.tif").arg(orientation), kTiff, tiffFile({page}),
                seenUnder(ramp(), orientation));
    }
    page.orientation = 0;
    page.iccProfile = profileOfCodePoints(12, 13);
    zoo.add(QStringLiteral("tiff-icc-display-p3.tif"), kTiff, tiffFile({page}),
            fromDisplayP3(ramp()), {8, 1});
    page.iccProfile = QByteArray(500, 'x');
    zoo.add(QStringLiteral("tiff-icc-garbage.tif"), kTiff, tiffFile({page}), ramp());
}

void addDamaged(Zoo& zoo) {
    TiffPage page;
    page.width = 200;
    page.height = 150;
    const QByteArray front = fixtures::tiffFileFromTheFront(page);
    zoo.cut(QStringLiteral("tiff-directory-first"), QStringLiteral("tif"), kTiff, front,
            ramp({200, 150}));
    const QByteArray file = tiffFile({page});
    zoo.refuse(QStringLiteral("tiff-directory-last-cut-at-50-percent.tif"), kTiff,
               file.first(file.size() / 2), "cut short");
    zoo.refuse(QStringLiteral("tiff-header-only.tif"), kTiff, file.first(8), "cut short");
    zoo.add(QStringLiteral("tiff-garbage-behind.tif"), kTiff, file + QByteArray(999, '\xa5'),
            ramp({200, 150}));
    QByteArray astray = tiffFile({page}, "wl8");
    astray.replace(8, 8, QByteArray(8, '\xff'));
    zoo.refuse(QStringLiteral("tiff-big-directory-beyond-everything.tif"), kTiff, astray,
               "cut short");
    page.compression = COMPRESSION_LZW;
    QByteArray unknown = tiffFile({page});
    // The entry for compression, of one short number.
    const QByteArray entry = QByteArray("\x03\x01\x03\0\x01\0\0\0", 8);
    unknown.replace(unknown.indexOf(entry) + 8, 2, QByteArray("\x39\x30", 2));
    zoo.refuse(QStringLiteral("tiff-unknown-compression.tif"), kTiff, unknown, "");
    const QByteArray width = QByteArray("\0\x01\x03\0\x01\0\0\0", 8);
    const QByteArray height = QByteArray("\x01\x01\x03\0\x01\0\0\0", 8);
    QByteArray huge = file;
    huge.replace(huge.indexOf(width) + 8, 2, "\xff\xff");
    huge.replace(huge.indexOf(height) + 8, 2, "\xff\xff");
    zoo.refuse(QStringLiteral("tiff-claims-65535x65535.tif"), kTiff, huge, "million pixels");
    QByteArray flat = file;
    flat.replace(flat.indexOf(width) + 8, 2, QByteArray(2, '\0'));
    zoo.refuse(QStringLiteral("tiff-claims-no-width.tif"), kTiff, flat, "damaged");
}

}  // namespace

void addTiffs(Zoo& zoo) {
    addLayouts(zoo);
    addDepths(zoo);
    addModels(zoo);
    addExtraSamples(zoo);
    addPages(zoo);
    addDamaged(zoo);
}

}  // namespace semblance::zoo
