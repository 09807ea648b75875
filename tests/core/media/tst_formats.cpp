#include <QBuffer>
#include <QImageWriter>
#include <QTest>

#include "core/media/picture.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::encoded;

namespace {

/// The picture as a view, at its own size.
Result<DecodedPicture> viewed(const QByteArray& file) {
    return decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
}

bool isClose(QColor a, QColor b, int tolerance) {
    return std::abs(a.red() - b.red()) <= tolerance &&
           std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance &&
           std::abs(a.alpha() - b.alpha()) <= tolerance;
}

}  // namespace

/// Every format and every colour type that Qt or libjpeg can write comes out with its colours.
class TestFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void format_data();
    void format();
    void colourType_data();
    void colourType();
    void cmyk_data();
    void cmyk();
    void progressiveJpeg();
    void firstFrameOfAnimation();
    void alphaIsKept();
    void opaqueAlphaChannelIsNoAlpha();
    void onePixel_data();
    void onePixel();
    void viewIsNeverLargerThanAsked();
    void squareViewFitsAFrame();
};

void TestFormats::format_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("tolerance");
    QTest::newRow("jpeg") << QByteArray("jpeg") << 6;
    QTest::newRow("png") << QByteArray("png") << 0;
    QTest::newRow("webp") << QByteArray("webp") << 12;
    QTest::newRow("tiff") << QByteArray("tiff") << 0;
    QTest::newRow("bmp") << QByteArray("bmp") << 0;
}

void TestFormats::format() {
    QFETCH(const QByteArray, name);
    QFETCH(const int, tolerance);
    // Content decides: no name is given, and a wrong extension could not matter.
    const auto picture = viewed(encoded(fixtures::quarters(96, 64), name.constData(), 95));
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QString::fromLatin1(name));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(96, 64));
    QCOMPARE(picture->facts.orientation, 1);
    QCOMPARE(picture->view.size(), QSize(96, 64));
    QCOMPARE(picture->view.format(), QImage::Format_RGBA8888);
    QVERIFY(isClose(picture->view.pixelColor(20, 16), Qt::red, tolerance));
    QVERIFY(isClose(picture->view.pixelColor(70, 16), Qt::green, tolerance));
    QVERIFY(isClose(picture->view.pixelColor(70, 48), Qt::blue, tolerance));
    QVERIFY(isClose(picture->view.pixelColor(20, 48), Qt::yellow, tolerance));
}

void TestFormats::colourType_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QImage::Format>("pixels");
    QTest::addColumn<QColor>("colour");
    const QColor grey(90, 90, 90);
    const QColor teal(0, 153, 102);  // in Qt's fixed palette
    const QColor glassy(10, 150, 140, 128);
    for (const char* name : {"png", "tiff"}) {
        QTest::addRow("%s 16-bit", name) << QByteArray(name) << QImage::Format_RGBX64 << teal;
        QTest::addRow("%s 16-bit alpha", name)
            << QByteArray(name) << QImage::Format_RGBA64 << glassy;
        QTest::addRow("%s palette", name) << QByteArray(name) << QImage::Format_Indexed8 << teal;
        QTest::addRow("%s grey", name) << QByteArray(name) << QImage::Format_Grayscale8 << grey;
        QTest::addRow("%s 16-bit grey", name)
            << QByteArray(name) << QImage::Format_Grayscale16 << grey;
        QTest::addRow("%s bilevel", name)
            << QByteArray(name) << QImage::Format_Mono << QColor(Qt::white);
    }
    QTest::newRow("jpeg grey") << QByteArray("jpeg") << QImage::Format_Grayscale8 << grey;
    QTest::newRow("bmp palette") << QByteArray("bmp") << QImage::Format_Indexed8 << teal;
    QTest::newRow("webp alpha") << QByteArray("webp") << QImage::Format_ARGB32 << glassy;
}

void TestFormats::colourType() {
    QFETCH(const QByteArray, name);
    QFETCH(const QImage::Format, pixels);
    QFETCH(const QColor, colour);
    QImage image(40, 30, QImage::Format_ARGB32);
    image.fill(colour);
    const auto picture = viewed(encoded(image.convertToFormat(pixels), name.constData(), 100));
    QVERIFY(picture);
    const QColor seen = picture->view.pixelColor(20, 15);
    QVERIFY2(isClose(seen, colour, 4), qPrintable(seen.name(QColor::HexArgb)));
}

void TestFormats::cmyk_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QColor>("colour");
    for (bool ycck : {false, true}) {
        const char* kind = ycck ? "ycck" : "cmyk";
        QTest::addRow("%s no ink", kind)
            << fixtures::cmykJpeg(32, 32, 0, 0, 0, 0, ycck) << QColor(Qt::white);
        QTest::addRow("%s black", kind)
            << fixtures::cmykJpeg(32, 32, 0, 0, 0, 255, ycck) << QColor(Qt::black);
        QTest::addRow("%s cyan", kind)
            << fixtures::cmykJpeg(32, 32, 255, 0, 0, 0, ycck) << QColor(Qt::cyan);
        QTest::addRow("%s half red", kind)
            << fixtures::cmykJpeg(32, 32, 0, 255, 255, 128, ycck) << QColor(127, 0, 0);
    }
    QTest::newRow("without Adobe's marker")
        << fixtures::cmykJpeg(32, 32, 0, 255, 0, 0, false, false) << QColor(Qt::magenta);
}

void TestFormats::cmyk() {
    QFETCH(const QByteArray, file);
    QFETCH(const QColor, colour);
    const auto picture = viewed(file);
    QVERIFY(picture);
    const QColor seen = picture->view.pixelColor(16, 16);
    QVERIFY2(isClose(seen, colour, 6), qPrintable(seen.name()));
}

void TestFormats::progressiveJpeg() {
    const auto picture = viewed(fixtures::progressiveJpeg(fixtures::quarters(96, 64)));
    QVERIFY(picture);
    QVERIFY(isClose(picture->view.pixelColor(20, 16), Qt::red, 6));
    QVERIFY(isClose(picture->view.pixelColor(70, 48), Qt::blue, 6));
}

void TestFormats::firstFrameOfAnimation() {
    const auto picture = viewed(fixtures::animatedGif());
    QVERIFY(picture);
    QCOMPARE(picture->facts.format, QStringLiteral("gif"));
    QCOMPARE(picture->view.size(), QSize(2, 2));
    QCOMPARE(picture->view.pixelColor(1, 1), QColor(Qt::red));
}

void TestFormats::alphaIsKept() {
    QImage image(64, 64, QImage::Format_ARGB32);
    image.fill(QColor(200, 100, 50, 100));
    image.setPixelColor(5, 5, QColor(0, 0, 0, 0));
    const auto picture = viewed(encoded(image, "png"));
    QVERIFY(picture);
    QVERIFY(isClose(picture->view.pixelColor(40, 40), QColor(200, 100, 50, 100), 2));
    QCOMPARE(picture->view.pixelColor(5, 5).alpha(), 0);
}

void TestFormats::opaqueAlphaChannelIsNoAlpha() {
    QImage image(64, 64, QImage::Format_ARGB32);
    image.fill(Qt::cyan);
    const auto picture = decodePicture(encoded(image, "png"), PictureWish{{}, {256}, 0});
    QVERIFY(picture);
    QVERIFY(!QImage::fromData(picture->thumbnails.value(256)).hasAlphaChannel());
}

void TestFormats::onePixel_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"jpeg", "png", "webp", "tiff", "bmp"})
        QTest::newRow(name) << QByteArray(name);
}

void TestFormats::onePixel() {
    QFETCH(const QByteArray, name);
    QImage image(1, 1, QImage::Format_RGB888);
    image.fill(QColor(30, 60, 90));
    const auto picture = decodePicture(encoded(image, name.constData(), 100),
                                       PictureWish{InputSpec{}, {256, 512}, 4096});
    QVERIFY(picture);
    QCOMPARE(picture->input.size(), qsizetype{260} * 260 * 3);
    QCOMPARE(picture->view.size(), QSize(1, 1));
    for (int side : {256, 512})
        QCOMPARE(QImage::fromData(picture->thumbnails.value(side)).size(), QSize(1, 1));
}

void TestFormats::viewIsNeverLargerThanAsked() {
    for (const char* name : {"jpeg", "png"}) {
        const QByteArray file = encoded(fixtures::quarters(1000, 500), name);
        for (int side : {4096, 1000, 999, 640, 500, 100, 3}) {
            const auto picture = decodePicture(file, PictureWish{{}, {}, side});
            QVERIFY(picture);
            QCOMPARE(picture->view.width(), qMin(side, 1000));
            QCOMPARE(picture->facts.width, 1000);
        }
    }
}

void TestFormats::squareViewFitsAFrame() {
    QImage image(4200, 4200, QImage::Format_Grayscale8);
    image.fill(100);
    const auto picture = viewed(encoded(image, "jpeg"));
    QVERIFY(picture);
    QVERIFY(picture->view.sizeInBytes() < (63 << 20));
    QVERIFY(picture->view.width() > 3900);
    QCOMPARE(picture->view.width(), picture->view.height());
}

SEMBLANCE_TEST(TestFormats)
#include "tst_formats.moc"
