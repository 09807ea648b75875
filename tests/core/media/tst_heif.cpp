#include <QTest>

#include "core/media/codecs/codecs.h"
#include "core/media/codecs/heifdecode.h"
#include "core/media/pixels/colour.h"
#include "tests/core/media/checks.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/heiffile.h"
#include "tests/testmain.h"

using namespace semblance;
using checks::isClose;
using checks::meanDifference;
using checks::quartersOf;
using checks::viewed;
using fixtures::heifFile;
using fixtures::HeifWish;

/// HEIC and AVIF files of libheif's own encoders come out as what went in.
class TestHeif : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pixels_data() { formats(); }
    void pixels();
    void moreBits_data() { formats(); }
    void moreBits();
    void alpha_data();
    void alpha();
    void orientationOnce_data();
    void orientationOnce();
    void exif_data() { formats(); }
    void exif();
    void displayP3_data();
    void displayP3();
    void grid();
    void gridWithGapsIsBlackThere();
    void smallerCopy();
    void otherSectionIsNoCopy();
    void brandsDecide();
    void brokenSequence();
    void hugeClaim_data() { formats(); }
    void hugeClaim();
    void cutShort_data() { formats(); }
    void cutShort();
    void damaged_data() { formats(); }
    void damaged();
    void cancelled();

private:
    static void formats();
};

void TestHeif::initTestCase() {
    QVERIFY(loadHeif(PictureFormat::Heif));
    QVERIFY(loadHeif(PictureFormat::Avif));
    for (PictureFormat format : {PictureFormat::Heif, PictureFormat::Avif}) {
        if (!fixtures::canEncode(format))
            QSKIP("libheif has no encoder here");
    }
}

void TestHeif::formats() {
    QTest::addColumn<PictureFormat>("format");
    QTest::newRow("heif") << PictureFormat::Heif;
    QTest::newRow("avif") << PictureFormat::Avif;
}

void TestHeif::pixels() {
    QFETCH(const PictureFormat, format);
    const QImage source = fixtures::painted(330, 201);
    const auto picture = viewed(heifFile(source, {format}));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, pictureFormatName(format));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), source.size());
    QCOMPARE(picture->view.size(), source.size());
    QVERIFY(meanDifference(picture->view, source) < 3);
    QVERIFY(isClose(picture->view.pixelColor(40, 40), source.pixelColor(40, 40), 8));
}

void TestHeif::moreBits() {
    QFETCH(const PictureFormat, format);
    const QImage source = fixtures::painted(256, 128);
    HeifWish wish{format};
    // libheif 1.15 asks libaom for a profile that has no 10 bits.
    wish.bits = format == PictureFormat::Avif ? 12 : 10;
    const auto picture = viewed(heifFile(source, wish));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QVERIFY(meanDifference(picture->view, source) < 3);
}

void TestHeif::alpha_data() {
    QTest::addColumn<PictureFormat>("format");
    QTest::addColumn<bool>("isPremultiplied");
    QTest::newRow("heif straight") << PictureFormat::Heif << false;
    QTest::newRow("avif straight") << PictureFormat::Avif << false;
    QTest::newRow("avif premultiplied") << PictureFormat::Avif << true;
}

void TestHeif::alpha() {
    QFETCH(const PictureFormat, format);
    QFETCH(const bool, isPremultiplied);
    const QColor glassy(200, 100, 50, 128);
    QImage source(128, 128, QImage::Format_RGBA8888);
    source.fill(glassy);
    HeifWish wish{format};
    wish.isPremultiplied = isPremultiplied;
    const auto picture = viewed(heifFile(source, wish));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    const QColor seen = picture->view.pixelColor(64, 64);
    QVERIFY2(isClose(seen, glassy, 8), qPrintable(seen.name(QColor::HexArgb)));
}

void TestHeif::orientationOnce_data() {
    QTest::addColumn<PictureFormat>("format");
    QTest::addColumn<int>("value");
    for (PictureFormat format : {PictureFormat::Heif, PictureFormat::Avif})
        for (int value = 1; value <= 8; ++value)
            QTest::addRow("%s %d", qPrintable(pictureFormatName(format)), value) << format << value;
}

/// The EXIF block says the same once more, as phones write it.
void TestHeif::orientationOnce() {
    QFETCH(const PictureFormat, format);
    QFETCH(const int, value);
    HeifWish wish{format};
    wish.orientation = value;
    wish.exif = fixtures::exifBlock({value, "Maker", "Model", "2021:07:30 18:04:05"});
    const auto picture = viewed(heifFile(fixtures::quarters(256, 128), wish));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    const QSize size = value >= 5 ? QSize(128, 256) : QSize(256, 128);
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), size);
    QCOMPARE(picture->view.size(), size);
    QCOMPARE(quartersOf(picture->view), checks::quartersByOrientation()[value - 1]);
}

void TestHeif::exif() {
    QFETCH(const PictureFormat, format);
    HeifWish wish{format};
    wish.exif = fixtures::exifBlock({1, "Maker", "Model", "2021:07:30 18:04:05"});
    const auto picture = viewed(heifFile(fixtures::quarters(128, 64), wish));
    QVERIFY(picture);
    QCOMPARE(picture->facts.camera, QStringLiteral("Maker Model"));
    QVERIFY(picture->facts.capturedMs);
    QCOMPARE(*picture->facts.capturedMs, 1'627'668'245'000);
}

void TestHeif::displayP3_data() {
    QTest::addColumn<PictureFormat>("format");
    QTest::addColumn<bool>("byProfile");
    QTest::newRow("heif profile") << PictureFormat::Heif << true;
    QTest::newRow("heif code points") << PictureFormat::Heif << false;
    QTest::newRow("avif profile") << PictureFormat::Avif << true;
    QTest::newRow("avif code points") << PictureFormat::Avif << false;
}

void TestHeif::displayP3() {
    QFETCH(const PictureFormat, format);
    QFETCH(const bool, byProfile);
    constexpr int displayP3 = 12, srgbCurve = 13;
    const QByteArray icc = profileOfCodePoints(displayP3, srgbCurve);
    QImage source(64, 64, QImage::Format_RGB888);
    source.fill(QColor(180, 90, 60));
    HeifWish wish{format};
    if (byProfile)
        wish.icc = icc;
    else
        wish.primaries = displayP3;
    const auto picture = viewed(heifFile(source, wish));
    QVERIFY(picture);
    const QColor expected = toSrgb(source, icc).value().pixelColor(32, 32);
    QVERIFY(!isClose(expected, source.pixelColor(32, 32), 8));
    const QColor seen = picture->view.pixelColor(32, 32);
    QVERIFY2(isClose(seen, expected, 5), qPrintable(seen.name() + expected.name()));
}

void TestHeif::grid() {
    const QImage source = fixtures::painted(512, 256);
    const auto picture = viewed(fixtures::heicGrid(source, source.size()));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().detail));
    QCOMPARE(picture->view.size(), source.size());
    QVERIFY(meanDifference(picture->view, source) < 3);
}

void TestHeif::gridWithGapsIsBlackThere() {
    const QByteArray gaps = fixtures::heicGrid(fixtures::painted(512, 256), QSize(700, 400));
    QImage white(700, 400, QImage::Format_RGB888);
    white.fill(Qt::white);
    const QByteArray other = heifFile(white);
    for (int i = 0; i < 8; ++i) {
        QVERIFY(viewed(other));
        const auto picture = viewed(gaps);
        if (!picture) {
            QCOMPARE(picture.error().kind, ErrorKind::BadInput);
            continue;
        }
        for (int x = 520; x < 700; ++x)
            QCOMPARE(picture->view.pixelColor(x, 350), QColor(Qt::black));
    }
}

/// The copy is blue where the picture is red, so that it shows which one was decoded.
void TestHeif::smallerCopy() {
    QImage source(1024, 512, QImage::Format_RGB888);
    source.fill(Qt::red);
    HeifWish wish;
    wish.thumbnail = QImage(256, 128, QImage::Format_RGB888);
    wish.thumbnail.fill(Qt::blue);
    const QByteArray file = heifFile(source, wish);
    const auto colourAt = [&file](int side) {
        const auto picture = decodePicture(file, PictureWish{{}, {}, side});
        return picture ? picture->view.pixelColor(5, 5) : QColor();
    };
    QVERIFY(isClose(colourAt(256), Qt::blue, 8));
    QVERIFY(isClose(colourAt(257), Qt::red, 8));
    // Whether the copy was turned as well cannot be seen.
    wish.orientation = 3;
    const auto turned = decodePicture(heifFile(source, wish), PictureWish{{}, {}, 256});
    QVERIFY(turned);
    QVERIFY(isClose(turned->view.pixelColor(5, 5), Qt::red, 8));
    QCOMPARE(turned->facts.width, 1024);
}

void TestHeif::otherSectionIsNoCopy() {
    QImage source(1024, 512, QImage::Format_RGB888);
    source.fill(Qt::red);
    HeifWish wish;
    wish.thumbnail = QImage(256, 192, QImage::Format_RGB888);
    wish.thumbnail.fill(Qt::blue);
    const auto picture = decodePicture(heifFile(source, wish), PictureWish{{}, {}, 128});
    QVERIFY(picture);
    QVERIFY(isClose(picture->view.pixelColor(5, 5), Qt::red, 8));
}

void TestHeif::brandsDecide() {
    QByteArray avif = heifFile(fixtures::quarters(64, 64), {PictureFormat::Avif});
    QCOMPARE(codecOf(avif)->format, PictureFormat::Avif);
    avif.replace(8, 4, "mif1");
    QCOMPARE(codecOf(avif)->format, PictureFormat::Avif);
    QVERIFY(viewed(avif));
    QByteArray heic = heifFile(fixtures::quarters(64, 64));
    heic.replace(8, 4, "mif1");
    QCOMPARE(codecOf(heic)->format, PictureFormat::Heif);
    QVERIFY(viewed(heic));
}

// Sound ones are in tst_video, with FFmpeg's encoders.
void TestHeif::brokenSequence() {
    const QByteArray file = QByteArray::fromHex("00000018") + "ftyphevc" + QByteArray(4, '\0') +
                            "msf1hevc" + QByteArray::fromHex("00000010") + "moov" +
                            QByteArray(8, 'x');
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("no video in the file")),
             qPrintable(picture.error().sentence));
}

void TestHeif::hugeClaim() {
    QFETCH(const PictureFormat, format);
    QByteArray file = heifFile(fixtures::quarters(64, 64), {format});
    const qsizetype size = file.indexOf("ispe") + 8;
    QVERIFY(size > 8);
    file.replace(size, 8, QByteArray::fromHex("0000700000007000"));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("400 million")),
             qPrintable(picture.error().sentence));
}

void TestHeif::cutShort() {
    QFETCH(const PictureFormat, format);
    const QByteArray file = heifFile(fixtures::painted(256, 256), {format});
    checks::verifyEveryTruncation(file);
    const auto picture = viewed(file.first(file.size() - 10));
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
             qPrintable(picture.error().sentence));
}

void TestHeif::damaged() {
    QFETCH(const PictureFormat, format);
    checks::verifyDamage(heifFile(fixtures::painted(192, 128), {format}), 200);
}

void TestHeif::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture =
        decodePicture(heifFile(fixtures::quarters(64, 64)), PictureWish{{}, {64}, 0}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestHeif)
#include "tst_heif.moc"
