#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

#include "core/media/modelinput.h"
#include "core/media/picture.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr int kSide = 260;

QByteArray inputOf(const QByteArray& file, InputSpec spec = {}) {
    const auto picture = decodePicture(file, PictureWish{spec, {}, 0});
    return picture ? picture->input : QByteArray();
}

double normalised(const QByteArray& input, int row, int column, int channel) {
    return (uchar(input[(qsizetype{row} * kSide + column) * 3 + channel]) - 127.0) / 128.0;
}

}  // namespace

class TestModelInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reference_data();
    void reference();
    void sidesOfEveryShape_data();
    void sidesOfEveryShape();
    void squashTakesTheWholePicture();
    void filtersArePillows_data();
    void filtersArePillows();
    void cropTakesTheMiddle();
    void alphaLiesOnWhite();
    void reducedDecodeIsClose();
};

void TestModelInput::reference_data() {
    QTest::addColumn<QJsonObject>("expected");
    QFile file(QStringLiteral(SEMBLANCE_SHARED_DIR "/models/reference.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("shared/models/reference.json is not here");
    const auto all = QJsonDocument::fromJson(file.readAll()).object();
    for (const auto& value : all[QStringLiteral("painted_images")].toArray()) {
        const QJsonObject expected = value.toObject();
        QTest::addRow("%dx%d", expected[QStringLiteral("width")].toInt(),
                      expected[QStringLiteral("height")].toInt())
            << expected;
    }
}

void TestModelInput::reference() {
    QFETCH(const QJsonObject, expected);
    const QImage image = fixtures::painted(expected[QStringLiteral("width")].toInt(),
                                           expected[QStringLiteral("height")].toInt());
    const QByteArray input = inputOf(fixtures::encoded(image, "png", 100));
    QCOMPARE(input.size(), qsizetype{kSide} * kSide * 3);

    const QJsonArray mean = expected[QStringLiteral("input_mean")].toArray();
    for (int channel = 0; channel < 3; ++channel) {
        double sum = 0;
        for (int i = 0; i < kSide * kSide; ++i)
            sum += normalised(input, 0, i, channel);
        QVERIFY(std::abs(sum / (kSide * kSide) - mean[channel].toDouble()) < 0.01);
    }
    const QJsonArray row = expected[QStringLiteral("input_at_row130")].toArray();
    QCOMPARE(row.size() % 3, 0);
    const int perChannel = int(row.size()) / 3;
    double worst = 0;
    for (int i = 0; i < row.size(); ++i) {
        const double ours = normalised(input, 130, i % perChannel * 20, i / perChannel);
        worst = std::max(worst, std::abs(ours - row[i].toDouble()));
    }
    QVERIFY2(worst < 0.03, qPrintable(QString::number(worst)));
}

void TestModelInput::sidesOfEveryShape_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size :
         {QSize(1, 1), QSize(2, 1), QSize(1, 3000), QSize(3000, 1), QSize(259, 260),
          QSize(20, 30000), QSize(261, 1000), QSize(64, 64), QSize(521, 519)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void TestModelInput::sidesOfEveryShape() {
    QFETCH(const QSize, size);
    QImage image(size, QImage::Format_RGB888);
    image.fill(QColor(10, 120, 230));
    for (auto resize : {InputSpec::Resize::CropShortSide, InputSpec::Resize::Squash}) {
        const QByteArray input = inputOf(fixtures::encoded(image, "png"), {kSide, resize});
        QCOMPARE(input.size(), qsizetype{kSide} * kSide * 3);
        QCOMPARE(input, QByteArray("\x0a\x78\xe6").repeated(kSide * kSide));
    }
}

void TestModelInput::squashTakesTheWholePicture() {
    const QByteArray file = fixtures::encoded(fixtures::quarters(900, 300), "png");
    const QByteArray input = inputOf(file, {kSide, InputSpec::Resize::Squash});
    // Green starts at the middle of a squashed picture.
    QVERIFY(normalised(input, 30, 120, 0) > 0.9);
    QVERIFY(normalised(input, 30, 140, 1) > 0.9);
    QVERIFY(normalised(input, 30, 5, 0) > 0.9);
}

void TestModelInput::filtersArePillows_data() {
    QTest::addColumn<bool>("bilinear");
    QTest::addColumn<QList<int>>("reds");
    // Row 3, every third pixel, as Pillow 13 resizes the picture below to 16 x 16.
    QTest::newRow("bicubic") << false << QList<int>{161, 154, 169, 126, 137, 72};
    QTest::newRow("bilinear") << true << QList<int>{160, 143, 161, 127, 133, 79};
}

void TestModelInput::filtersArePillows() {
    QFETCH(bool, bilinear);
    QFETCH(QList<int>, reds);
    QImage image(40, 24, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int red = (x * x * 7 + y * 31) % 256;
            image.setPixelColor(x, y, QColor(red, 255 - red, x * 6 % 256));
        }
    }
    const auto filter = bilinear ? InputSpec::Filter::Bilinear : InputSpec::Filter::Bicubic;
    const QByteArray input =
        inputOf(fixtures::encoded(image, "png"), {16, InputSpec::Resize::Squash, filter});
    QCOMPARE(input.size(), 16 * 16 * 3);
    for (int i = 0; i < reds.size(); ++i) {
        const int red = uchar(input[(3 * 16 + 3 * i) * 3]);
        QVERIFY2(std::abs(red - reds[i]) <= 1, qPrintable(QString::number(red)));
    }
}

void TestModelInput::cropTakesTheMiddle() {
    QImage image(900, 300, QImage::Format_RGB888);
    image.fill(Qt::black);
    for (int y = 0; y < 300; ++y)
        for (int x = 310; x < 590; ++x)
            image.setPixelColor(x, y, Qt::white);
    const QByteArray input = inputOf(fixtures::encoded(image, "png"));
    QVERIFY(normalised(input, 130, 0, 0) < -0.9);
    QVERIFY(normalised(input, 130, 259, 0) < -0.9);
    QVERIFY(normalised(input, 130, 14, 0) > 0.9);
    QVERIFY(normalised(input, 130, 245, 0) > 0.9);
}

void TestModelInput::alphaLiesOnWhite() {
    QImage image(300, 300, QImage::Format_ARGB32);
    image.fill(QColor(255, 0, 0, 128));
    QByteArray input = inputOf(fixtures::encoded(image, "png"));
    QCOMPARE(uchar(input[0]), uchar(255));
    QVERIFY(std::abs(uchar(input[1]) - 127) <= 1);
    image.fill(QColor(0, 200, 0, 0));
    input = inputOf(fixtures::encoded(image, "png"));
    QCOMPARE(input, QByteArray(qsizetype{kSide} * kSide * 3, '\xff'));
}

// The embedding's closeness is tested with the model; here the pixels'.
void TestModelInput::reducedDecodeIsClose() {
    const QByteArray file = fixtures::encoded(fixtures::painted(4000, 3000), "jpeg", 90);
    QImage full;
    QVERIFY(full.loadFromData(file, "jpeg"));
    const auto whole = modelInput(full.convertToFormat(QImage::Format_RGB888), full.size(), {});
    QVERIFY(whole);
    const QByteArray input = inputOf(file);
    QVERIFY(fixtures::inputCosine(*whole, input) > 0.999);
    QVERIFY2(fixtures::largestInputDifference(*whole, input) < 0.1,
             qPrintable(QString::number(fixtures::largestInputDifference(*whole, input))));
}

SEMBLANCE_TEST(TestModelInput)
#include "tst_modelinput.moc"
