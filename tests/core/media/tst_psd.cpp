#include <QColorSpace>
#include <QTest>
#include <cmath>
#include <functional>

#include "core/media/pixels/limits.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/psdfile.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::big;
using fixtures::Psd;
using fixtures::psdResource;
using fixtures::viewed;

namespace {

std::function<double(int, int)> constant(double value) {
    return [value](int, int) { return value; };
}

/// `left` in the left half and `right` in the right one.
std::function<double(int, int)> halves(double left, double right) {
    return [=](int x, int) { return x < 30 ? left : right; };
}

bool isNear(QColor a, QColor b, int tolerance = 1) {
    return qAbs(a.red() - b.red()) <= tolerance && qAbs(a.green() - b.green()) <= tolerance &&
           qAbs(a.blue() - b.blue()) <= tolerance && qAbs(a.alpha() - b.alpha()) <= tolerance;
}

#define VERIFY_COLOUR(seen, expected, tolerance)                          \
    QVERIFY2(isNear(seen, expected, tolerance),                           \
             qPrintable((seen).name(QColor::HexArgb) + QLatin1Char(' ') + \
                        (expected).name(QColor::HexArgb)))

Psd rgb() {
    Psd psd;
    psd.channels = {halves(1, 0), halves(0.2, 0.4), halves(0, 0.8)};
    return psd;
}

}  // namespace

class TestPsd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCompressionAndDepth_data();
    void everyCompressionAndDepth();
    void reducedAsItIsRead();
    void reducedManyTimes();
    void packedRowsOfEveryLength();
    void bitmap();
    void grey();
    void indexed();
    void cmyk();
    void lab();
    void firstChannelOnly();
    void alphaOfTheMergedPicture();
    void savedSelectionIsNoAlpha();
    void profileCounts();
    void brightLight();
    void withoutMergedPicture();
    void variantsNotRead();
    void hugeHeader();
    void cutShort();
    void damage_data();
    void damage();
    void cancelled();
};

void TestPsd::everyCompressionAndDepth_data() {
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("compression");
    for (int version : {1, 2})
        for (int depth : {8, 16, 32})
            for (int compression : {Psd::Raw, Psd::PackBits, Psd::Zip, Psd::ZipWithPrediction})
                QTest::addRow("version %d, %d bits, compression %d", version, depth, compression)
                    << version << depth << compression;
}

void TestPsd::everyCompressionAndDepth() {
    QFETCH(const int, version);
    QFETCH(const int, depth);
    QFETCH(const int, compression);
    Psd psd = rgb();
    psd.version = version;
    psd.depth = depth;
    psd.compression = Psd::Compression(compression);
    const auto picture = viewed(psd.file());
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("psd"));
    QCOMPARE(picture->view.size(), QSize(60, 40));
    // Floats are amounts of light, the others sRGB's numbers.
    const auto encoded = [&](double value) {
        if (depth == 32)
            value = value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
        return int(std::lround(255 * value));
    };
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(255, encoded(0.2), 0), 1);
    VERIFY_COLOUR(picture->view.pixelColor(50, 30), QColor(0, encoded(0.4), encoded(0.8)), 1);
}

void TestPsd::reducedAsItIsRead() {
    Psd psd;
    psd.size = QSize(1001, 700);
    psd.compression = Psd::PackBits;
    const auto wave = [](double scale) {
        return
            [scale](int x, int y) { return 0.5 + 0.4 * std::sin(x / scale) * std::cos(y / 40.0); };
    };
    psd.channels = {wave(30), wave(50), wave(70)};
    const auto whole = viewed(psd.file(), 1001);
    const auto small = viewed(psd.file(), 100);
    QVERIFY(whole && small);
    QCOMPARE(small->facts.width, 1001);
    // What is left over at the right is a pixel, too.
    QCOMPARE(small->view.size(), QSize(100, 69));
    for (int y = 5; y < 69; y += 10)
        for (int x = 5; x < 95; x += 10)
            VERIFY_COLOUR(small->view.pixelColor(x, y),
                          whole->view.pixelColor(int((x + 0.5) * 10.1), int((y + 0.5) * 10.14)), 8);
}

// Sums of hundreds of rows.
void TestPsd::reducedManyTimes() {
    Psd psd;
    psd.size = QSize(1300, 1100);
    psd.compression = Psd::PackBits;
    psd.channels = {constant(1), constant(0.6), [](int x, int y) { return (x + y) % 2; }};
    for (int side : {2, 3, 5}) {
        const auto small = viewed(psd.file(), side);
        QVERIFY(small);
        for (int x = 0; x < small->view.width(); ++x)
            VERIFY_COLOUR(small->view.pixelColor(x, 0), QColor(255, 153, 128), 1);
    }
}

// Long runs are copied in steps, which must neither leave the row nor the file.
void TestPsd::packedRowsOfEveryLength() {
    for (int width : {1, 15, 16, 17, 127, 128, 129, 144, 145, 255, 256, 257, 400, 1000}) {
        Psd psd;
        psd.size = QSize(width, 3);
        psd.compression = Psd::PackBits;
        const auto value = [](int x, int y) {
            return (y == 0 || x % 300 < 140 ? x * 37 % 256 : 90) / 255.0;
        };
        psd.channels = {value, constant(0.2), value};
        const auto picture = viewed(psd.file());
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
        for (int y = 0; y < 3; ++y) {
            for (int x = 0; x < width; ++x) {
                const int right = int(std::lround(255 * value(x, y)));
                VERIFY_COLOUR(picture->view.pixelColor(x, y), QColor(right, 51, right), 0);
            }
        }
    }
}

void TestPsd::bitmap() {
    Psd psd;
    psd.mode = 0;
    psd.depth = 1;
    psd.channels = {halves(1, 0)};
    for (Psd::Compression compression : {Psd::Raw, Psd::PackBits}) {
        psd.compression = compression;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(29, 10), QColor(Qt::white));
        QCOMPARE(picture->view.pixelColor(30, 10), QColor(Qt::black));
    }
}

void TestPsd::grey() {
    Psd psd;
    psd.mode = 1;
    psd.channels = {halves(0.2, 0.6)};
    for (int depth : {8, 16}) {
        psd.depth = depth;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(10, 10), QColor(51, 51, 51));
        QCOMPARE(picture->view.pixelColor(40, 10), QColor(153, 153, 153));
    }
}

void TestPsd::indexed() {
    Psd psd;
    psd.mode = 2;
    psd.palette.fill('\0', 768);
    psd.palette[3] = '\xc8';        // red of colour 3
    psd.palette[256 + 7] = '\xc8';  // green of colour 7
    psd.channels = {halves(3 / 255.0, 7 / 255.0)};
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    QCOMPARE(picture->view.pixelColor(10, 10), QColor(200, 0, 0));
    QCOMPARE(picture->view.pixelColor(40, 10), QColor(0, 200, 0));
    psd.resources = psdResource(1047, big(quint16(7)));
    const auto clear = viewed(psd.file());
    QVERIFY(clear);
    QCOMPARE(clear->view.pixelColor(10, 10), QColor(200, 0, 0));
    QCOMPARE(clear->view.pixelColor(40, 10).alpha(), 0);
    // A palette that is too short.
    psd.palette.truncate(700);
    QVERIFY(!viewed(psd.file()));
}

void TestPsd::cmyk() {
    Psd psd;
    psd.mode = 4;
    // 1 is no ink.
    psd.channels = {halves(0, 1), constant(1), constant(1), halves(1, 0.5)};
    for (int depth : {8, 16}) {
        psd.depth = depth;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(0, 255, 255), 1);
        VERIFY_COLOUR(picture->view.pixelColor(40, 10), QColor(128, 128, 128), 1);
    }
}

void TestPsd::lab() {
    Psd psd;
    psd.mode = 9;
    // sRGB's red is L* 54.29, a* 80.81, b* 69.89 in D50.
    psd.channels = {halves(0.5429, 1), halves((80.81 + 128) / 255, 128 / 255.0),
                    halves((69.89 + 128) / 255, 128 / 255.0)};
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(255, 0, 0), 5);
    VERIFY_COLOUR(picture->view.pixelColor(40, 10), QColor(255, 255, 255), 2);
}

void TestPsd::firstChannelOnly() {
    for (int mode : {7, 8}) {
        Psd psd;
        psd.mode = mode;
        psd.channels = {halves(0.2, 0.6), constant(1)};
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(10, 10), QColor(51, 51, 51));
    }
}

void TestPsd::alphaOfTheMergedPicture() {
    for (int version : {1, 2}) {
        for (int depth : {8, 16}) {
            Psd psd;
            psd.version = version;
            psd.depth = depth;
            psd.layers = -1;
            // Red glass, on white as Photoshop keeps it; and nothing at all.
            psd.channels = {constant(1), halves(0.4, 1), halves(0.4, 1), halves(0.6, 0)};
            const auto picture = viewed(psd.file());
            QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
            VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(255, 0, 0, 153), 1);
            QCOMPARE(picture->view.pixelColor(40, 10).alpha(), 0);
        }
    }
}

void TestPsd::savedSelectionIsNoAlpha() {
    Psd psd = rgb();
    psd.channels.push_back(constant(0));
    for (int layers : {0, 3}) {
        psd.layers = layers;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(10, 10), QColor(255, 51, 0));
    }
}

void TestPsd::profileCounts() {
    Psd psd;
    psd.channels = {constant(0), constant(1), constant(0)};
    psd.resources = psdResource(1039, QColorSpace(QColorSpace::DisplayP3).iccProfile()) +
                    psdResource(1000, "odd");
    psd.channels[0] = constant(0.5);
    psd.channels[1] = constant(0.5);
    psd.channels[2] = constant(0.3);
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    QColor expected = QColor(128, 128, 77);
    QImage image(1, 1, QImage::Format_RGB888);
    image.setPixelColor(0, 0, expected);
    image.setColorSpace(QColorSpace::DisplayP3);
    image.convertToColorSpace(QColorSpace::SRgb);
    QVERIFY(!isNear(image.pixelColor(0, 0), expected, 3));
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), image.pixelColor(0, 0), 3);
}

void TestPsd::brightLight() {
    Psd psd;
    psd.mode = 1;
    psd.depth = 32;
    psd.channels = {constant(18)};
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    // Middle grey, 0.18.
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(118, 118, 118), 1);
}

void TestPsd::withoutMergedPicture() {
    Psd psd = rgb();
    const QByteArray none = psdResource(1057, QByteArray(4, '\0') + '\0' + QByteArray(8, '\0'));
    psd.resources = none;
    const auto refused = viewed(psd.file());
    QVERIFY(!refused);
    QVERIFY(refused.error().sentence.contains(QStringLiteral("Maximize")));
    const QByteArray jpeg = fixtures::encoded(fixtures::quarters(24, 16), "jpeg", 100);
    psd.resources += psdResource(1036, big(quint32(1)) + QByteArray(24, '\0') + jpeg);
    const auto picture = viewed(psd.file());
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(60, 40));
    QCOMPARE(picture->view.size(), QSize(24, 16));
    VERIFY_COLOUR(picture->view.pixelColor(5, 5), QColor(Qt::red), 4);
    // One that has a merged picture does not show its thumbnail.
    psd.resources.replace(none,
                          psdResource(1057, QByteArray(4, '\0') + '\1' + QByteArray(8, '\0')));
    QCOMPARE(viewed(psd.file())->view.size(), QSize(60, 40));
}

void TestPsd::variantsNotRead() {
    Psd psd = rgb();
    psd.mode = 5;
    const auto unknown = viewed(psd.file());
    QVERIFY(!unknown);
    QVERIFY(unknown.error().sentence.contains(QStringLiteral("of a variant")));
    psd.mode = 3;
    psd.channels.resize(2);
    QVERIFY(!viewed(psd.file()));
    psd.version = 3;
    QVERIFY(!viewed(psd.file()));
}

void TestPsd::hugeHeader() {
    QByteArray file = rgb().file();
    file.replace(14, 8, big(quint32(60'000)) + big(quint32(60'000)));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY(picture.error().sentence.contains(QStringLiteral("60000")));
    file.replace(14, 8, big(quint32(0xffffffff)) + big(quint32(0xffffffff)));
    QVERIFY(!viewed(file));
}

void TestPsd::cutShort() {
    for (Psd::Compression compression : {Psd::Raw, Psd::PackBits, Psd::Zip}) {
        Psd psd = rgb();
        psd.compression = compression;
        const QByteArray file = psd.file();
        const auto picture = viewed(file.first(file.size() - 30));
        QVERIFY(!picture);
        QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
                 qPrintable(picture.error().sentence));
    }
}

void TestPsd::damage_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("compression");
    QTest::newRow("raw") << 3 << int(Psd::Raw);
    QTest::newRow("packed") << 3 << int(Psd::PackBits);
    QTest::newRow("zipped") << 3 << int(Psd::ZipWithPrediction);
    QTest::newRow("inks") << 4 << int(Psd::PackBits);
}

void TestPsd::damage() {
    QFETCH(const int, mode);
    QFETCH(const int, compression);
    Psd psd = rgb();
    psd.mode = mode;
    psd.compression = Psd::Compression(compression);
    psd.layers = -1;
    psd.channels.push_back(halves(0.5, 1));
    psd.channels.push_back(constant(0.7));
    psd.resources = psdResource(1057, QByteArray(4, '\0') + '\1' + QByteArray(8, '\0'));
    QCOMPARE(fixtures::damaged(psd.file(), 300), QString());
}

void TestPsd::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture = decodePicture(rgb().file(), PictureWish{{}, {}, 100}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestPsd)
#include "tst_psd.moc"
