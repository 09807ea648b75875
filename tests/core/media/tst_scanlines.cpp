#include <QTest>
#include <cmath>

#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/scanlinefiles.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::difference;
using fixtures::little;
using fixtures::pcxHeader;
using fixtures::pcxPacked;
using fixtures::qoiFile;
using fixtures::Tga;
using fixtures::viewed;

namespace {

/// 21 x 13: no side is a multiple of anything.
QImage sample() {
    QImage image(21, 13, QImage::Format_RGBA8888);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(x * 12, y * 19, (x + y) % 7 * 36, 255));
    return image;
}

QImage withGlass(QImage image) {
    for (int y = 0; y < image.height(); ++y) {
        QColor colour = image.pixelColor(3, y);
        colour.setAlpha(y * 20);
        image.setPixelColor(3, y, colour);
    }
    return image;
}

QImage inGrey(const QImage& image) {
    return image.convertToFormat(QImage::Format_Grayscale8)
        .convertToFormat(QImage::Format_RGBA8888);
}

QByteArray bgr(QColor c) {
    return QByteArray() + char(c.blue()) + char(c.green()) + char(c.red());
}
QByteArray bgra(QColor c) {
    return bgr(c) + char(c.alpha());
}
QByteArray fiveBits(QColor c) {
    return little(quint16(c.red() >> 3 << 10 | c.green() >> 3 << 5 | c.blue() >> 3));
}
QByteArray greyByte(QColor c) {
    return QByteArray(1, char(c.red()));
}

QImage inFiveBits(QImage image) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const auto wide = [](int value) { return int(std::lround((value >> 3) * 255 / 31.0)); };
            image.setPixelColor(x, y, QColor(wide(c.red()), wide(c.green()), wide(c.blue())));
        }
    return image;
}

}  // namespace

/// TGA, PCX and QOI, against encoders of the tests' own.
class TestScanlines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tga_data();
    void tga();
    void tgaPalette();
    void tgaAlpha();
    void qoiFiles();
    void pcxColours();
    void pcxPalettes();
    void hugeHeaders_data();
    void hugeHeaders();
    void damage_data();
    void damage();
};

void TestScanlines::tga_data() {
    QTest::addColumn<Tga>("kind");
    QTest::addColumn<QImage>("right");
    const QImage image = sample();
    for (int packed : {0, 8}) {
        for (int corner : {0, 0x10, 0x20, 0x30}) {
            QTest::addRow("24 bits, packed %d, corner %d", packed, corner)
                << Tga{2 + packed, 24, corner, {}, 0, 0, bgr} << image;
        }
        QTest::addRow("16 bits, packed %d", packed)
            << Tga{2 + packed, 16, 0, {}, 0, 0, fiveBits} << inFiveBits(image);
        QTest::addRow("15 bits, packed %d", packed)
            << Tga{2 + packed, 15, 0, {}, 0, 0, fiveBits} << inFiveBits(image);
        QTest::addRow("grey, packed %d", packed)
            << Tga{3 + packed, 8, 0x20, {}, 0, 0, greyByte} << inGrey(image);
        QTest::addRow("32 bits, packed %d", packed)
            << Tga{2 + packed, 32, 0x28, {}, 0, 0, bgra} << withGlass(image);
    }
}

void TestScanlines::tga() {
    QFETCH(const Tga, kind);
    QFETCH(const QImage, right);
    const QImage source = kind.type % 8 == 3 ? right : kind.bits <= 16 ? sample() : right;
    const auto picture = viewed(kind.file(source));
    QCOMPARE(difference(picture, right), QString());
    QCOMPARE(picture->facts.format, QStringLiteral("tga"));
}

void TestScanlines::tgaPalette() {
    QImage image(9, 5, QImage::Format_RGBA8888);
    image.fill(QColor(10, 20, 30));
    image.setPixelColor(4, 2, QColor(200, 100, 0));
    const auto index = [](QColor c) { return QByteArray(1, c.red() == 200 ? '\1' : '\0'); };
    for (int packed : {0, 8}) {
        const Tga kind{1 + packed, 8,  0,    bgr(QColor(10, 20, 30)) + bgr(QColor(200, 100, 0)),
                       2,          24, index};
        QCOMPARE(difference(viewed(kind.file(image)), image), QString());
    }
}

void TestScanlines::tgaAlpha() {
    QImage image = sample();
    // 32 bits that are said to hold no alpha, and alpha that is zero everywhere.
    const auto zero = [](QColor c) { return bgr(c) + '\0'; };
    QCOMPARE(difference(viewed(Tga{2, 32, 0, {}, 0, 0, zero}.file(image)), image), QString());
    QCOMPARE(difference(viewed(Tga{2, 32, 8, {}, 0, 0, zero}.file(image)), image), QString());
}

void TestScanlines::qoiFiles() {
    const QImage image = sample();
    QCOMPARE(difference(viewed(qoiFile(image, 3)), image), QString());
    QCOMPARE(difference(viewed(qoiFile(withGlass(image), 4)), withGlass(image)), QString());
    QImage smooth = fixtures::painted(300, 200).convertToFormat(QImage::Format_RGBA8888);
    QCOMPARE(difference(viewed(qoiFile(smooth, 3)), smooth), QString());
    QImage flat(200, 30, QImage::Format_RGBA8888);
    flat.fill(QColor(1, 2, 3));
    QCOMPARE(difference(viewed(qoiFile(flat, 3)), flat), QString());
}

void TestScanlines::pcxColours() {
    const QImage image = sample();
    QByteArray file = pcxHeader(image.size(), 5, 8, 3, 22);
    for (int y = 0; y < image.height(); ++y) {
        for (int channel = 0; channel < 3; ++channel) {
            QByteArray row;
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                row += char(channel == 0 ? c.red() : channel == 1 ? c.green() : c.blue());
            }
            file += pcxPacked(row + '\0');
        }
    }
    QCOMPARE(difference(viewed(file), image), QString());
}

void TestScanlines::pcxPalettes() {
    QImage image(9, 5, QImage::Format_RGBA8888);
    image.fill(QColor(10, 20, 30));
    image.setPixelColor(4, 2, QColor(200, 100, 0));
    const auto isOther = [&](int x, int y) { return x == 4 && y == 2; };
    // 256 colours: 1 and 5.
    QByteArray palette(768, '\0');
    palette.replace(3, 3, "\x0a\x14\x1e");
    palette.replace(15, 3, QByteArray("\xc8\x64\0", 3));
    QByteArray file = pcxHeader(image.size(), 5, 8, 1, 10);
    for (int y = 0; y < 5; ++y) {
        QByteArray row(10, '\1');
        for (int x = 0; x < 9; ++x)
            row[x] = isOther(x, y) ? '\5' : '\1';
        file += pcxPacked(row);
    }
    QCOMPARE(difference(viewed(file + '\x0c' + palette), image), QString());
    // 16 colours in 4 planes: 1 and 6.
    QByteArray small(48, '\0');
    small.replace(3, 3, "\x0a\x14\x1e");
    small.replace(18, 3, QByteArray("\xc8\x64\0", 3));
    file = pcxHeader(image.size(), 5, 1, 4, 2, small);
    for (int y = 0; y < 5; ++y) {
        for (int plane = 0; plane < 4; ++plane) {
            QByteArray row(2, '\0');
            for (int x = 0; x < 9; ++x) {
                const int index = isOther(x, y) ? 6 : 1;
                if (index >> plane & 1)
                    row[x / 8] = char(uchar(row[x / 8]) | 0x80 >> (x % 8));
            }
            file += pcxPacked(row);
        }
    }
    QCOMPARE(difference(viewed(file), image), QString());
    // 1 bit: white is set.
    file = pcxHeader(QSize(9, 1), 5, 1, 1, 2) + pcxPacked(QByteArray("\x80\x80", 2));
    const auto bits = viewed(file);
    QVERIFY(bits);
    QCOMPARE(bits->view.pixelColor(0, 0), QColor(Qt::white));
    QCOMPARE(bits->view.pixelColor(1, 0), QColor(Qt::black));
    QCOMPARE(bits->view.pixelColor(8, 0), QColor(Qt::white));
}

void TestScanlines::hugeHeaders_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("tga") << Tga{2, 24, 0, {}, 0, 0, bgr}.file(sample()).replace(12, 4,
                                                                                "\xff\xff\xff\xff");
    QTest::newRow("qoi") << qoiFile(sample(), 3).replace(4, 8, "\x7f\xff\xff\xff\x7f\xff\xff\xff");
    QTest::newRow("pcx") << pcxHeader(QSize(65'000, 65'000), 5, 8, 3, 65'000);
}

void TestScanlines::hugeHeaders() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
}

void TestScanlines::damage_data() {
    QTest::addColumn<QByteArray>("file");
    const QImage image = withGlass(sample());
    QTest::newRow("tga") << Tga{2, 32, 8, {}, 0, 0, bgra}.file(image);
    QTest::newRow("tga, packed") << Tga{10, 24, 0x20, {}, 0, 0, bgr}.file(image);
    QTest::newRow("tga, palette") << Tga{
        9,
        8,
        0,
        QByteArray(9, 'x'),
        3,
        24,
        [](QColor c) {
                                             return QByteArray(1, char(c.red() % 3)); }}.file(image);
    QTest::newRow("qoi") << qoiFile(image, 4);
    QTest::newRow("pcx") << pcxHeader(QSize(20, 20), 5, 8, 3, 20) +
                                pcxPacked(QByteArray(1200, '\xd0'));
    QTest::newRow("pcx, palette") << pcxHeader(QSize(20, 20), 5, 8, 1, 20) +
                                         pcxPacked(QByteArray(400, '\x30')) + '\x0c' +
                                         QByteArray(768, 'p');
}

void TestScanlines::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, 300), QString());
}

SEMBLANCE_TEST(TestScanlines)
#include "tst_scanlines.moc"
