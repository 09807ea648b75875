#include <QImage>
#include <QTest>

#include "core/dataset/picturecrop.h"
#include "tests/testmain.h"

using namespace semblance;

class PictureCropTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cropsByHand_data();
    void cropsByHand();
    void squareIsPaddedWithBlack();
};

void PictureCropTest::cropsByHand_data() {
    QTest::addColumn<QList<double>>("box");
    QTest::addColumn<QList<int>>("crop");
    // x - .7 w = 86, 86 + 1.7 w = 120; y - .7 h = 93, 93 + 1.7 h = 110.
    QTest::newRow("inside") << QList<double>{100, 100, 20, 10} << QList<int>{86, 93, 120, 110};
    // At the left edge the window keeps its width and starts at 0.
    QTest::newRow("top left") << QList<double>{5, 0, 20, 10} << QList<int>{0, 0, 34, 17};
    QTest::newRow("bottom right") << QList<double>{190, 140, 20, 20}
                                  << QList<int>{176, 126, 200, 150};
    QTest::newRow("halves to even")
        << QList<double>{100.5, 100.5, 10, 10} << QList<int>{94, 94, 110, 110};
    QTest::newRow("outside") << QList<double>{900, 900, 10, 10} << QList<int>{199, 149, 200, 150};
    QTest::newRow("tiny") << QList<double>{10, 10, 0.1, 0.1} << QList<int>{10, 10, 11, 11};
}

void PictureCropTest::cropsByHand() {
    QFETCH(QList<double>, box);
    QFETCH(QList<int>, crop);
    QCOMPARE(cropOf({box[0], box[1], box[2], box[3]}, 200, 150),
             (Crop{crop[0], crop[1], crop[2], crop[3]}));
}

void PictureCropTest::squareIsPaddedWithBlack() {
    QImage picture(6, 5, QImage::Format_RGBA8888);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            picture.setPixel(x, y, qRgb(40 * x + 10, 40 * y + 10, 200));
    }
    const std::span rgba(picture.constBits(), static_cast<std::size_t>(picture.sizeInBytes()));
    const Crop crop{1, 2, 6, 4};
    const QImage square = QImage::fromData(croppedSquare(rgba, picture.width(), crop), "BMP");
    QCOMPARE(square.size(), QSize(5, 5));
    for (int y = 0; y < 5; ++y) {
        for (int x = 0; x < 5; ++x) {
            // 5 x 2 pixels in a square of 5: one black row above, two below.
            const bool inside = y == 1 || y == 2;
            QCOMPARE(square.pixel(x, y), inside ? picture.pixel(x + 1, y - 1 + 2) : qRgb(0, 0, 0));
        }
    }
}

SEMBLANCE_TEST(PictureCropTest)
#include "tst_picturecrop.moc"
