#include <QBuffer>
#include <QDateTime>
#include <QImageWriter>
#include <QTest>
#include <QTimeZone>

#include "core/media/picture.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::Exif;

namespace {

/// One letter per quarter of the picture, clockwise from the top left.
QString quartersOf(const QImage& image) {
    const auto letter = [&image](double x, double y) {
        const QColor c = image.pixelColor(int(x * image.width()), int(y * image.height()));
        if (c.red() > 128)
            return QChar(c.green() > 128 ? u'Y' : u'R');
        return QChar(c.green() > 128 ? u'G' : u'B');
    };
    return QString() + letter(.25, .25) + letter(.75, .25) + letter(.75, .75) + letter(.25, .75);
}

QImage imageOfInput(const QByteArray& input, int side) {
    return QImage(reinterpret_cast<const uchar*>(input.constData()), side, side, side * 3,
                  QImage::Format_RGB888)
        .copy();
}

}  // namespace

class TestOrientation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void appliedOnce_data();
    void appliedOnce();
    void nonsenseIsUpright();
    void camera_data();
    void camera();
    void captureDate_data();
    void captureDate();
    void damagedMetadataKeepsThePicture();
};

void TestOrientation::appliedOnce_data() {
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("seen");
    // The stored picture is RGBY clockwise; what the standard says is seen of it.
    const char* expected[] = {"RGBY", "GRYB", "BYRG", "YBGR", "RYBG", "YRGB", "BGRY", "GBYR"};
    for (int value = 1; value <= 8; ++value)
        QTest::addRow("%d", value) << value << QString::fromLatin1(expected[value - 1]);
}

void TestOrientation::appliedOnce() {
    QFETCH(const int, value);
    QFETCH(const QString, seen);
    const QImage stored = fixtures::quarters(640, 320);
    Exif exif;
    exif.orientation = value;
    const QByteArray jpeg = fixtures::withExif(fixtures::encoded(stored, "jpeg", 95), exif);

    QByteArray tiff;
    QBuffer buffer(&tiff);
    QImageWriter writer(&buffer, "tiff");
    // Qt's flags for EXIF 1..8.
    constexpr int transformations[] = {0, 1, 3, 2, 6, 4, 5, 7};
    writer.setTransformation(QImageIOHandler::Transformations(transformations[value - 1]));
    QVERIFY(writer.write(stored));

    const QSize size = value >= 5 ? QSize(320, 640) : QSize(640, 320);
    constexpr int side = 64;
    const InputSpec spec{side, InputSpec::Resize::Squash};
    for (const QByteArray& file : {jpeg, tiff}) {
        const auto picture = decodePicture(file, PictureWish{spec, {256, 512}, 4096});
        QVERIFY(picture);
        QCOMPARE(picture->facts.orientation, value);
        QCOMPARE(QSize(picture->facts.width, picture->facts.height), size);
        QCOMPARE(picture->view.size(), size);
        QCOMPARE(quartersOf(picture->view), seen);
        QCOMPARE(quartersOf(imageOfInput(picture->input, side)), seen);
        for (int longSide : {256, 512}) {
            const QImage thumbnail = QImage::fromData(picture->thumbnails.value(longSide));
            QCOMPARE(thumbnail.size(), size * longSide / 640);
            QCOMPARE(quartersOf(thumbnail), seen);
        }
    }
}

void TestOrientation::nonsenseIsUpright() {
    for (int value : {0, 9, 255, 65535}) {
        Exif exif;
        exif.orientation = value;
        const auto picture = decodePicture(
            fixtures::withExif(fixtures::encoded(fixtures::quarters(64, 32), "jpeg"), exif),
            PictureWish{{}, {}, 64});
        QVERIFY(picture);
        QCOMPARE(picture->facts.orientation, 1);
        QCOMPARE(quartersOf(picture->view), QStringLiteral("RGBY"));
    }
}

void TestOrientation::camera_data() {
    QTest::addColumn<QByteArray>("make");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QString>("camera");
    QTest::newRow("both") << QByteArray("Apple") << QByteArray("iPhone 12")
                          << QStringLiteral("Apple iPhone 12");
    QTest::newRow("maker in model")
        << QByteArray("Canon") << QByteArray("Canon EOS 5D") << QStringLiteral("Canon EOS 5D");
    QTest::newRow("long maker") << QByteArray("NIKON CORPORATION") << QByteArray("NIKON D90")
                                << QStringLiteral("NIKON D90");
    QTest::newRow("no maker") << QByteArray("") << QByteArray("X100") << QStringLiteral("X100");
    QTest::newRow("padded") << QByteArray("SONY   ") << QByteArray(" A7 ")
                            << QStringLiteral("SONY A7");
    QTest::newRow("none") << QByteArray("") << QByteArray("") << QString();
}

void TestOrientation::camera() {
    QFETCH(const QByteArray, make);
    QFETCH(const QByteArray, model);
    QFETCH(const QString, camera);
    const auto picture =
        decodePicture(fixtures::withExif(fixtures::encoded(fixtures::quarters(64, 32), "jpeg"),
                                         Exif{1, make, model, {}}),
                      PictureWish{});
    QVERIFY(picture);
    QCOMPARE(picture->facts.camera, camera);
}

void TestOrientation::captureDate_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("date");
    QTest::newRow("usual") << QByteArray("2021:07:30 18:04:05")
                           << QDateTime(QDate(2021, 7, 30), QTime(18, 4, 5), QTimeZone::utc());
    QTest::newRow("before 1970") << QByteArray("1965:01:02 03:04:05")
                                 << QDateTime(QDate(1965, 1, 2), QTime(3, 4, 5), QTimeZone::utc());
    // A wall clock that some zone skipped is a wall clock all the same.
    QTest::newRow("summer time gap")
        << QByteArray("2021:03:28 02:30:00")
        << QDateTime(QDate(2021, 3, 28), QTime(2, 30), QTimeZone::utc());
    QTest::newRow("unset clock") << QByteArray("0000:00:00 00:00:00") << QDateTime();
    QTest::newRow("blanks") << QByteArray("    :  :     :  :  ") << QDateTime();
    QTest::newRow("nonsense") << QByteArray("yesterday") << QDateTime();
}

void TestOrientation::captureDate() {
    QFETCH(const QByteArray, text);
    QFETCH(const QDateTime, date);
    const auto picture =
        decodePicture(fixtures::withExif(fixtures::encoded(fixtures::quarters(64, 32), "jpeg"),
                                         Exif{1, "A", "B", text}),
                      PictureWish{});
    QVERIFY(picture);
    QCOMPARE(picture->facts.capturedMs.has_value(), date.isValid());
    if (date.isValid())
        QCOMPARE(*picture->facts.capturedMs, date.toMSecsSinceEpoch());
}

void TestOrientation::damagedMetadataKeepsThePicture() {
    const QByteArray plain = fixtures::encoded(fixtures::quarters(64, 32), "jpeg");
    const QByteArray whole =
        fixtures::withExif(plain, Exif{6, "Maker", "Model of some length", "2021:07:30 18:04:05"});
    // Every byte of the EXIF block in turn, which lies behind the two of the start marker, the
    // segment's own four and "Exif\0\0".
    for (qsizetype i = 12; i < whole.size() - plain.size() + 2; ++i) {
        QByteArray file = whole;
        file[i] = char(~file[i]);
        const auto picture = decodePicture(file, PictureWish{{}, {}, 64});
        QVERIFY2(picture, qPrintable(QString::number(i)));
    }
}

SEMBLANCE_TEST(TestOrientation)
#include "tst_orientation.moc"
