#include <QTest>

#include "core/media/codecs/codecs.h"
#include "core/media/codecs/rawsniff.h"
#include "tests/core/media/checks.h"
#include "tests/core/media/dngfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using checks::quartersOf;
using checks::viewed;
using fixtures::dngFile;
using fixtures::DngWish;

namespace {

/// Blue and yellow change places with red and green: other quarters than the sensor's.
DngWish withPreview(QSize size) {
    DngWish wish;
    wish.preview = fixtures::encoded(
        fixtures::quarters(size.width(), size.height()).mirrored(true, true), "jpeg", 95);
    wish.previewSize = size;
    return wish;
}

const QString kSensor = QStringLiteral("RGBY");
const QString kPreview = QStringLiteral("BYRG");

}  // namespace

/// Raw files: the picture that the camera put in, or what its sensor saw.
class TestRaw : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void developed();
    void previewServes();
    void smallPreviewDoesNotServe();
    void previewOfAnotherSection();
    void orientationOnce_data();
    void orientationOnce();
    void turnedPreviewIsLeftAsItIs();
    void contentTellsItFromTiff_data();
    void contentTellsItFromTiff();
    void plainTiffIsNone();
    void signatures();
    void metadata();
    void damagedSensorDataLeavesThePreview();
    void hugeClaim();
    void cutShort();
    void damaged();
    void cancelled();
};

void TestRaw::developed() {
    const QByteArray file = dngFile(fixtures::quarters(400, 300));
    const auto picture = viewed(file);
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("raw"));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(400, 300));
    QCOMPARE(picture->view.size(), QSize(200, 150));
    QCOMPARE(quartersOf(picture->view), kSensor);
    // With the camera's white balance and the colours of its matrix.
    QVERIFY(checks::isClose(picture->view.pixelColor(50, 40), Qt::red, 40));
    QVERIFY(checks::isClose(picture->view.pixelColor(150, 110), Qt::blue, 40));
}

void TestRaw::previewServes() {
    const QByteArray file = dngFile(fixtures::quarters(1200, 800), withPreview({300, 200}));
    const auto picture = decodePicture(file, PictureWish{{}, {}, 300});
    QVERIFY(picture);
    QCOMPARE(quartersOf(picture->view), kPreview);
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(1200, 800));
    // As large as what developing gives: no more can be had.
    const auto large = decodePicture(
        dngFile(fixtures::quarters(1200, 800), withPreview({600, 400})), PictureWish{{}, {}, 4096});
    QVERIFY(large);
    QCOMPARE(quartersOf(large->view), kPreview);
    QCOMPARE(large->view.size(), QSize(600, 400));
}

void TestRaw::smallPreviewDoesNotServe() {
    const QByteArray file = dngFile(fixtures::quarters(1200, 800), withPreview({300, 200}));
    const auto picture = decodePicture(file, PictureWish{{}, {}, 301});
    QVERIFY(picture);
    QCOMPARE(quartersOf(picture->view), kSensor);
}

void TestRaw::previewOfAnotherSection() {
    const QByteArray file = dngFile(fixtures::quarters(1200, 800), withPreview({320, 180}));
    const auto picture = decodePicture(file, PictureWish{{}, {}, 160});
    QVERIFY(picture);
    QCOMPARE(quartersOf(picture->view), kSensor);
}

void TestRaw::orientationOnce_data() {
    QTest::addColumn<int>("value");
    QTest::addColumn<bool>("hasPreview");
    for (int value : {1, 3, 6, 8}) {
        QTest::addRow("%d developed", value) << value << false;
        QTest::addRow("%d preview", value) << value << true;
    }
}

void TestRaw::orientationOnce() {
    QFETCH(const int, value);
    QFETCH(const bool, hasPreview);
    DngWish wish;
    if (hasPreview) {
        wish.preview = fixtures::encoded(fixtures::quarters(300, 200), "jpeg", 95);
        wish.previewSize = QSize(300, 200);
    }
    wish.orientation = value;
    const auto picture =
        decodePicture(dngFile(fixtures::quarters(1200, 800), wish), PictureWish{{}, {}, 300});
    QVERIFY(picture);
    QCOMPARE(quartersOf(picture->view), checks::quartersByOrientation()[value - 1]);
    const QSize full = value >= 5 ? QSize(800, 1200) : QSize(1200, 800);
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), full);
    QCOMPARE(picture->view.size(), full / 4);
}

void TestRaw::turnedPreviewIsLeftAsItIs() {
    DngWish wish;
    wish.preview = fixtures::encoded(fixtures::quarters(200, 300), "jpeg", 95);
    wish.previewSize = QSize(200, 300);
    wish.orientation = 6;
    const auto picture =
        decodePicture(dngFile(fixtures::quarters(1200, 800), wish), PictureWish{{}, {}, 300});
    QVERIFY(picture);
    QCOMPARE(quartersOf(picture->view), kSensor);
    QCOMPARE(picture->view.size(), QSize(200, 300));
}

void TestRaw::contentTellsItFromTiff_data() {
    QTest::addColumn<bool>("isDng");
    QTest::addColumn<bool>("isBigEndian");
    QTest::newRow("DNG") << true << false;
    QTest::newRow("DNG, big endian") << true << true;
    QTest::newRow("filter array") << false << false;
    QTest::newRow("filter array, big endian") << false << true;
}

void TestRaw::contentTellsItFromTiff() {
    DngWish wish;
    QFETCH(const bool, isDng);
    QFETCH(const bool, isBigEndian);
    wish.isDng = isDng;
    wish.isBigEndian = isBigEndian;
    const QByteArray file = dngFile(fixtures::quarters(64, 64), wish);
    QCOMPARE(codecOf(file)->format, PictureFormat::Raw);
    // Wherever it is cut, looking for signs reads nothing beyond.
    for (qsizetype size = 0; size < file.size(); size += 7)
        (void)isCameraRaw(QByteArray(file.constData(), size));
}

void TestRaw::plainTiffIsNone() {
    const QByteArray tiff = fixtures::encoded(fixtures::quarters(64, 64), "tiff");
    QVERIFY(!isCameraRaw(tiff));
    QCOMPARE(codecOf(tiff)->format, PictureFormat::Tiff);
}

void TestRaw::signatures() {
    const QByteArray zeros(64, '\0');
    for (const QByteArray& head :
         {QByteArray("FUJIFILMCCD-RAW 0201"), QByteArray("FOVb"), QByteArray("IIRO\x08"),
          QByteArray("IIRS\x08"), QByteArray("MMOR\0", 5), QByteArray("IIU\0\x08", 5),
          QByteArray("II\x1a\0\0\0HEAPCCDR", 14), QByteArray("\0MRM", 4),
          QByteArray("II*\0\x10\0\0\0CR\2\0", 12),
          QByteArray("\0\0\0\x18"
                     "ftypcrx ",
                     12)}) {
        QVERIFY2(isCameraRaw(head + zeros), head.constData());
        const auto picture = viewed(head + zeros);
        QVERIFY(!picture);
        QVERIFY(picture.error().sentence.endsWith(QLatin1Char('.')));
    }
    QVERIFY(!isCameraRaw("II*\0"));
    QVERIFY(!isCameraRaw({}));
}

void TestRaw::metadata() {
    const auto picture = viewed(dngFile(fixtures::quarters(200, 100)));
    QVERIFY(picture);
    QCOMPARE(picture->facts.camera, QStringLiteral("Maker Model"));
    QVERIFY(picture->facts.capturedMs);
}

void TestRaw::damagedSensorDataLeavesThePreview() {
    const QSize size(300, 200);
    QByteArray file = dngFile(fixtures::quarters(1200, 800), withPreview(size));
    // The sensor's rows say that they go on far beyond the file.
    const qsizetype rows = file.lastIndexOf(QByteArray::fromHex("1701040001000000"));
    QVERIFY(rows > 0);
    file.replace(rows + 8, 4, QByteArray::fromHex("ffffff7f"));
    const auto picture = decodePicture(file, PictureWish{{}, {}, 600});
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(quartersOf(picture->view), kPreview);
}

void TestRaw::hugeClaim() {
    QByteArray file = dngFile(fixtures::quarters(200, 100));
    const QByteArray width = QByteArray::fromHex("000104000100000000c8").first(8);
    const qsizetype at = file.indexOf(width);
    QVERIFY(at > 0);
    file.replace(at + 8, 4, QByteArray::fromHex("ffff0000"));
    file.replace(at + 20, 4, QByteArray::fromHex("ffff0000"));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::BadInput);
}

void TestRaw::cutShort() {
    const QByteArray file = dngFile(fixtures::quarters(200, 100));
    checks::verifyEveryTruncation(file);
    const auto picture = viewed(file.first(file.size() - 100));
    QVERIFY(!picture);
    QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
             qPrintable(picture.error().sentence));
}

void TestRaw::damaged() {
    checks::verifyDamage(dngFile(fixtures::quarters(200, 100)), 200);
    checks::verifyDamage(dngFile(fixtures::quarters(200, 100), withPreview({80, 40})), 200);
}

void TestRaw::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture =
        decodePicture(dngFile(fixtures::quarters(64, 64)), PictureWish{{}, {64}, 0}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestRaw)
#include "tst_raw.moc"
