#include <QPainter>
#include <QTest>

#include "core/media/jpegencode.h"
#include "core/media/picture.h"
#include "core/media/pngencode.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

void clear(QImage& image, const QRect& area) {
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.fillRect(area, Qt::transparent);
}

double meanDifference(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int i = 0; i < a.width() * 3; ++i)
            sum += std::abs(a.constScanLine(y)[i] - b.constScanLine(y)[i]);
    return sum / (a.width() * a.height() * 3);
}

QImage rgb(const QByteArray& file) {
    return QImage::fromData(file).convertToFormat(QImage::Format_RGB888);
}

}  // namespace

class TestThumbnails : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes();
    void jpegForOpaquePngForAlpha();
    void alphaEdgesKeepTheirColour();
    void everyPixelIsKept_data();
    void everyPixelIsKept();
    void drawingsAreKeptAsTheyAre_data();
    void drawingsAreKeptAsTheyAre();
    void manyColouredDrawingsKeepTheirEdges();
    void photosAreNoDrawings();
    void looksLikeThePicture();
    void orderOfSidesDoesNotMatter();
};

void TestThumbnails::sizes_data() {
    QTest::addColumn<QSize>("picture");
    QTest::addColumn<QSize>("small");
    QTest::addColumn<QSize>("large");
    QTest::newRow("landscape") << QSize(2000, 1000) << QSize(256, 128) << QSize(512, 256);
    QTest::newRow("portrait") << QSize(1000, 2000) << QSize(128, 256) << QSize(256, 512);
    QTest::newRow("between") << QSize(300, 300) << QSize(256, 256) << QSize(300, 300);
    QTest::newRow("small") << QSize(60, 40) << QSize(60, 40) << QSize(60, 40);
    QTest::newRow("thin") << QSize(3000, 1) << QSize(256, 1) << QSize(512, 1);
    QTest::newRow("exact") << QSize(512, 256) << QSize(256, 128) << QSize(512, 256);
}

void TestThumbnails::sizes() {
    QFETCH(const QSize, picture);
    QFETCH(const QSize, small);
    QFETCH(const QSize, large);
    for (const char* format : {"jpeg", "png"}) {
        const auto decoded = decodePicture(
            fixtures::encoded(fixtures::quarters(picture.width(), picture.height()), format),
            PictureWish{{}, {256, 512}, 0});
        QVERIFY(decoded);
        QCOMPARE(decoded->thumbnails.size(), 2);
        QCOMPARE(QImage::fromData(decoded->thumbnails[256]).size(), small);
        QCOMPARE(QImage::fromData(decoded->thumbnails[512]).size(), large);
        QVERIFY(decoded->view.isNull());
        QVERIFY(decoded->input.isEmpty());
    }
}

void TestThumbnails::jpegForOpaquePngForAlpha() {
    QImage image = fixtures::painted(700, 700).convertToFormat(QImage::Format_ARGB32);
    const PictureWish wish{{}, {512}, 0};
    auto decoded = decodePicture(fixtures::encoded(image, "png"), wish);
    QVERIFY(decoded);
    QVERIFY(decoded->thumbnails[512].startsWith("\xff\xd8\xff"));
    clear(image, QRect(0, 0, 300, 300));
    decoded = decodePicture(fixtures::encoded(image, "png"), wish);
    QVERIFY(decoded);
    QVERIFY(decoded->thumbnails[512].startsWith("\x89PNG"));
    const QImage thumbnail = QImage::fromData(decoded->thumbnails[512]);
    QCOMPARE(thumbnail.pixelColor(50, 50).alpha(), 0);
    QCOMPARE(thumbnail.pixelColor(400, 400).alpha(), 255);
}

// What is invisible must not bleed into what is not.
void TestThumbnails::alphaEdgesKeepTheirColour() {
    QImage image(1024, 1024, QImage::Format_ARGB32);
    image.fill(QColor(0, 255, 0, 0));
    QPainter(&image).fillRect(0, 0, 511, 1024, Qt::red);
    const auto decoded = decodePicture(fixtures::encoded(image, "png"), PictureWish{{}, {256}, 0});
    QVERIFY(decoded);
    const QImage thumbnail = QImage::fromData(decoded->thumbnails[256]);
    const QColor edge = thumbnail.pixelColor(127, 100);
    QVERIFY(edge.alpha() > 0 && edge.alpha() < 255);
    QCOMPARE(edge.green(), 0);
    QVERIFY(edge.red() > 250);
}

void TestThumbnails::everyPixelIsKept_data() {
    QTest::addColumn<QImage>("image");
    const auto add = [](const char* name, QSize size, auto colourAt) {
        QImage image(size, QImage::Format_RGBA8888);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                image.setPixelColor(x, y, colourAt(x, y));
        QTest::newRow(name) << image;
    };
    add("clear", {512, 512}, [](int, int) { return QColor(0, 0, 0, 0); });
    add("one pixel", {1, 1}, [](int, int) { return QColor(200, 100, 50, 128); });
    add("to the right", {300, 200}, [](int x, int) { return QColor(x % 256, 9, 9, 255 - x / 2); });
    add("down", {200, 300}, [](int, int y) { return QColor(9, y % 256, 9, 255 - y / 2); });
    // So that the file is longer than it is thought to become.
    quint32 state = 3;
    add("noise", {500, 400}, [&state](int, int) {
        state = state * 1664525u + 1013904223u;
        return QColor(int(state >> 24), int(state >> 16 & 255), int(state >> 8 & 255),
                      state >> 12 & 1 ? 255 : int(state >> 20 & 255));
    });
}

void TestThumbnails::everyPixelIsKept() {
    QFETCH(const QImage, image);
    const QImage premultiplied = image.convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    const auto file = encodePng(premultiplied);
    QVERIFY(file);
    const QImage read = QImage::fromData(*file, "png");
    QCOMPARE(read.size(), image.size());
    const QImage seen = read.convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    for (int y = 0; y < image.height(); ++y)
        for (int i = 0; i < 4 * image.width(); ++i)
            QVERIFY(std::abs(seen.constScanLine(y)[i] - premultiplied.constScanLine(y)[i]) <= 1);
}

void TestThumbnails::drawingsAreKeptAsTheyAre_data() {
    QTest::addColumn<QImage>("image");
    QImage icon(24, 24, QImage::Format_RGB888);
    for (int y = 0; y < icon.height(); ++y)
        for (int x = 0; x < icon.width(); ++x)
            icon.setPixelColor(x, y, (x + y) % 2 ? Qt::red : Qt::blue);
    QTest::newRow("icon") << icon;
    QTest::newRow("pixel art") << icon.scaled(480, 480);
    // More colours than a palette holds, in a picture that is tiny.
    QTest::newRow("tiny") << fixtures::painted(64, 48);
}

void TestThumbnails::drawingsAreKeptAsTheyAre() {
    QFETCH(const QImage, image);
    const auto decoded = decodePicture(fixtures::encoded(image, "png"), PictureWish{{}, {512}, 0});
    QVERIFY(decoded);
    QCOMPARE(rgb(decoded->thumbnails[512]), image);
    QVERIFY(decoded->thumbnails[512].size() < 3 * image.width() * image.height());
}

/// Colours beside each other do not run, as they would at half of their detail.
void TestThumbnails::manyColouredDrawingsKeepTheirEdges() {
    QImage image(480, 480, QImage::Format_RGB888);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int i = 0; i < 400; ++i)
        painter.fillRect(20 * (i % 20) + 4, 20 * (i / 20) + 4, 9, 9, QColor(255, i % 256, i / 256));
    painter.end();
    const auto decoded = decodePicture(fixtures::encoded(image, "png"), PictureWish{{}, {512}, 0});
    QVERIFY(decoded);
    QVERIFY(decoded->thumbnails[512].startsWith("\xff\xd8\xff"));
    const double difference = meanDifference(rgb(decoded->thumbnails[512]), image);
    const double halved =
        meanDifference(rgb(encodeJpeg(image, 80, Chroma::Halved).value_or(QByteArray())), image);
    QVERIFY2(difference < halved / 2,
             qPrintable(QStringLiteral("%1 of %2").arg(difference).arg(halved)));
}

/// Grey ones have few colours, too, and would be large.
void TestThumbnails::photosAreNoDrawings() {
    const QImage grey = fixtures::painted(700, 700).convertToFormat(QImage::Format_Grayscale8);
    for (const QImage& image : {fixtures::painted(700, 700), grey}) {
        const auto decoded =
            decodePicture(fixtures::encoded(image, "png"), PictureWish{{}, {256, 512}, 0});
        QVERIFY(decoded);
        for (const int side : {256, 512})
            QVERIFY(decoded->thumbnails[side].startsWith("\xff\xd8\xff"));
    }
}

void TestThumbnails::looksLikeThePicture() {
    const QImage image = fixtures::painted(1600, 1200);
    const auto decoded =
        decodePicture(fixtures::encoded(image, "jpeg", 95), PictureWish{{}, {256, 512}, 0});
    QVERIFY(decoded);
    for (int side : {256, 512}) {
        const QImage ours = rgb(decoded->thumbnails[side]);
        const QImage qts = rgb(fixtures::encoded(
            image.scaled(ours.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation), "jpeg",
            80));
        // Qt averages boxes, which is softer; the checkerboard's edges make most of the difference.
        const double difference = meanDifference(ours, qts);
        QVERIFY2(difference < 4.0, qPrintable(QString::number(difference)));
    }
}

void TestThumbnails::orderOfSidesDoesNotMatter() {
    const QByteArray file = fixtures::encoded(fixtures::painted(900, 700), "jpeg");
    const auto up = decodePicture(file, PictureWish{{}, {256, 512}, 0});
    const auto down = decodePicture(file, PictureWish{{}, {512, 256}, 0});
    QVERIFY(up && down);
    QCOMPARE(up->thumbnails, down->thumbnails);
}

SEMBLANCE_TEST(TestThumbnails)
#include "tst_thumbnails.moc"
