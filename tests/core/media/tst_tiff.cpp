#include <QTest>
#include <cmath>

#include "core/media/picture.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/tifffixture.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::tiffFile;
using fixtures::TiffPage;

namespace {

Result<DecodedPicture> viewed(const QByteArray& file) {
    return decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
}

QByteArray sentenceOf(const Result<DecodedPicture>& picture) {
    return picture ? QByteArray("(decoded)") : picture.error().sentence.toUtf8();
}

int byteOf(double value) {
    return int(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

using Expected = std::function<QColor(int x, int y)>;

/// The picture by the page's own values, as RGB.
Expected rampOf(const TiffPage& page) {
    return [page](int x, int y) {
        const auto at = [&](int sample) { return byteOf(fixtures::ramp(page, x, y, sample)); };
        return QColor(at(0), at(1), at(2));
    };
}

Expected greyOf(std::function<double(int, int)> value) {
    return [value](int x, int y) {
        const int grey = byteOf(value(x, y));
        return QColor(grey, grey, grey);
    };
}

struct Case {
    TiffPage page;
    Expected expected;
    int tolerance = 1;
};

}  // namespace

Q_DECLARE_METATYPE(Case)

/// Every layout of a TIFF comes out as the picture that was put in.
class TestTiff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layout_data();
    void layout();
    void depth_data();
    void depth();
    void compression_data();
    void compression();
    void extraSamples_data();
    void extraSamples();
    void models_data();
    void models();
    void floatsOutsideAreClipped();
    void subsampledColours();
    void reducedPagesArePassedOver();
    void onlyReducedPages();
    void orientationIsAppliedOnce();
    void variantsAreCalledSo_data();
    void variantsAreCalledSo();
    void noPixelsAreDamage();
    void largeOneIsMadeSmaller();

private:
    void compare(const QByteArray& file, const Case& expected);
};

void TestTiff::compare(const QByteArray& file, const Case& expected) {
    const auto picture = viewed(file);
    QVERIFY2(picture, sentenceOf(picture).constData());
    const QImage& view = picture->view;
    QCOMPARE(view.size(), QSize(expected.page.width, expected.page.height));
    for (int y = 0; y < view.height(); ++y) {
        for (int x = 0; x < view.width(); ++x) {
            const QColor seen = view.pixelColor(x, y);
            const QColor wanted = expected.expected(x, y);
            const int difference = std::max(
                {std::abs(seen.red() - wanted.red()), std::abs(seen.green() - wanted.green()),
                 std::abs(seen.blue() - wanted.blue()), std::abs(seen.alpha() - wanted.alpha())});
            QVERIFY2(
                difference <= expected.tolerance,
                qPrintable(QStringLiteral("%1,%2: %3 for %4")
                               .arg(x)
                               .arg(y)
                               .arg(seen.name(QColor::HexArgb), wanted.name(QColor::HexArgb))));
        }
    }
}

void TestTiff::layout_data() {
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<TiffPage>("page");
    for (const char* mode : {"wl", "wb", "wl8", "wb8"}) {
        for (const int bits : {8, 16, 32}) {
            for (const bool hasPlanes : {false, true}) {
                for (const int tile : {0, 16, 48, 128}) {
                    for (const int rows : {1, 8, 43}) {
                        if (tile && rows != 1)
                            continue;
                        TiffPage page;
                        page.bits = bits;
                        page.hasPlanes = hasPlanes;
                        page.tileSide = tile;
                        page.rowsPerStrip = rows;
                        QTest::addRow("%s %d bits%s tile %d rows %d", mode, bits,
                                      hasPlanes ? " planes" : "", tile, rows)
                            << QByteArray(mode) << page;
                    }
                }
            }
        }
    }
}

void TestTiff::layout() {
    QFETCH(const QByteArray, mode);
    QFETCH(const TiffPage, page);
    compare(tiffFile({page}, mode.constData()), {page, rampOf(page)});
}

void TestTiff::depth_data() {
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("sampleFormat");
    for (const int bits : {1, 2, 4, 6, 8, 10, 12, 14, 16, 32})
        QTest::addRow("unsigned %d", bits) << bits << int(SAMPLEFORMAT_UINT);
    for (const int bits : {8, 16, 32})
        QTest::addRow("signed %d", bits) << bits << int(SAMPLEFORMAT_INT);
    for (const int bits : {16, 32, 64})
        QTest::addRow("float %d", bits) << bits << int(SAMPLEFORMAT_IEEEFP);
}

void TestTiff::depth() {
    QFETCH(const int, bits);
    QFETCH(const int, sampleFormat);
    TiffPage page;
    page.bits = bits;
    page.sampleFormat = sampleFormat;
    page.samples = 1;
    // Only what the depth can say.
    const double largest = bits < 8 && sampleFormat == SAMPLEFORMAT_UINT ? (1 << bits) - 1 : 65535;
    const auto value = [=](int x, int y) {
        return std::round((x + y) / 102.0 * largest) / largest;
    };
    page.value = [value](int x, int y, int) { return value(x, y); };
    for (const bool isInverted : {false, true}) {
        page.photometric = isInverted ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
        const Expected expected =
            greyOf([=](int x, int y) { return isInverted ? 1 - value(x, y) : value(x, y); });
        for (const char* mode : {"wl", "wb"})
            compare(tiffFile({page}, mode), {page, expected});
        page.tileSide = 16;
        compare(tiffFile({page}), {page, expected});
        page.tileSide = 0;
    }
}

void TestTiff::compression_data() {
    QTest::addColumn<TiffPage>("page");
    QTest::addColumn<int>("tolerance");
    const std::pair<const char*, int> whole[] = {
        {"lzw", COMPRESSION_LZW},     {"deflate", COMPRESSION_ADOBE_DEFLATE},
        {"zip", COMPRESSION_DEFLATE}, {"packbits", COMPRESSION_PACKBITS},
        {"lzma", COMPRESSION_LZMA},   {"zstd", COMPRESSION_ZSTD},
        {"webp", COMPRESSION_WEBP},   {"jpeg", COMPRESSION_JPEG}};
    for (const auto& [name, compression] : whole) {
        if (!TIFFIsCODECConfigured(quint16(compression)))
            continue;
        for (const int bits : {8, 16}) {
            if (bits == 16 && (compression == COMPRESSION_WEBP || compression == COMPRESSION_JPEG))
                continue;
            for (const int tile : {0, 16}) {
                TiffPage page;
                page.bits = bits;
                page.compression = compression;
                page.tileSide = tile;
                const bool predicts = compression == COMPRESSION_LZW ||
                                      compression == COMPRESSION_ADOBE_DEFLATE ||
                                      compression == COMPRESSION_ZSTD;
                page.predictor = predicts ? PREDICTOR_HORIZONTAL : 0;
                const bool isLossy =
                    compression == COMPRESSION_WEBP || compression == COMPRESSION_JPEG;
                QTest::addRow("%s %d bits tile %d", name, bits, tile) << page << (isLossy ? 24 : 1);
                if (compression == COMPRESSION_JPEG) {
                    page.photometric = PHOTOMETRIC_YCBCR;
                    page.rowsPerStrip = 16;
                    QTest::addRow("%s ycbcr tile %d", name, tile) << page << 40;
                }
            }
        }
    }
    TiffPage page;
    page.bits = 32;
    page.sampleFormat = SAMPLEFORMAT_IEEEFP;
    page.compression = COMPRESSION_LZW;
    page.predictor = PREDICTOR_FLOATINGPOINT;
    QTest::newRow("float predictor") << page << 1;
}

void TestTiff::compression() {
    QFETCH(const TiffPage, page);
    QFETCH(const int, tolerance);
    compare(tiffFile({page}), {page, rampOf(page), tolerance});
}

void TestTiff::extraSamples_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("colours");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("hasPlanes");
    for (const int kind :
         {EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_ASSOCALPHA, EXTRASAMPLE_UNASSALPHA}) {
        for (const int colours : {1, 3}) {
            for (const int bits : {8, 16}) {
                for (const bool hasPlanes : {false, true})
                    QTest::addRow("kind %d, %d colours of %d bits%s", kind, colours, bits,
                                  hasPlanes ? ", planes" : "")
                        << kind << colours << bits << hasPlanes;
            }
        }
    }
}

void TestTiff::extraSamples() {
    QFETCH(const int, kind);
    QFETCH(const int, colours);
    QFETCH(const int, bits);
    QFETCH(const bool, hasPlanes);
    TiffPage page;
    page.bits = bits;
    page.samples = colours + 1;
    page.photometric = colours == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB;
    page.extraSamples = {quint16(kind)};
    page.hasPlanes = hasPlanes;
    // Opaque in the left half, half transparent in the right one.
    const auto alpha = [](int x) { return x < 30 ? 1.0 : 128.0 / 255; };
    page.value = [=](int x, int, int sample) {
        if (sample == colours)
            return alpha(x);
        const double colour = sample == 0 ? 0.8 : sample == 1 ? 0.4 : 0.0;
        return kind == EXTRASAMPLE_ASSOCALPHA ? colour * alpha(x) : colour;
    };
    compare(tiffFile({page}), {page,
                               [=](int x, int) {
                                   const int opacity =
                                       kind == EXTRASAMPLE_UNSPECIFIED ? 255 : byteOf(alpha(x));
                                   return colours == 1 ? QColor(204, 204, 204, opacity)
                                                       : QColor(204, 102, 0, opacity);
                               },
                               2});
}

void TestTiff::models_data() {
    QTest::addColumn<Case>("expected");
    for (const int bits : {8, 16}) {
        for (const bool hasPlanes : {false, true}) {
            const char* planes = hasPlanes ? " planes" : "";
            TiffPage page;
            page.bits = bits;
            page.hasPlanes = hasPlanes;
            page.photometric = PHOTOMETRIC_SEPARATED;
            page.samples = 4;
            page.value = [page](int x, int y, int s) {
                return s == 3 ? 0.0 : 1 - fixtures::ramp(page, x, y, s);
            };
            QTest::addRow("cmyk %d%s", bits, planes) << Case{page, rampOf(page)};
            page.samples = 5;
            page.extraSamples = {EXTRASAMPLE_UNSPECIFIED};
            QTest::addRow("cmyk and a spot %d%s", bits, planes) << Case{page, rampOf(page)};
            page.extraSamples = {};
            page.samples = 3;

            // L* = 53.585 is the grey of 128; a* and b* are 0.
            page.photometric = PHOTOMETRIC_CIELAB;
            page.value = [](int, int, int s) { return s == 0 ? 0.53585 : 0.0; };
            const Expected grey = [](int, int) { return QColor(128, 128, 128); };
            QTest::addRow("CIELab %d%s", bits, planes) << Case{page, grey, 2};
            page.photometric = PHOTOMETRIC_ICCLAB;
            page.value = [bits](int, int, int s) {
                const double lightness = 0.53585 * (bits == 16 ? 65280.0 / 65535 : 1);
                return s == 0 ? lightness : bits == 16 ? 32768.0 / 65535 : 128.0 / 255;
            };
            QTest::addRow("ICCLab %d%s", bits, planes) << Case{page, grey, 2};
            // sRGB's red: L* 54.29, a* 80.81, b* 69.89 of D50.
            page.photometric = PHOTOMETRIC_CIELAB;
            page.value = [bits](int, int, int s) {
                const double wide = bits == 16 ? 256.0 / 65535 : 1.0 / 255;
                return s == 0 ? 0.5429 : (s == 1 ? 80.81 : 69.89) * wide;
            };
            QTest::addRow("CIELab red %d%s", bits, planes)
                << Case{page, [](int, int) { return QColor(255, 0, 0); }, 4};
        }
    }
    TiffPage page;
    page.photometric = PHOTOMETRIC_PALETTE;
    page.samples = 1;
    for (const int bits : {1, 2, 4, 8}) {
        page.bits = bits;
        const int count = 1 << bits;
        page.value = [count](int x, int y, int) { return (x + y) % count / (count - 1.0); };
        const auto colour = [](int i) { return QColor(i * 37 % 256, 255 - i, i * 5 % 256); };
        for (const int scale : {1, 257}) {
            page.palette.assign(3, std::vector<quint16>(std::size_t(count)));
            for (int i = 0; i < count; ++i) {
                page.palette[0][std::size_t(i)] = quint16(colour(i).red() * scale);
                page.palette[1][std::size_t(i)] = quint16(colour(i).green() * scale);
                page.palette[2][std::size_t(i)] = quint16(colour(i).blue() * scale);
            }
            QTest::addRow("palette %d of %d", bits, scale)
                << Case{page, [=](int x, int y) { return colour((x + y) % count); }};
        }
    }
    page.extraSamples = {EXTRASAMPLE_UNASSALPHA};
    page.samples = 2;
    page.value = [](int x, int y, int s) { return s == 0 ? (x + y) % 256 / 255.0 : 1 / 255.0 * x; };
    QTest::newRow("palette with alpha")
        << Case{page,
                [](int x, int y) {
                    // Colours that hardly show come back only roughly.
                    if (x < 64)
                        return QColor(0, 0, 0, x);
                    return QColor((x + y) * 37 % 256, 255 - (x + y), (x + y) * 5 % 256, x);
                },
                256};
}

void TestTiff::models() {
    QFETCH(const Case, expected);
    compare(tiffFile({expected.page}), expected);
}

void TestTiff::floatsOutsideAreClipped() {
    TiffPage page;
    page.bits = 32;
    page.sampleFormat = SAMPLEFORMAT_IEEEFP;
    page.value = [](int x, int, int s) {
        return x == 0 ? std::nan("") : s == 0 ? -3.0 : s == 1 ? 7.5 : 0.5;
    };
    compare(tiffFile({page}),
            {page, [](int x, int) { return x == 0 ? QColor(0, 0, 0) : QColor(0, 255, 128); }});
}

void TestTiff::subsampledColours() {
    TiffPage page;
    page.width = 31;
    page.height = 17;
    compare(fixtures::subsampledTiff(76, 85, 255, page.width, page.height),
            {page, [](int, int) { return QColor(254, 0, 0); }, 3});
}

void TestTiff::reducedPagesArePassedOver() {
    TiffPage preview;
    preview.width = 15;
    preview.height = 12;
    preview.subfileType = FILETYPE_REDUCEDIMAGE;
    TiffPage mask = preview;
    mask.subfileType = FILETYPE_MASK;
    const TiffPage full;
    TiffPage second = full;
    second.width = 200;
    compare(tiffFile({preview, mask, full, second}), {full, rampOf(full)});
}

void TestTiff::onlyReducedPages() {
    TiffPage small;
    small.subfileType = FILETYPE_REDUCEDIMAGE;
    TiffPage large = small;
    large.width = 80;
    compare(tiffFile({small, large, small}), {large, rampOf(large)});
}

void TestTiff::orientationIsAppliedOnce() {
    for (const bool isSubsampled : {false, true}) {
        TiffPage page;
        page.orientation = ORIENTATION_RIGHTTOP;
        if (isSubsampled) {
            page.compression = COMPRESSION_JPEG;
            page.photometric = PHOTOMETRIC_YCBCR;
            page.rowsPerStrip = 16;
        }
        const auto picture = viewed(tiffFile({page}));
        QVERIFY2(picture, sentenceOf(picture).constData());
        QCOMPARE(picture->facts.orientation, 6);
        QCOMPARE(picture->view.size(), QSize(page.height, page.width));
        // The top left goes to the top right; there blue is most.
        QVERIFY(picture->view.pixelColor(page.height - 1, 0).blue() > 200);
        QVERIFY(picture->view.pixelColor(page.height - 1, page.width - 1).red() > 200);
    }
}

void TestTiff::variantsAreCalledSo_data() {
    QTest::addColumn<QByteArray>("file");
    TiffPage page;
    page.photometric = 32803;  // a raw sensor's
    page.samples = 1;
    QTest::newRow("sensor") << tiffFile({page});
    page = {};
    page.photometric = PHOTOMETRIC_ITULAB;
    QTest::newRow("ITU Lab") << tiffFile({page});
    page = {};
    page.bits = 32;
    page.sampleFormat = SAMPLEFORMAT_COMPLEXINT;
    QTest::newRow("complex") << tiffFile({page});
    QByteArray file = tiffFile({TiffPage()});
    // The compression's entry: tag 259, type 3, count 1, value 1.
    const QByteArray entry = QByteArray::fromHex("030103000100000001000000");
    const qsizetype at = file.indexOf(entry);
    QVERIFY(at > 0);
    file.replace(at + 8, 2, QByteArray::fromHex("4687"));
    QTest::newRow("compression") << file;
}

void TestTiff::variantsAreCalledSo() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("variant that is not read")),
             sentenceOf(picture).constData());
}

void TestTiff::noPixelsAreDamage() {
    QByteArray file = tiffFile({TiffPage()});
    const qsizetype at = file.indexOf(QByteArray::fromHex("00010300010000003d000000"));
    QVERIFY(at > 0);
    file[at + 8] = '\0';
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("damaged")),
             sentenceOf(picture).constData());
}

/// Rows of 16 bits are made smaller as they come.
void TestTiff::largeOneIsMadeSmaller() {
    TiffPage page;
    page.width = 3001;
    page.height = 2003;
    page.bits = 16;
    page.compression = COMPRESSION_LZW;
    const QByteArray file = tiffFile({page});
    const auto picture = decodePicture(file, PictureWish{{}, {256}, 0});
    QVERIFY2(picture, sentenceOf(picture).constData());
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(3001, 2003));
    const QImage small = QImage::fromData(picture->thumbnails[256]);
    QCOMPARE(small.size(), QSize(256, 171));
    for (const double x : {0.1, 0.5, 0.9}) {
        for (const double y : {0.1, 0.5, 0.9}) {
            const QColor seen = small.pixelColor(int(x * 256), int(y * 171));
            QVERIFY(std::abs(seen.red() - 255 * x) < 8 && std::abs(seen.green() - 255 * y) < 8 &&
                    std::abs(seen.blue() - 255 * (1 - x)) < 8);
        }
    }
}

SEMBLANCE_TEST(TestTiff)
#include "tst_tiff.moc"
