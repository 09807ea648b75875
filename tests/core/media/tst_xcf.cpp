#include <QColorSpace>
#include <QPainter>
#include <QTest>

#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/xcffile.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::big;
using fixtures::viewed;
using fixtures::Xcf;

namespace {

QImage plain(QSize size, QColor colour) {
    QImage image(size, colour.alpha() == 255 ? QImage::Format_RGB32 : QImage::Format_ARGB32);
    image.fill(colour);
    return image;
}

/// Noise, long runs and everything in between, over several tiles.
QImage manyKinds(QSize size, QImage::Format format = QImage::Format_RGB32) {
    QImage image(size, format);
    quint32 state = 7;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            state = state * 1664525u + 1013904223u;
            const int noise = int(state >> 24);
            const int red = y % 3 == 0 ? noise : 200;
            image.setPixelColor(x, y,
                                QColor(red, x / 2 % 256, y < 20 ? noise : 90,
                                       format == QImage::Format_ARGB32 && x > 70 ? noise : 255));
        }
    }
    return image;
}

#define VERIFY_SAME(file, right, tolerance)                                                 \
    do {                                                                                    \
        const QString difference_ = fixtures::difference(viewed(file), right, (tolerance)); \
        QVERIFY2(difference_.isEmpty(), qPrintable(difference_));                           \
    } while (false)

Xcf one(const QImage& image) {
    Xcf xcf;
    xcf.size = image.size();
    xcf.layers = {{.image = image}};
    return xcf;
}

/// Each layer over the ones before, as Qt composes them.
QImage composed(QSize size, const std::vector<std::pair<QImage, QPoint>>& fromBelow) {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    for (const auto& [layer, offset] : fromBelow)
        painter.drawImage(offset, layer);
    painter.end();
    return image;
}

}  // namespace

class TestXcf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVersionCompressionAndColour_data();
    void everyVersionCompressionAndColour();
    void indexed();
    void layersLieOverEachOther();
    void layersReachBeyondThePicture();
    void opacity();
    void hiddenLayersAndGroups();
    void masks();
    void profileCounts();
    void reduced();
    void variantsNotRead();
    void cutShort();
    void hugeHeader();
    void oneLayerNamedOften();
    void damage_data();
    void damage();
    void cancelled();
};

void TestXcf::everyVersionCompressionAndColour_data() {
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("compression");
    QTest::addColumn<int>("colours");
    QTest::addColumn<bool>("hasAlpha");
    for (int version : {0, 3, 4, 10, 11, 14})
        for (int compression : {Xcf::None, Xcf::RunLength, Xcf::Zlib})
            for (int colours : {Xcf::Rgb, Xcf::Grey})
                for (bool hasAlpha : {false, true})
                    QTest::addRow("version %d, compression %d, colours %d%s", version, compression,
                                  colours, hasAlpha ? ", alpha" : "")
                        << version << compression << colours << hasAlpha;
}

void TestXcf::everyVersionCompressionAndColour() {
    QFETCH(const int, version);
    QFETCH(const int, compression);
    QFETCH(const int, colours);
    QFETCH(const bool, hasAlpha);
    QImage image =
        manyKinds(QSize(150, 131), hasAlpha ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (colours == Xcf::Grey) {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                image.setPixelColor(x, y, QColor(c.red(), c.red(), c.red(), c.alpha()));
            }
        }
    }
    Xcf xcf = one(image);
    xcf.version = version;
    xcf.precision = version == 4 ? 0 : 150;
    xcf.compression = Xcf::Compression(compression);
    xcf.colours = Xcf::Colours(colours);
    const auto picture = viewed(xcf.file());
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("xcf"));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), image.size());
    VERIFY_SAME(xcf.file(), image, 1);
}

void TestXcf::indexed() {
    QImage indices(70, 70, QImage::Format_ARGB32);
    indices.fill(QColor(0, 0, 0));
    QImage right = indices;
    right.fill(QColor(10, 20, 30));
    for (int y = 0; y < 70; ++y) {
        for (int x = 0; x < 30; ++x) {
            indices.setPixelColor(x, y, QColor(2, 0, 0));
            right.setPixelColor(x, y, QColor(200, 100, 50));
        }
        indices.setPixelColor(69, y, QColor(1, 0, 0, 0));
        right.setPixelColor(69, y, QColor(0, 0, 0, 0));
    }
    Xcf xcf = one(indices);
    xcf.colours = Xcf::Indexed;
    xcf.palette = QByteArray("\x0a\x14\x1e\x01\x02\x03\xc8\x64\x32", 9);
    VERIFY_SAME(xcf.file(), right, 0);
    // What the palette lacks is black.
    xcf.palette.chop(3);
    const auto picture = viewed(xcf.file());
    QVERIFY(picture);
    QCOMPARE(picture->view.pixelColor(10, 10), QColor(Qt::black));
    xcf.palette.clear();
    QVERIFY(!viewed(xcf.file()));
    xcf.palette = "abc";
    xcf.version = 0;
    const auto oldest = viewed(xcf.file());
    QVERIFY(!oldest);
    QVERIFY(oldest.error().sentence.contains(QStringLiteral("of a variant")));
}

void TestXcf::layersLieOverEachOther() {
    const QImage ground = plain(QSize(100, 80), QColor(30, 60, 90));
    const QImage glass = plain(QSize(50, 70), QColor(255, 0, 0, 100));
    const QImage spot = plain(QSize(20, 20), Qt::white);
    Xcf xcf;
    xcf.size = ground.size();
    xcf.layers = {{.image = spot, .offset = {70, 50}},
                  {.image = glass, .offset = {40, 5}},
                  {.image = ground}};
    VERIFY_SAME(xcf.file(), composed(xcf.size, {{ground, {}}, {glass, {40, 5}}, {spot, {70, 50}}}),
                1);
    // Nothing below: what shines through is clear.
    xcf.layers.pop_back();
    VERIFY_SAME(xcf.file(), composed(xcf.size, {{glass, {40, 5}}, {spot, {70, 50}}}), 2);
    xcf.layers.clear();
    const auto nothing = viewed(xcf.file());
    QVERIFY(nothing);
    QCOMPARE(nothing->view.pixelColor(10, 10).alpha(), 0);
}

void TestXcf::layersReachBeyondThePicture() {
    const QImage image = manyKinds(QSize(300, 260));
    for (const QPoint offset : {QPoint(-100, -70), QPoint(90, -200), QPoint(-290, 30),
                                QPoint(1000, 0), QPoint(INT_MIN, INT_MAX)}) {
        Xcf xcf;
        xcf.size = QSize(120, 90);
        xcf.layers = {{.image = image, .offset = offset}};
        QImage right(xcf.size, QImage::Format_ARGB32_Premultiplied);
        right.fill(Qt::transparent);
        if (qAbs(qint64{offset.x()}) < 2000)
            right = composed(xcf.size, {{image, offset}});
        VERIFY_SAME(xcf.file(), right, 0);
    }
}

void TestXcf::opacity() {
    const QImage black = plain(QSize(80, 80), Qt::black);
    const QImage white = plain(QSize(80, 80), Qt::white);
    Xcf xcf;
    xcf.size = QSize(80, 80);
    xcf.layers = {{.image = white, .opacity = 51}, {.image = black}};
    VERIFY_SAME(xcf.file(), plain(xcf.size, QColor(51, 51, 51)), 0);
    // The finer number comes behind it and counts.
    xcf.layers[0].floatOpacity = 0.8F;
    VERIFY_SAME(xcf.file(), plain(xcf.size, QColor(204, 204, 204)), 0);
    for (const float odd : {-1.0F, std::numeric_limits<float>::quiet_NaN()}) {
        xcf.layers[0].floatOpacity = odd;
        VERIFY_SAME(xcf.file(), black, 0);
    }
}

void TestXcf::hiddenLayersAndGroups() {
    const QSize size(70, 50);
    const QImage ground = plain(size, QColor(0, 0, 255));
    const QImage red = plain(size, QColor(255, 0, 0));
    Xcf xcf;
    xcf.size = size;
    xcf.layers = {{.image = red, .isVisible = false}, {.image = ground}};
    VERIFY_SAME(xcf.file(), ground, 0);
    // A group's own pixels are those of what it holds.
    xcf.layers = {
        {.image = plain(size, Qt::green), .opacity = 128, .isGroup = true},
        {.image = plain(size, Qt::green), .opacity = 128, .isGroup = true, .path = {0, 0}},
        {.image = red, .path = {0, 0, 0}},
        {.image = ground}};
    const auto picture = viewed(xcf.file());
    QVERIFY(picture);
    const QColor seen = picture->view.pixelColor(20, 20);
    QVERIFY2(qAbs(seen.red() - 64) <= 1 && seen.green() == 0 && qAbs(seen.blue() - 191) <= 1,
             qPrintable(seen.name()));
    xcf.layers[0].isVisible = false;
    VERIFY_SAME(xcf.file(), ground, 0);
}

void TestXcf::masks() {
    const QSize size(140, 90);
    const QImage ground = plain(size, Qt::black);
    QImage mask(size, QImage::Format_Grayscale8);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            mask.scanLine(y)[x] = uchar(x);
    Xcf xcf;
    xcf.size = size;
    xcf.layers = {{.image = plain(size, Qt::white), .mask = mask}, {.image = ground}};
    for (Xcf::Compression compression : {Xcf::None, Xcf::RunLength, Xcf::Zlib}) {
        xcf.compression = compression;
        VERIFY_SAME(xcf.file(), mask.convertToFormat(QImage::Format_RGB32), 1);
    }
    xcf.layers[0].appliesMask = false;
    VERIFY_SAME(xcf.file(), plain(size, Qt::white), 0);
}

void TestXcf::profileCounts() {
    Xcf xcf = one(plain(QSize(40, 40), QColor(128, 128, 77)));
    xcf.iccProfile = QColorSpace(QColorSpace::DisplayP3).iccProfile();
    QImage right = plain(QSize(40, 40), QColor(128, 128, 77));
    right.setColorSpace(QColorSpace::DisplayP3);
    right.convertToColorSpace(QColorSpace::SRgb);
    QVERIFY(qAbs(right.pixelColor(0, 0).blue() - 77) > 3);
    VERIFY_SAME(xcf.file(), right, 3);
}

void TestXcf::reduced() {
    const QImage image = fixtures::painted(900, 700);
    const auto picture = viewed(one(image).file(), 100);
    QVERIFY(picture);
    QCOMPARE(picture->facts.width, 900);
    QCOMPARE(picture->view.size(), QSize(100, 77));
}

void TestXcf::variantsNotRead() {
    Xcf xcf = one(plain(QSize(40, 40), Qt::red));
    xcf.version = 11;
    for (const quint32 precision : {100U, 250U, 600U, 9U}) {
        xcf.precision = precision;
        const auto picture = viewed(xcf.file());
        QVERIFY(!picture);
        QVERIFY2(picture.error().sentence.contains(QStringLiteral("of a variant")),
                 qPrintable(picture.error().sentence));
    }
    xcf.precision = 150;
    xcf.compression = Xcf::Compression(3);
    QVERIFY(!viewed(xcf.file()));
    QByteArray file = one(plain(QSize(40, 40), Qt::red)).file();
    file.replace(9, 4, "vxyz");
    QVERIFY(!viewed(file));
}

void TestXcf::cutShort() {
    for (Xcf::Compression compression : {Xcf::None, Xcf::RunLength, Xcf::Zlib}) {
        Xcf xcf = one(manyKinds(QSize(150, 131)));
        xcf.compression = compression;
        const QByteArray file = xcf.file();
        for (const qsizetype missing : {qsizetype{20}, file.size() / 2, file.size() - 100}) {
            const auto picture = viewed(file.chopped(missing));
            QVERIFY(!picture);
            QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
                     qPrintable(picture.error().sentence));
        }
    }
}

void TestXcf::hugeHeader() {
    QByteArray file = one(plain(QSize(40, 40), Qt::red)).file();
    file.replace(14, 8, big(quint32(60'000)) + big(quint32(60'000)));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY(picture.error().sentence.contains(QStringLiteral("60000")));
    file.replace(14, 8, big(quint32(0xffffffff)) + big(quint32(0xffffffff)));
    QVERIFY(!viewed(file));
}

// A small file must not keep a decoder busy for ever.
void TestXcf::oneLayerNamedOften() {
    Xcf xcf = one(plain(QSize(64, 64), Qt::red));
    xcf.layers.resize(10'001, xcf.layers[0]);
    QByteArray file = xcf.file();
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY(picture.error().kind == ErrorKind::BadInput);
}

void TestXcf::damage_data() {
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("compression");
    QTest::newRow("plain") << 3 << int(Xcf::None);
    QTest::newRow("runs") << 3 << int(Xcf::RunLength);
    QTest::newRow("zlib, wide") << 11 << int(Xcf::Zlib);
}

void TestXcf::damage() {
    QFETCH(const int, version);
    QFETCH(const int, compression);
    Xcf xcf = one(manyKinds(QSize(70, 66), QImage::Format_ARGB32));
    xcf.version = version;
    xcf.compression = Xcf::Compression(compression);
    QImage mask(QSize(70, 66), QImage::Format_Grayscale8);
    mask.fill(99);
    xcf.layers[0].mask = mask;
    xcf.layers.push_back({.image = plain(QSize(30, 30), Qt::red), .offset = {5, 5}});
    QCOMPARE(fixtures::damaged(xcf.file(), 300), QString());
}

void TestXcf::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture =
        decodePicture(one(plain(QSize(40, 40), Qt::red)).file(), PictureWish{{}, {}, 100}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestXcf)
#include "tst_xcf.moc"
