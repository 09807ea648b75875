#include <QTest>

#include "core/media/codecs/codecs.h"
#include "core/media/pixels/colour.h"
#include "tests/core/media/checks.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/jxlfile.h"
#include "tests/testmain.h"

using namespace semblance;
using checks::isClose;
using checks::meanDifference;
using checks::viewed;
using fixtures::jxlFile;
using fixtures::JxlWish;

/// JPEG XL files of libjxl's encoder come out as what went in.
class TestJxl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lossless();
    void lossy();
    void sixteenBits();
    void grey();
    void alpha();
    void orientationOnce_data();
    void orientationOnce();
    void exif();
    void firstFrame();
    void displayP3_data();
    void displayP3();
    void hugeClaim();
    void cutShort();
    void damaged();
    void cancelled();
};

void TestJxl::lossless() {
    const QImage source = fixtures::painted(331, 201);
    const auto picture = viewed(jxlFile(source));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("jxl"));
    QCOMPARE(picture->view.convertToFormat(QImage::Format_RGB888), source);
}

void TestJxl::lossy() {
    const QImage source = fixtures::painted(600, 400);
    JxlWish wish;
    wish.isLossless = false;
    const auto picture = viewed(jxlFile(source, wish));
    QVERIFY(picture);
    QVERIFY(meanDifference(picture->view, source) < 4);
}

void TestJxl::sixteenBits() {
    const QImage source = fixtures::painted(120, 90);
    JxlWish wish;
    wish.bits = 16;
    const auto picture = viewed(jxlFile(source, wish));
    QVERIFY(picture);
    QVERIFY(meanDifference(picture->view, source) < 0.5);
}

void TestJxl::grey() {
    const QImage source = fixtures::painted(120, 90).convertToFormat(QImage::Format_Grayscale8);
    const auto picture = viewed(jxlFile(source));
    QVERIFY(picture);
    QVERIFY(meanDifference(picture->view, source) < 0.5);
}

void TestJxl::alpha() {
    const QColor glassy(200, 100, 50, 128);
    QImage source(64, 64, QImage::Format_RGBA8888);
    source.fill(glassy);
    const auto picture = viewed(jxlFile(source));
    QVERIFY(picture);
    const QColor seen = picture->view.pixelColor(32, 32);
    QVERIFY2(isClose(seen, glassy, 2), qPrintable(seen.name(QColor::HexArgb)));
}

void TestJxl::orientationOnce_data() {
    QTest::addColumn<int>("value");
    for (int value = 1; value <= 8; ++value)
        QTest::addRow("%d", value) << value;
}

void TestJxl::orientationOnce() {
    QFETCH(const int, value);
    JxlWish wish;
    wish.orientation = value;
    wish.exif = fixtures::exifBlock({value, "Maker", "Model", "2021:07:30 18:04:05"});
    const auto picture = viewed(jxlFile(fixtures::quarters(256, 128), wish));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    const QSize size = value >= 5 ? QSize(128, 256) : QSize(256, 128);
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), size);
    QCOMPARE(picture->view.size(), size);
    QCOMPARE(checks::quartersOf(picture->view), checks::quartersByOrientation()[value - 1]);
}

void TestJxl::exif() {
    JxlWish wish;
    wish.exif = fixtures::exifBlock({1, "Maker", "Model", "2021:07:30 18:04:05"});
    const QByteArray file = jxlFile(fixtures::quarters(64, 64), wish);
    QVERIFY(file.contains("ftyp"));
    const auto picture = viewed(file);
    QVERIFY(picture);
    QCOMPARE(picture->facts.camera, QStringLiteral("Maker Model"));
    QVERIFY(picture->facts.capturedMs);
}

void TestJxl::firstFrame() {
    QImage red(64, 64, QImage::Format_RGB888);
    red.fill(Qt::red);
    QImage blue = red;
    blue.fill(Qt::blue);
    JxlWish wish;
    wish.secondFrame = blue;
    const auto picture = viewed(jxlFile(red, wish));
    QVERIFY(picture);
    QCOMPARE(picture->view.pixelColor(10, 10), QColor(Qt::red));
}

void TestJxl::displayP3_data() {
    QTest::addColumn<bool>("isLossless");
    QTest::newRow("as stored") << true;
    QTest::newRow("in libjxl's own colours") << false;
}

void TestJxl::displayP3() {
    QFETCH(const bool, isLossless);
    const QByteArray icc = profileOfCodePoints(12, 13);
    QImage source(64, 64, QImage::Format_RGB888);
    source.fill(QColor(180, 90, 60));
    JxlWish wish;
    wish.isLossless = isLossless;
    wish.icc = icc;
    const auto picture = viewed(jxlFile(source, wish));
    QVERIFY(picture);
    const QColor expected = toSrgb(source, icc).value().pixelColor(32, 32);
    const QColor seen = picture->view.pixelColor(32, 32);
    QVERIFY2(isClose(seen, expected, 5), qPrintable(seen.name() + expected.name()));
}

/// A bare codestream of 2^30 x 2^30 pixels: sizes in 30 bits each.
void TestJxl::hugeClaim() {
    const auto picture = viewed(QByteArray::fromHex("ff0a") + QByteArray(64, '\xff'));
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
}

void TestJxl::cutShort() {
    JxlWish wish;
    checks::verifyEveryTruncation(jxlFile(fixtures::painted(300, 200), wish));
    wish.isLossless = false;
    const QByteArray file = jxlFile(fixtures::painted(300, 200), wish);
    checks::verifyEveryTruncation(file);
    const auto picture = viewed(file.first(file.size() - 10));
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
             qPrintable(picture.error().sentence));
}

void TestJxl::damaged() {
    JxlWish wish;
    checks::verifyDamage(jxlFile(fixtures::painted(192, 128), wish), 200);
    wish.isLossless = false;
    checks::verifyDamage(jxlFile(fixtures::painted(192, 128), wish), 200);
}

void TestJxl::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture =
        decodePicture(jxlFile(fixtures::quarters(64, 64)), PictureWish{{}, {64}, 0}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestJxl)
#include "tst_jxl.moc"
