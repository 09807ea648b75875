#include <array>
#include <cstring>

#include "tests/core/media/damage.h"
#include "tests/core/media/ddsfile.h"
#include "tests/core/media/scanlinefiles.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

using fixtures::big;
using fixtures::Dds;
using fixtures::little;
using fixtures::Tga;

QByteArray bgr(QColor c) {
    return QByteArray() + char(c.blue()) + char(c.green()) + char(c.red());
}

QByteArray rgb(QColor c) {
    return QByteArray() + char(c.red()) + char(c.green()) + char(c.blue());
}

/// What `pixel` makes of each, row by row from the top.
QByteArray eachPixel(const QImage& image, const std::function<QByteArray(QColor)>& pixel) {
    QByteArray bytes;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            bytes += pixel(image.pixelColor(x, y));
    return bytes;
}

QImage chequered(int width, int height, QColor even, QColor odd) {
    QImage image(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, (x / 3 + y) % 2 ? odd : even);
    return image;
}

/// Rows of bits, the first on the left, set where the pixel is black.
QByteArray bitRows(const QImage& image, bool isReversed = false) {
    QByteArray bytes;
    for (int y = 0; y < image.height(); ++y) {
        QByteArray row((image.width() + 7) / 8, '\0');
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).red() < 128)
                row[x / 8] =
                    char(uchar(row[x / 8]) | (isReversed ? 1 << (x % 8) : 0x80 >> (x % 8)));
        bytes += row;
    }
    return bytes;
}

void addTgas(Zoo& zoo) {
    constexpr PictureFormat tga = PictureFormat::Tga;
    const QImage image = ramp();
    const auto fiveBits = [](QColor c) {
        return little(quint16(c.red() >> 3 << 10 | c.green() >> 3 << 5 | c.blue() >> 3));
    };
    for (const int packed : {0, 8}) {
        const QString kind = packed ? QStringLiteral("tga-rle") : QStringLiteral("tga-raw");
        for (const int corner : {0, 0x10, 0x20, 0x30})
            zoo.add(QStringLiteral("%1-24bit-corner-%2.tga").arg(kind).arg(corner >> 4), tga,
                    Tga{2 + packed, 24, corner, {}, 0, 0, bgr}.file(image), image);
        zoo.add(kind + QStringLiteral("-16bit.tga"), tga,
                Tga{2 + packed, 16, 0x20, {}, 0, 0, fiveBits}.file(image), image, {8, 5});
        zoo.add(kind + QStringLiteral("-grey.tga"), tga,
                Tga{3 + packed,
                    8,
                    0x20,
                    {},
                    0,
                    0,
                    [](QColor c) { return QByteArray(1, char(c.red())); }}
                    .file(greyRamp()),
                greyRamp());
        zoo.add(
            kind + QStringLiteral("-32bit-alpha.tga"), tga,
            Tga{2 + packed, 32, 0x28, {}, 0, 0, [](QColor c) { return bgr(c) + char(c.alpha()); }}
                .file(glass()),
            glass(), {3, 1});
        zoo.add(
            kind + QStringLiteral("-32bit-alpha-nowhere.tga"), tga,
            Tga{2 + packed, 32, 0x28, {}, 0, 0, [](QColor c) { return bgr(c) + '\0'; }}.file(image),
            image);
        const QImage two = chequered(61, 43, QColor(10, 20, 30), QColor(200, 100, 0));
        zoo.add(kind + QStringLiteral("-palette.tga"), tga,
                Tga{1 + packed, 8, 0, bgr(QColor(10, 20, 30)) + bgr(QColor(200, 100, 0)), 2, 24,
                    [](QColor c) { return QByteArray(1, c.red() == 200 ? '\1' : '\0'); }}
                    .file(two),
                two);
    }
    const QByteArray file = Tga{2, 24, 0x20, {}, 0, 0, bgr}.file(image);
    zoo.refuse(QStringLiteral("tga-cut-at-20-percent.tga"), tga, file.first(file.size() / 5),
               "cut short");
    QByteArray huge = file;
    zoo.refuse(QStringLiteral("tga-claims-65535x65535.tga"), tga,
               huge.replace(12, 4, "\xff\xff\xff\xff"), "million pixels");
}

void addPcxs(Zoo& zoo) {
    constexpr PictureFormat pcx = PictureFormat::Pcx;
    const QImage image = ramp();
    QByteArray colours = fixtures::pcxHeader(image.size(), 5, 8, 3, 62);
    for (int y = 0; y < image.height(); ++y)
        for (int channel = 0; channel < 3; ++channel) {
            QByteArray row;
            for (int x = 0; x < image.width(); ++x)
                row += rgb(image.pixelColor(x, y))[channel];
            colours += fixtures::pcxPacked(row + '\0');
        }
    zoo.add(QStringLiteral("pcx-24bit.pcx"), pcx, colours, image);
    QByteArray greys = fixtures::pcxHeader(image.size(), 5, 8, 1, 62);
    QByteArray palette;
    for (int i = 0; i < 256; ++i)
        palette += QByteArray(3, char(i));
    for (int y = 0; y < 43; ++y) {
        QByteArray row;
        for (int x = 0; x < 61; ++x)
            row += char(greyRamp().pixelColor(x, y).red());
        greys += fixtures::pcxPacked(row + '\0');
    }
    zoo.add(QStringLiteral("pcx-palette-256.pcx"), pcx, greys + '\x0c' + palette, greyRamp());
    const QImage bits = chequered(61, 43, Qt::white, Qt::black);
    QByteArray mono = fixtures::pcxHeader(bits.size(), 5, 1, 1, 8);
    QByteArray rows = bitRows(bits);
    for (qsizetype i = 0; i < rows.size(); i += 8) {
        QByteArray row = rows.mid(i, 8);
        for (char& byte : row)
            byte = char(~byte);
        mono += fixtures::pcxPacked(row);
    }
    zoo.add(QStringLiteral("pcx-1bit.pcx"), pcx, mono, bits);
    zoo.refuse(QStringLiteral("pcx-cut-at-20-percent.pcx"), pcx, colours.first(colours.size() / 5),
               "cut short");
    zoo.refuse(QStringLiteral("pcx-claims-65000x65000.pcx"), pcx,
               fixtures::pcxHeader(QSize(65'000, 65'000), 5, 8, 3, 65'000), "million pixels");
}

void addQois(Zoo& zoo) {
    constexpr PictureFormat qoi = PictureFormat::Qoi;
    for (const QSize size : {QSize(61, 43), QSize(1, 1), QSize(400, 301)})
        zoo.add(QStringLiteral("qoi-%1x%2.qoi").arg(size.width()).arg(size.height()), qoi,
                fixtures::qoiFile(ramp(size), 3), ramp(size));
    zoo.add(QStringLiteral("qoi-alpha.qoi"), qoi, fixtures::qoiFile(glass(), 4), glass(), {3, 1});
    const QByteArray file = fixtures::qoiFile(ramp({200, 150}), 3);
    zoo.refuse(QStringLiteral("qoi-cut-at-20-percent.qoi"), qoi, file.first(file.size() / 5),
               "cut short");
    QByteArray huge = file;
    QByteArray large = file;
    zoo.refuse(QStringLiteral("qoi-claims-20000x20000.qoi"), qoi,
               large.replace(4, 8, big(quint32(20'000)) + big(quint32(20'000))), "cut short");
    zoo.refuse(QStringLiteral("qoi-claims-everything.qoi"), qoi,
               huge.replace(4, 8, "\x7f\xff\xff\xff\x7f\xff\xff\xff"), "million pixels");
}

void addNetpbms(Zoo& zoo) {
    constexpr PictureFormat pnm = PictureFormat::Pnm;
    constexpr PictureFormat pam = PictureFormat::Pam;
    const QImage image = ramp();
    const QImage bits = chequered(61, 43, Qt::white, Qt::black);
    const auto text = [](QColor c) {
        return QByteArray::number(c.red()) + ' ' + QByteArray::number(c.green()) + ' ' +
               QByteArray::number(c.blue()) + '\n';
    };
    const auto wide = [](QColor c) {
        return big(quint16(c.red() * 257)) + big(quint16(c.green() * 257)) +
               big(quint16(c.blue() * 257));
    };
    const auto grey = [](QColor c) { return QByteArray(1, char(c.red())); };
    zoo.add(QStringLiteral("pbm-text.pbm"), pnm,
            "P1\n# made by hand\n61 43\n" +
                eachPixel(bits, [](QColor c) { return QByteArray(c.red() ? "0 " : "1 "); }),
            bits);
    zoo.add(QStringLiteral("pbm-binary.pbm"), pnm, "P4 61 43\n" + bitRows(bits), bits);
    zoo.add(QStringLiteral("pgm-text.pgm"), pnm,
            "P2 61 43 255\n" +
                eachPixel(greyRamp(), [](QColor c) { return QByteArray::number(c.red()) + '\n'; }),
            greyRamp());
    zoo.add(QStringLiteral("pgm-binary.pgm"), pnm, "P5 61 43 255\n" + eachPixel(greyRamp(), grey),
            greyRamp());
    zoo.add(QStringLiteral("pgm-16bit.pgm"), pnm,
            "P5 61 43 65535\n" +
                eachPixel(greyRamp(), [](QColor c) { return big(quint16(c.red() * 257)); }),
            greyRamp());
    zoo.add(QStringLiteral("pgm-of-100-levels.pgm"), pnm,
            "P5 61 43 100\n" +
                eachPixel(greyRamp(),
                          [](QColor c) { return QByteArray(1, char(c.red() * 100 / 255)); }),
            greyRamp(), {3, 2});
    zoo.add(QStringLiteral("ppm-text.ppm"), pnm, "P3 61 43 255\n" + eachPixel(image, text), image);
    zoo.add(QStringLiteral("ppm-binary.ppm"), pnm, "P6 61 43 255\n" + eachPixel(image, rgb), image);
    zoo.add(QStringLiteral("ppm-16bit.ppm"), pnm, "P6 61 43 65535\n" + eachPixel(image, wide),
            image);
    zoo.add(QStringLiteral("ppm-comments.ppm"), pnm,
            "P6\n# a\n61 # b\n43\n#c\n255\n" + eachPixel(image, rgb), image);
    zoo.add(QStringLiteral("pam-rgb.pam"), pam,
            "P7\nWIDTH 61\nHEIGHT 43\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n" +
                eachPixel(image, rgb),
            image);
    zoo.add(QStringLiteral("pam-alpha.pam"), pam,
            "P7\nWIDTH 61\nHEIGHT 43\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n" +
                eachPixel(glass(), [](QColor c) { return rgb(c) + char(c.alpha()); }),
            glass(), {3, 1});
    const QByteArray file = "P6 61 43 255\n" + eachPixel(image, rgb);
    zoo.refuse(QStringLiteral("ppm-cut-at-20-percent.ppm"), pnm, file.first(file.size() / 5),
               "cut short");
    zoo.refuse(QStringLiteral("ppm-claims-everything.ppm"), pnm,
               "P6 2000000000 2000000000 255\nabc", "million pixels");
    // Within the limits, and with nothing behind.
    zoo.refuse(QStringLiteral("pam-claims-40x6000000.pam"), pam,
               "P7\nWIDTH 40\nHEIGHT 6000000\nDEPTH 4\nMAXVAL 255\nENDHDR\nabc", "cut short");
    zoo.refuse(QStringLiteral("pam-claims-60000x60000.pam"), pam,
               "P7\nWIDTH 60000\nHEIGHT 60000\nDEPTH 4\nMAXVAL 255\nENDHDR\n", "million pixels");
}

void addPlainBits(Zoo& zoo) {
    const QImage bits = chequered(61, 43, Qt::white, Qt::black);
    QByteArray white = bitRows(bits);
    for (char& byte : white)
        byte = char(~byte);
    zoo.add(QStringLiteral("wbmp.wbmp"), PictureFormat::Wbmp, QByteArray("\0\0\x3d\x2b", 4) + white,
            bits);
    QByteArray numbers;
    for (const char byte : bitRows(bits, true))
        numbers += "0x" + QByteArray(1, byte).toHex() + ", ";
    zoo.add(
        QStringLiteral("xbm.xbm"), PictureFormat::Xbm,
        "#define a_width 61\n#define a_height 43\nstatic char a_bits[] = {\n" + numbers + "};\n",
        bits);
    QByteArray xpm =
        "/* XPM */\nstatic char *a[] = {\n\"61 43 2 1\",\n\". c #ffffff\",\n"
        "\"x c #000000\",\n";
    for (int y = 0; y < 43; ++y) {
        QByteArray row;
        for (int x = 0; x < 61; ++x)
            row += bits.pixelColor(x, y).red() ? '.' : 'x';
        xpm += '"' + row + "\",\n";
    }
    zoo.add(QStringLiteral("xpm.xpm"), PictureFormat::Xpm, xpm + "};\n", bits);
    zoo.refuse(QStringLiteral("xpm-claims-30000x30000.xpm"), PictureFormat::Xpm,
               "/* XPM */\nstatic char *a[] = {\n\"30000 30000 1 1\",", "million pixels");
}

QImage flat(QColor colour, QSize size = {8, 8}) {
    QImage image(size, QImage::Format_RGBA8888);
    image.fill(colour);
    return image;
}

void addDdss(Zoo& zoo) {
    constexpr PictureFormat dds = PictureFormat::Dds;
    constexpr quint16 red = 0xf800;
    const QByteArray block = fixtures::ddsColourBlock(red, 0, 0);
    const QByteArray full = fixtures::ddsValueBlock(255, 255, 0);
    const QByteArray bc2 = QByteArray(8, '\xff') + block;
    const auto compressed = [&](const char* name, const Dds& header, const QByteArray& data,
                                QColor colour) {
        zoo.add(QStringLiteral("dds-%1.dds").arg(QLatin1StringView(name)), dds,
                header.file(data.repeated(4)), flat(colour));
    };
    using fixtures::ddsBlocks;
    using fixtures::ddsFormat;
    compressed("bc1", ddsBlocks("DXT1"), block, Qt::red);
    compressed("bc1-dx10", ddsFormat(71), block, Qt::red);
    compressed("bc2", ddsBlocks("DXT3"), bc2, Qt::red);
    compressed("bc2-dx10", ddsFormat(74), bc2, Qt::red);
    compressed("bc3", ddsBlocks("DXT5"), full + block, Qt::red);
    compressed("bc3-dx10", ddsFormat(77), full + block, Qt::red);
    compressed("bc4", ddsBlocks("ATI1"), fixtures::ddsValueBlock(220, 0, 0), QColor(220, 220, 220));
    compressed("bc4-dx10", ddsFormat(80), fixtures::ddsValueBlock(220, 0, 0),
               QColor(220, 220, 220));
    compressed("bc5", ddsBlocks("ATI2"),
               fixtures::ddsValueBlock(220, 0, 0) + fixtures::ddsValueBlock(100, 0, 0),
               QColor(220, 100, 0));
    struct Masks {
        const char* name;
        quint32 flags;
        quint32 bits;
        std::array<quint32, 4> masks;
        QByteArray pixel;
        QColor colour;
    };
    const Masks kinds[] = {
        {"bgra", 0x41, 32, {0xff0000, 0xff00, 0xff, 0xff000000}, "\x0a\x14\x1e\xff", {30, 20, 10}},
        {"rgba", 0x41, 32, {0xff, 0xff00, 0xff0000, 0xff000000}, "\x0a\x14\x1e\xff", {10, 20, 30}},
        {"bgr", 0x40, 24, {0xff0000, 0xff00, 0xff, 0}, "\x0a\x14\x1e", {30, 20, 10}},
        {"565", 0x40, 16, {0xf800, 0x7e0, 0x1f, 0}, little(quint16(0xf81f)), {255, 0, 255}},
        {"grey", 0x20000, 8, {0xff, 0, 0, 0}, "\x64", {100, 100, 100}}};
    for (const Masks& kind : kinds) {
        Dds header;
        header.pixelFlags = kind.flags;
        header.bits = kind.bits;
        header.masks = kind.masks;
        zoo.add(QStringLiteral("dds-%1.dds").arg(QLatin1StringView(kind.name)), dds,
                header.file(kind.pixel.repeated(64)), flat(kind.colour));
    }
    for (const quint32 format : {95u, 98u})
        zoo.refuse(QStringLiteral("dds-dx10-format-%1.dds").arg(format), dds,
                   ddsFormat(format).file(QByteArray(256, '\0')), "variant");
    zoo.refuse(QStringLiteral("dds-cut.dds"), dds, ddsBlocks("DXT1").file(block), "cut short");
    Dds huge = ddsBlocks("DXT1");
    huge.size = QSize(60'000, 60'000);
    zoo.refuse(QStringLiteral("dds-claims-60000x60000.dds"), dds, huge.file(block), "");
}

}  // namespace

void addScanlines(Zoo& zoo) {
    addTgas(zoo);
    addPcxs(zoo);
    addQois(zoo);
    addNetpbms(zoo);
    addPlainBits(zoo);
    addDdss(zoo);
}

}  // namespace semblance::zoo
