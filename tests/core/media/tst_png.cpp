#include <QTest>
#include <QtEndian>

#include "core/media/picture.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/pngfixture.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::pngFile;
using fixtures::PngPicture;

namespace {

Result<DecodedPicture> viewed(const QByteArray& file) {
    return decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
}

QByteArray sentenceOf(const Result<DecodedPicture>& picture) {
    return picture ? QByteArray("(decoded)") : picture.error().sentence.toUtf8();
}

int largestOf(const PngPicture& picture) {
    return (1 << picture.bits) - 1;
}

/// Red to the right, green downwards, blue to the left; grey as red; alpha downwards.
int ramp(const PngPicture& picture, int x, int y, int channel) {
    const bool isGrey = !(picture.colourType & PNG_COLOR_MASK_COLOR);
    const double across = double(x) / (picture.width - 1);
    const double down = double(y) / (picture.height - 1);
    const bool isAlpha = (picture.colourType & PNG_COLOR_MASK_ALPHA) && channel == (isGrey ? 1 : 3);
    const double value = isAlpha ? down : channel == 0 ? across : channel == 1 ? down : 1 - across;
    return qRound(value * largestOf(picture));
}

QColor expectedOf(const PngPicture& picture, int x, int y) {
    const bool isGrey = !(picture.colourType & PNG_COLOR_MASK_COLOR);
    const auto at = [&](int channel) {
        return qRound(255.0 * ramp(picture, x, y, channel) / largestOf(picture));
    };
    const int alpha = picture.colourType & PNG_COLOR_MASK_ALPHA ? at(isGrey ? 1 : 3) : 255;
    return isGrey ? QColor(at(0), at(0), at(0), alpha) : QColor(at(0), at(1), at(2), alpha);
}

bool isClose(QColor a, QColor b, int tolerance) {
    return std::abs(a.red() - b.red()) <= tolerance &&
           std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance &&
           std::abs(a.alpha() - b.alpha()) <= tolerance;
}

/// One colour of 8 bits.
PngPicture plain(int red, int green, int blue) {
    PngPicture picture;
    picture.value = [=](int, int, int c) { return c == 0 ? red : c == 1 ? green : blue; };
    return picture;
}

QColor seenOf(const PngPicture& picture) {
    const auto decoded = viewed(pngFile(picture));
    return decoded ? decoded->view.pixelColor(5, 5) : QColor();
}

}  // namespace

/// PNG of every kind, and what its numbers mean.
class TestPng : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void transparentColours_data();
    void transparentColours();
    void palettes_data();
    void palettes();
    void gammaAloneOfSrgbIsSrgb();
    void gammaAndPrimaries();
    void codePoints();
    void firstWordCounts();
    void applesVariant();
    void cutShort_data();
    void cutShort();
    void wrongChecksumIsDamage();
    void noPixelsAreDamage();
    void largeOneIsMadeSmaller();
};

void TestPng::kinds_data() {
    QTest::addColumn<int>("colourType");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("isInterlaced");
    for (const bool isInterlaced : {false, true}) {
        const char* interlaced = isInterlaced ? " interlaced" : "";
        for (const int bits : {1, 2, 4, 8, 16})
            QTest::addRow("grey %d%s", bits, interlaced)
                << int(PNG_COLOR_TYPE_GRAY) << bits << isInterlaced;
        for (const int bits : {8, 16}) {
            for (const int type :
                 {PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA})
                QTest::addRow("type %d of %d%s", type, bits, interlaced)
                    << type << bits << isInterlaced;
        }
    }
}

void TestPng::kinds() {
    PngPicture picture;
    QFETCH(const int, bits);
    QFETCH(const int, colourType);
    picture.colourType = colourType;
    picture.bits = bits;
    QFETCH(const bool, isInterlaced);
    picture.isInterlaced = isInterlaced;
    picture.value = [&](int x, int y, int c) { return ramp(picture, x, y, c); };
    const auto decoded = viewed(pngFile(picture));
    QVERIFY2(decoded, sentenceOf(decoded).constData());
    QCOMPARE(decoded->view.size(), QSize(picture.width, picture.height));
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const QColor seen = decoded->view.pixelColor(x, y);
            const QColor expected = expectedOf(picture, x, y);
            // Of what is hardly seen little is kept.
            const int tolerance = expected.alpha() == 255 ? 0 : 1 + 128 / qMax(1, expected.alpha());
            QVERIFY2(
                isClose(seen, expected, tolerance) ||
                    (expected.alpha() < 2 && seen.alpha() == expected.alpha()),
                qPrintable(seen.name(QColor::HexArgb) + u' ' + expected.name(QColor::HexArgb)));
        }
    }
}

void TestPng::transparentColours_data() {
    QTest::addColumn<int>("colourType");
    QTest::addColumn<int>("bits");
    for (const int bits : {1, 2, 4, 8, 16})
        QTest::addRow("grey %d", bits) << int(PNG_COLOR_TYPE_GRAY) << bits;
    for (const int bits : {8, 16})
        QTest::addRow("rgb %d", bits) << int(PNG_COLOR_TYPE_RGB) << bits;
}

/// One number of 16 bits is transparent, and those beside it are not.
void TestPng::transparentColours() {
    PngPicture picture;
    QFETCH(const int, colourType);
    QFETCH(const int, bits);
    picture.colourType = colourType;
    picture.bits = bits;
    const int largest = largestOf(picture);
    const int clear = bits == 16 ? 0x1234 : largest;
    const int beside = bits == 16 ? 0x1235 : 0;
    png_color_16 transparent{};
    transparent.gray = transparent.red = transparent.green = transparent.blue = png_uint_16(clear);
    picture.transparent = transparent;
    picture.value = [=](int x, int, int) { return x % 2 == 0 ? clear : beside; };
    for (const bool isInterlaced : {false, true}) {
        picture.isInterlaced = isInterlaced;
        const auto decoded = viewed(pngFile(picture));
        QVERIFY2(decoded, sentenceOf(decoded).constData());
        const int grey = beside * 255 / largest;
        for (int y = 0; y < picture.height; ++y) {
            for (int x = 0; x < picture.width; ++x) {
                const QColor seen = decoded->view.pixelColor(x, y);
                QCOMPARE(seen.alpha(), x % 2 == 0 ? 0 : 255);
                if (x % 2)
                    QCOMPARE(seen, QColor(grey, grey, grey));
            }
        }
    }
}

void TestPng::palettes_data() {
    QTest::addColumn<int>("bits");
    for (const int bits : {1, 2, 4, 8})
        QTest::addRow("%d", bits) << bits;
}

void TestPng::palettes() {
    PngPicture picture;
    QFETCH(const int, bits);
    picture.bits = bits;
    picture.colourType = PNG_COLOR_TYPE_PALETTE;
    const int count = 1 << bits;
    for (int i = 0; i < count; ++i)
        picture.palette.push_back({png_byte(i * 37), png_byte(255 - i), png_byte(i * 5)});
    picture.value = [=](int x, int y, int) { return (x + y) % count; };
    for (const bool hasAlpha : {false, true}) {
        if (hasAlpha)
            picture.paletteAlpha = {0, 255};
        const auto decoded = viewed(pngFile(picture));
        QVERIFY2(decoded, sentenceOf(decoded).constData());
        for (int x = 0; x < picture.width; ++x) {
            const int i = (x + 7) % count;
            const QColor expected = hasAlpha && i == 0 ? QColor(0, 0, 0, 0)
                                                       : QColor(i * 37 % 256, 255 - i, i * 5 % 256);
            QCOMPARE(decoded->view.pixelColor(x, 7), expected);
        }
    }
}

void TestPng::gammaAloneOfSrgbIsSrgb() {
    PngPicture picture = plain(200, 100, 20);
    picture.gamma = 0.45455;
    QCOMPARE(seenOf(picture), QColor(200, 100, 20));
    picture.chromaticities = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
    QCOMPARE(seenOf(picture), QColor(200, 100, 20));
}

void TestPng::gammaAndPrimaries() {
    // Linear light: half of it is 188 in sRGB.
    PngPicture picture = plain(128, 128, 128);
    picture.gamma = 1;
    QVERIFY(isClose(seenOf(picture), QColor(188, 188, 188), 1));
    // Adobe RGB's green lies outside, its (200, 100, 50) is a stronger red in sRGB.
    picture = plain(200, 100, 50);
    picture.gamma = 1 / 2.19921875;
    picture.chromaticities = {0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06};
    const QColor seen = seenOf(picture);
    QVERIFY2(isClose(seen, QColor(228, 99, 41), 3), qPrintable(seen.name()));
}

void TestPng::codePoints() {
    // Display P3 in sRGB's curve: (200, 100, 50), by the matrices of both.
    PngPicture picture = plain(200, 100, 50);
    picture.codePoints = {12, 13, 0, 1};
    const QColor p3(214, 93, 31);
    QVERIFY2(isClose(seenOf(picture), p3, 2), qPrintable(seenOf(picture).name()));
    picture.codePoints = {1, 13, 0, 1};
    QCOMPARE(seenOf(picture), QColor(200, 100, 50));
    // PQ: the code 0.5807 is the white of 203 cd/m2, which stays white or nearly so.
    picture = plain(148, 148, 148);
    picture.codePoints = {9, 16, 0, 1};
    const QColor white = seenOf(picture);
    QVERIFY2(white.red() > 235 && isClose(white, QColor(white.red(), white.red(), white.red()), 2),
             qPrintable(white.name()));
    picture = plain(0, 0, 0);
    picture.codePoints = {9, 16, 0, 1};
    QVERIFY(isClose(seenOf(picture), Qt::black, 1));
}

/// cICP, iCCP, sRGB, gAMA.
void TestPng::firstWordCounts() {
    const QColor own(200, 100, 50), p3(214, 93, 31);
    PngPicture picture = plain(200, 100, 50);
    picture.gamma = 1;
    QVERIFY(!isClose(seenOf(picture), own, 10));
    picture.isSrgb = true;
    QCOMPARE(seenOf(picture), own);
    picture.isSrgb = false;
    picture.iccProfile = profileOfCodePoints(12, 13);
    QVERIFY(!picture.iccProfile.isEmpty());
    QVERIFY(isClose(seenOf(picture), p3, 2));
    picture.codePoints = {1, 13, 0, 1};
    QCOMPARE(seenOf(picture), own);
}

void TestPng::applesVariant() {
    PngPicture picture;
    picture.colourType = PNG_COLOR_TYPE_RGB_ALPHA;
    // Blue first, and multiplied by alpha: red at half opacity to the left, opaque teal else.
    picture.value = [](int x, int, int c) {
        const int left[] = {0, 0, 128, 128};
        const int right[] = {90, 140, 10, 255};
        return x < 30 ? left[c] : right[c];
    };
    for (const bool isInterlaced : {false, true}) {
        picture.isInterlaced = isInterlaced;
        const auto decoded = viewed(fixtures::applePng(pngFile(picture)));
        QVERIFY2(decoded, sentenceOf(decoded).constData());
        QCOMPARE(decoded->view.size(), QSize(picture.width, picture.height));
        for (const int y : {0, picture.height - 1}) {
            QVERIFY(isClose(decoded->view.pixelColor(3, y), QColor(255, 0, 0, 128), 1));
            QCOMPARE(decoded->view.pixelColor(50, y), QColor(10, 140, 90));
        }
    }
}

void TestPng::cutShort_data() {
    QTest::addColumn<bool>("isInterlaced");
    QTest::newRow("rows") << false;
    QTest::newRow("interlaced") << true;
}

void TestPng::cutShort() {
    PngPicture picture;
    picture.width = picture.height = 300;
    QFETCH(const bool, isInterlaced);
    picture.isInterlaced = isInterlaced;
    picture.value = [](int x, int y, int c) {
        const quint32 mixed = quint32(x * 7919 + y * 104729 + c * 31) * 2654435761u;
        return int((mixed ^ mixed >> 15) * 2246822519u >> 24);
    };
    const QByteArray file = pngFile(picture);
    for (const int percent : {5, 25, 40, 60, 80, 95}) {
        const QByteArray head = file.first(file.size() * percent / 100);
        for (const QByteArray& bytes : {head, head + QByteArray(file.size() - head.size(), '\0'),
                                        head + QByteArray("<p>Not found</p>").repeated(2000)}) {
            const auto decoded = viewed(bytes);
            const QByteArray seen = QByteArray::number(percent) + " % " + sentenceOf(decoded);
            QVERIFY2(percent > 50 ? bool(decoded) : seen.contains("cut short"), seen.constData());
        }
    }
}

void TestPng::wrongChecksumIsDamage() {
    PngPicture picture = plain(1, 2, 3);
    QByteArray file = pngFile(picture);
    file[29] = char(file[29] ^ 1);  // the header's
    const auto decoded = viewed(file);
    QVERIFY(!decoded);
    QVERIFY2(sentenceOf(decoded).contains("damaged"), sentenceOf(decoded).constData());
}

void TestPng::noPixelsAreDamage() {
    QByteArray file = pngFile(plain(1, 2, 3));
    file.replace(16, 4, QByteArray(4, '\0'));
    const auto decoded = viewed(file);
    QVERIFY(!decoded);
    QVERIFY2(sentenceOf(decoded).contains("damaged"), sentenceOf(decoded).constData());
}

void TestPng::largeOneIsMadeSmaller() {
    PngPicture picture;
    picture.width = 2001;
    picture.height = 1503;
    picture.bits = 16;
    picture.value = [&](int x, int y, int c) { return ramp(picture, x, y, c); };
    const auto decoded = decodePicture(pngFile(picture), PictureWish{{}, {256}, 0});
    QVERIFY2(decoded, sentenceOf(decoded).constData());
    QCOMPARE(QSize(decoded->facts.width, decoded->facts.height), QSize(2001, 1503));
    const QImage small = QImage::fromData(decoded->thumbnails[256]);
    QCOMPARE(small.size(), QSize(256, 192));
    for (const double x : {0.1, 0.5, 0.9}) {
        const QColor seen = small.pixelColor(int(x * 256), 96);
        QVERIFY(std::abs(seen.red() - 255 * x) < 8 && std::abs(seen.green() - 128) < 8);
    }
}

SEMBLANCE_TEST(TestPng)
#include "tst_png.moc"
