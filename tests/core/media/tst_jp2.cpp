#include <QTest>

#include "core/media/codecs/codecs.h"
#include "core/media/codecs/jp2decode.h"
#include "core/media/pixels/colour.h"
#include "tests/core/media/checks.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/jp2file.h"
#include "tests/testmain.h"

using namespace semblance;
using checks::isClose;
using checks::meanDifference;
using checks::viewed;
using fixtures::jp2File;
using fixtures::Jp2Wish;
using Colours = Jp2Wish::Colours;

/// JPEG 2000 files of OpenJPEG's encoder come out as what went in.
class TestJp2 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lossless_data();
    void lossless();
    void bits_data();
    void bits();
    void colours_data();
    void colours();
    void alpha();
    void displayP3();
    void smallestResolutionThatIsEnough();
    void hugeClaim();
    void cutShort_data();
    void cutShort();
    void missingEndMarkIsForgiven();
    void damaged_data();
    void damaged();
    void cancelled();

private:
    static void containers();
};

void TestJp2::containers() {
    QTest::addColumn<bool>("isCodestream");
    QTest::addColumn<int>("tile");
    QTest::newRow("file") << false << 0;
    QTest::newRow("file of tiles") << false << 128;
    QTest::newRow("codestream") << true << 0;
    QTest::newRow("codestream of tiles") << true << 128;
}

void TestJp2::lossless_data() {
    containers();
}

void TestJp2::lossless() {
    QFETCH(const bool, isCodestream);
    QFETCH(const int, tile);
    Jp2Wish wish;
    wish.isCodestream = isCodestream;
    wish.tile = tile;
    const QImage source = fixtures::painted(331, 201);
    const auto picture = viewed(jp2File(source, wish));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("jp2"));
    QCOMPARE(picture->view.convertToFormat(QImage::Format_RGB888), source);
}

void TestJp2::bits_data() {
    QTest::addColumn<int>("bits");
    for (int bits : {4, 8, 10, 12, 16})
        QTest::addRow("%d", bits) << bits;
}

void TestJp2::bits() {
    QFETCH(const int, bits);
    Jp2Wish wish;
    wish.bits = bits;
    const QImage source = fixtures::painted(120, 90);
    const auto picture = viewed(jp2File(source, wish));
    QVERIFY(picture);
    QVERIFY(meanDifference(picture->view, source) < (bits < 8 ? 6 : 0.5));
}

void TestJp2::colours_data() {
    QTest::addColumn<Colours>("colours");
    QTest::addColumn<QColor>("in");
    QTest::addColumn<QColor>("out");
    QTest::newRow("grey") << Colours::Grey << QColor(90, 90, 90) << QColor(90, 90, 90);
    QTest::newRow("ycc") << Colours::Ycc << QColor(200, 90, 30) << QColor(200, 90, 30);
    QTest::newRow("ycc blue") << Colours::Ycc << QColor(Qt::blue) << QColor(Qt::blue);
    QTest::newRow("cmyk") << Colours::Cmyk << QColor(200, 90, 30) << QColor(200, 90, 30);
}

void TestJp2::colours() {
    QFETCH(const Colours, colours);
    QFETCH(const QColor, in);
    QFETCH(const QColor, out);
    QImage source(64, 48, QImage::Format_RGB888);
    source.fill(in);
    Jp2Wish wish;
    wish.colours = colours;
    const auto picture = viewed(jp2File(source, wish));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    const QColor seen = picture->view.pixelColor(32, 24);
    QVERIFY2(isClose(seen, out, 2), qPrintable(seen.name()));
}

void TestJp2::alpha() {
    const QColor glassy(200, 100, 50, 128);
    QImage source(64, 64, QImage::Format_RGBA8888);
    source.fill(glassy);
    for (Colours colours : {Colours::Rgb, Colours::Grey}) {
        Jp2Wish wish;
        wish.colours = colours;
        wish.hasAlpha = true;
        const auto picture = viewed(jp2File(source, wish));
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
        const int grey = qGray(glassy.rgb());
        const QColor expected =
            colours == Colours::Rgb ? glassy : QColor(grey, grey, grey, glassy.alpha());
        const QColor seen = picture->view.pixelColor(32, 32);
        QVERIFY2(isClose(seen, expected, 2), qPrintable(seen.name(QColor::HexArgb)));
    }
}

void TestJp2::displayP3() {
    Jp2Wish wish;
    wish.icc = profileOfCodePoints(12, 13);
    QImage source(64, 64, QImage::Format_RGB888);
    source.fill(QColor(180, 90, 60));
    const auto picture = viewed(jp2File(source, wish));
    QVERIFY(picture);
    const QColor expected = toSrgb(source, wish.icc).value().pixelColor(32, 32);
    const QColor seen = picture->view.pixelColor(32, 32);
    QVERIFY2(isClose(seen, expected, 2), qPrintable(seen.name() + expected.name()));
}

void TestJp2::smallestResolutionThatIsEnough() {
    const QImage source = fixtures::painted(1000, 600);
    const QByteArray file = jp2File(source);
    const auto decoded = [&file](PixelNeed need) {
        return decodeJp2(file, PictureFormat::Jp2, need, {});
    };
    const auto quarter = decoded({150, 250});
    QVERIFY(quarter);
    QCOMPARE(quarter->pixels.size(), QSize(250, 150));
    QCOMPARE(quarter->fullSize, QSize(1000, 600));
    const auto half = decoded({151, 250});
    QVERIFY(half);
    QVERIFY(half->pixels.width() >= 252 && half->pixels.width() <= 500);
    const auto whole = decoded({600, 1000});
    QVERIFY(whole);
    QCOMPARE(whole->pixels, source);
}

void TestJp2::hugeClaim() {
    Jp2Wish wish;
    wish.isCodestream = true;
    QByteArray file = jp2File(fixtures::quarters(64, 64), wish);
    // Both the picture and its one tile.
    file.replace(8, 8, QByteArray::fromHex("0000700000007000"));
    file.replace(24, 8, QByteArray::fromHex("0000700000007000"));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("400 million")),
             qPrintable(picture.error().sentence));
}

void TestJp2::cutShort_data() {
    containers();
}

void TestJp2::cutShort() {
    QFETCH(const bool, isCodestream);
    QFETCH(const int, tile);
    Jp2Wish wish;
    wish.isCodestream = isCodestream;
    wish.tile = tile;
    const QByteArray file = jp2File(fixtures::painted(300, 200), wish);
    checks::verifyEveryTruncation(file);
    const auto picture = viewed(file.first(file.size() - 20));
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
             qPrintable(picture.error().sentence));
}

void TestJp2::missingEndMarkIsForgiven() {
    Jp2Wish wish;
    wish.isCodestream = true;
    const QByteArray file = jp2File(fixtures::painted(300, 200), wish);
    const auto picture = viewed(file.chopped(2));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().detail));
}

void TestJp2::damaged_data() {
    containers();
}

void TestJp2::damaged() {
    QFETCH(const bool, isCodestream);
    QFETCH(const int, tile);
    Jp2Wish wish;
    wish.isCodestream = isCodestream;
    wish.tile = tile;
    checks::verifyDamage(jp2File(fixtures::painted(192, 160), wish), 150);
}

void TestJp2::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture =
        decodePicture(jp2File(fixtures::quarters(64, 64)), PictureWish{{}, {64}, 0}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestJp2)
#include "tst_jp2.moc"
