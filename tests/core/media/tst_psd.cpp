#include <QColorSpace>
#include <QTest>
#include <QtEndian>
#include <cmath>
#include <cstring>
#include <functional>
#include <vector>

#include "core/media/pixels/limits.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::viewed;

namespace {

template <class Number>
QByteArray big(Number value) {
    QByteArray bytes(sizeof value, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray bigFloat(float value) {
    quint32 bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return big(bits);
}

QByteArray resource(quint16 id, const QByteArray& data) {
    return "8BIM" + big(id) + QByteArray(2, '\0') + big(quint32(data.size())) + data +
           QByteArray(data.size() % 2, '\0');
}

/// A run where there is one, else single bytes.
QByteArray packed(const QByteArray& row) {
    QByteArray code;
    for (qsizetype at = 0; at < row.size();) {
        qsizetype end = at + 1;
        while (end < row.size() && row[end] == row[at] && end - at < 128)
            ++end;
        code += end - at > 1 ? char(1 - (end - at)) : char(0);
        code += row[at];
        at = end;
    }
    return code;
}

enum Compression { Raw, PackBits, Zip, ZipWithPrediction };

struct Psd {
    int version = 1;
    int mode = 3;
    int depth = 8;
    QSize size{60, 40};
    Compression compression = Raw;
    QByteArray palette{};
    QByteArray resources{};
    int layers = 0;
    /// The sample of a channel at a place: 0..1.
    std::vector<std::function<double(int x, int y)>> channels{};

    QByteArray sample(double value) const {
        switch (depth) {
            case 8:
                return QByteArray(1, char(std::lround(value * 255)));
            case 16:
                return big(quint16(std::lround(value * 65535)));
            default:
                return bigFloat(float(value));
        }
    }

    QByteArray row(std::size_t channel, int y) const {
        QByteArray bytes;
        if (depth == 1) {
            bytes.fill('\0', (size.width() + 7) / 8);
            for (int x = 0; x < size.width(); ++x) {
                if (channels[channel](x, y) < 0.5)
                    bytes[x / 8] = char(uchar(bytes[x / 8]) | 0x80 >> (x % 8));
            }
            return bytes;
        }
        for (int x = 0; x < size.width(); ++x)
            bytes += sample(channels[channel](x, y));
        return bytes;
    }

    QByteArray predicted(QByteArray bytes) const {
        if (depth == 16) {
            for (qsizetype i = bytes.size() - 2; i >= 2; i -= 2) {
                const auto now = qFromBigEndian<quint16>(bytes.constData() + i);
                const auto before = qFromBigEndian<quint16>(bytes.constData() + i - 2);
                qToBigEndian(quint16(now - before), bytes.data() + i);
            }
            return bytes;
        }
        if (depth == 32) {
            const QByteArray samples = bytes;
            for (qsizetype i = 0; i < bytes.size(); ++i)
                bytes[i % 4 * (bytes.size() / 4) + i / 4] = samples[i];
        }
        for (qsizetype i = bytes.size() - 1; i >= 1; --i)
            bytes[i] = char(bytes[i] - bytes[i - 1]);
        return bytes;
    }

    QByteArray imageData() const {
        QByteArray counts;
        QByteArray data;
        for (std::size_t channel = 0; channel < channels.size(); ++channel) {
            for (int y = 0; y < size.height(); ++y) {
                QByteArray bytes = row(channel, y);
                if (compression == PackBits) {
                    bytes = packed(bytes);
                    counts +=
                        version == 2 ? big(quint32(bytes.size())) : big(quint16(bytes.size()));
                } else if (compression == ZipWithPrediction) {
                    bytes = predicted(bytes);
                }
                data += bytes;
            }
        }
        // Qt puts the length in front.
        if (compression >= Zip)
            data = qCompress(data).sliced(4);
        return big(quint16(compression)) + counts + data;
    }

    QByteArray layerSection() const {
        if (layers == 0)
            return {};
        const QByteArray count = big(qint16(layers)) + QByteArray(2, '\0');
        if (depth == 8)
            return length(count) + count;
        const QByteArray key = depth == 16 ? "Lr16" : "Lr32";
        return length({}) + big(quint32(0)) + "8BIM" + key + length(count) + count;
    }

    QByteArray length(const QByteArray& of) const {
        return version == 2 ? big(quint64(of.size())) : big(quint32(of.size()));
    }

    QByteArray file() const {
        return "8BPS" + big(quint16(version)) + QByteArray(6, '\0') +
               big(quint16(channels.size())) + big(quint32(size.height())) +
               big(quint32(size.width())) + big(quint16(depth)) + big(quint16(mode)) +
               big(quint32(palette.size())) + palette + big(quint32(resources.size())) + resources +
               length(layerSection()) + layerSection() + imageData();
    }
};

std::function<double(int, int)> constant(double value) {
    return [value](int, int) { return value; };
}

/// `left` in the left half and `right` in the right one.
std::function<double(int, int)> halves(double left, double right) {
    return [=](int x, int) { return x < 30 ? left : right; };
}

bool isNear(QColor a, QColor b, int tolerance = 1) {
    return qAbs(a.red() - b.red()) <= tolerance && qAbs(a.green() - b.green()) <= tolerance &&
           qAbs(a.blue() - b.blue()) <= tolerance && qAbs(a.alpha() - b.alpha()) <= tolerance;
}

#define VERIFY_COLOUR(seen, expected, tolerance)                          \
    QVERIFY2(isNear(seen, expected, tolerance),                           \
             qPrintable((seen).name(QColor::HexArgb) + QLatin1Char(' ') + \
                        (expected).name(QColor::HexArgb)))

Psd rgb() {
    Psd psd;
    psd.channels = {halves(1, 0), halves(0.2, 0.4), halves(0, 0.8)};
    return psd;
}

}  // namespace

class TestPsd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCompressionAndDepth_data();
    void everyCompressionAndDepth();
    void reducedAsItIsRead();
    void bitmap();
    void grey();
    void indexed();
    void cmyk();
    void lab();
    void firstChannelOnly();
    void alphaOfTheMergedPicture();
    void savedSelectionIsNoAlpha();
    void profileCounts();
    void brightLight();
    void withoutMergedPicture();
    void variantsNotRead();
    void hugeHeader();
    void cutShort();
    void damage_data();
    void damage();
    void cancelled();
};

void TestPsd::everyCompressionAndDepth_data() {
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("compression");
    for (int version : {1, 2})
        for (int depth : {8, 16, 32})
            for (int compression : {Raw, PackBits, Zip, ZipWithPrediction})
                QTest::addRow("version %d, %d bits, compression %d", version, depth, compression)
                    << version << depth << compression;
}

void TestPsd::everyCompressionAndDepth() {
    QFETCH(const int, version);
    QFETCH(const int, depth);
    QFETCH(const int, compression);
    Psd psd = rgb();
    psd.version = version;
    psd.depth = depth;
    psd.compression = Compression(compression);
    const auto picture = viewed(psd.file());
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(picture->facts.format, QStringLiteral("psd"));
    QCOMPARE(picture->view.size(), QSize(60, 40));
    // Floats are amounts of light, the others sRGB's numbers.
    const auto encoded = [&](double value) {
        if (depth == 32)
            value = value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
        return int(std::lround(255 * value));
    };
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(255, encoded(0.2), 0), 1);
    VERIFY_COLOUR(picture->view.pixelColor(50, 30), QColor(0, encoded(0.4), encoded(0.8)), 1);
}

void TestPsd::reducedAsItIsRead() {
    Psd psd;
    psd.size = QSize(1001, 700);
    psd.compression = PackBits;
    const auto wave = [](double scale) {
        return
            [scale](int x, int y) { return 0.5 + 0.4 * std::sin(x / scale) * std::cos(y / 40.0); };
    };
    psd.channels = {wave(30), wave(50), wave(70)};
    const auto whole = viewed(psd.file(), 1001);
    const auto small = viewed(psd.file(), 100);
    QVERIFY(whole && small);
    QCOMPARE(small->facts.width, 1001);
    // What is left over at the right is a pixel, too.
    QCOMPARE(small->view.size(), QSize(100, 69));
    for (int y = 5; y < 69; y += 10)
        for (int x = 5; x < 95; x += 10)
            VERIFY_COLOUR(small->view.pixelColor(x, y),
                          whole->view.pixelColor(int((x + 0.5) * 10.1), int((y + 0.5) * 10.14)), 8);
}

void TestPsd::bitmap() {
    Psd psd;
    psd.mode = 0;
    psd.depth = 1;
    psd.channels = {halves(1, 0)};
    for (Compression compression : {Raw, PackBits}) {
        psd.compression = compression;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(29, 10), QColor(Qt::white));
        QCOMPARE(picture->view.pixelColor(30, 10), QColor(Qt::black));
    }
}

void TestPsd::grey() {
    Psd psd;
    psd.mode = 1;
    psd.channels = {halves(0.2, 0.6)};
    for (int depth : {8, 16}) {
        psd.depth = depth;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(10, 10), QColor(51, 51, 51));
        QCOMPARE(picture->view.pixelColor(40, 10), QColor(153, 153, 153));
    }
}

void TestPsd::indexed() {
    Psd psd;
    psd.mode = 2;
    psd.palette.fill('\0', 768);
    psd.palette[3] = '\xc8';        // red of colour 3
    psd.palette[256 + 7] = '\xc8';  // green of colour 7
    psd.channels = {halves(3 / 255.0, 7 / 255.0)};
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    QCOMPARE(picture->view.pixelColor(10, 10), QColor(200, 0, 0));
    QCOMPARE(picture->view.pixelColor(40, 10), QColor(0, 200, 0));
    psd.resources = resource(1047, big(quint16(7)));
    const auto clear = viewed(psd.file());
    QVERIFY(clear);
    QCOMPARE(clear->view.pixelColor(10, 10), QColor(200, 0, 0));
    QCOMPARE(clear->view.pixelColor(40, 10).alpha(), 0);
    // A palette that is too short.
    psd.palette.truncate(700);
    QVERIFY(!viewed(psd.file()));
}

void TestPsd::cmyk() {
    Psd psd;
    psd.mode = 4;
    // 1 is no ink.
    psd.channels = {halves(0, 1), constant(1), constant(1), halves(1, 0.5)};
    for (int depth : {8, 16}) {
        psd.depth = depth;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(0, 255, 255), 1);
        VERIFY_COLOUR(picture->view.pixelColor(40, 10), QColor(128, 128, 128), 1);
    }
}

void TestPsd::lab() {
    Psd psd;
    psd.mode = 9;
    // sRGB's red is L* 54.29, a* 80.81, b* 69.89 in D50.
    psd.channels = {halves(0.5429, 1), halves((80.81 + 128) / 255, 128 / 255.0),
                    halves((69.89 + 128) / 255, 128 / 255.0)};
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(255, 0, 0), 5);
    VERIFY_COLOUR(picture->view.pixelColor(40, 10), QColor(255, 255, 255), 2);
}

void TestPsd::firstChannelOnly() {
    for (int mode : {7, 8}) {
        Psd psd;
        psd.mode = mode;
        psd.channels = {halves(0.2, 0.6), constant(1)};
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(10, 10), QColor(51, 51, 51));
    }
}

void TestPsd::alphaOfTheMergedPicture() {
    for (int version : {1, 2}) {
        for (int depth : {8, 16}) {
            Psd psd;
            psd.version = version;
            psd.depth = depth;
            psd.layers = -1;
            // Red glass, on white as Photoshop keeps it; and nothing at all.
            psd.channels = {constant(1), halves(0.4, 1), halves(0.4, 1), halves(0.6, 0)};
            const auto picture = viewed(psd.file());
            QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
            VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(255, 0, 0, 153), 1);
            QCOMPARE(picture->view.pixelColor(40, 10).alpha(), 0);
        }
    }
}

void TestPsd::savedSelectionIsNoAlpha() {
    Psd psd = rgb();
    psd.channels.push_back(constant(0));
    for (int layers : {0, 3}) {
        psd.layers = layers;
        const auto picture = viewed(psd.file());
        QVERIFY(picture);
        QCOMPARE(picture->view.pixelColor(10, 10), QColor(255, 51, 0));
    }
}

void TestPsd::profileCounts() {
    Psd psd;
    psd.channels = {constant(0), constant(1), constant(0)};
    psd.resources =
        resource(1039, QColorSpace(QColorSpace::DisplayP3).iccProfile()) + resource(1000, "odd");
    psd.channels[0] = constant(0.5);
    psd.channels[1] = constant(0.5);
    psd.channels[2] = constant(0.3);
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    QColor expected = QColor(128, 128, 77);
    QImage image(1, 1, QImage::Format_RGB888);
    image.setPixelColor(0, 0, expected);
    image.setColorSpace(QColorSpace::DisplayP3);
    image.convertToColorSpace(QColorSpace::SRgb);
    QVERIFY(!isNear(image.pixelColor(0, 0), expected, 3));
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), image.pixelColor(0, 0), 3);
}

void TestPsd::brightLight() {
    Psd psd;
    psd.mode = 1;
    psd.depth = 32;
    psd.channels = {constant(18)};
    const auto picture = viewed(psd.file());
    QVERIFY(picture);
    // Middle grey, 0.18.
    VERIFY_COLOUR(picture->view.pixelColor(10, 10), QColor(118, 118, 118), 1);
}

void TestPsd::withoutMergedPicture() {
    Psd psd = rgb();
    const QByteArray none = resource(1057, QByteArray(4, '\0') + '\0' + QByteArray(8, '\0'));
    psd.resources = none;
    const auto refused = viewed(psd.file());
    QVERIFY(!refused);
    QVERIFY(refused.error().sentence.contains(QStringLiteral("Maximize")));
    const QByteArray jpeg = fixtures::encoded(fixtures::quarters(24, 16), "jpeg", 100);
    psd.resources += resource(1036, big(quint32(1)) + QByteArray(24, '\0') + jpeg);
    const auto picture = viewed(psd.file());
    QVERIFY2(picture, picture ? "" : qPrintable(picture.error().sentence));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(60, 40));
    QCOMPARE(picture->view.size(), QSize(24, 16));
    VERIFY_COLOUR(picture->view.pixelColor(5, 5), QColor(Qt::red), 4);
    // One that has a merged picture does not show its thumbnail.
    psd.resources.replace(none, resource(1057, QByteArray(4, '\0') + '\1' + QByteArray(8, '\0')));
    QCOMPARE(viewed(psd.file())->view.size(), QSize(60, 40));
}

void TestPsd::variantsNotRead() {
    Psd psd = rgb();
    psd.mode = 5;
    const auto unknown = viewed(psd.file());
    QVERIFY(!unknown);
    QVERIFY(unknown.error().sentence.contains(QStringLiteral("of a variant")));
    psd.mode = 3;
    psd.channels.resize(2);
    QVERIFY(!viewed(psd.file()));
    psd.version = 3;
    QVERIFY(!viewed(psd.file()));
}

void TestPsd::hugeHeader() {
    QByteArray file = rgb().file();
    file.replace(14, 8, big(quint32(60'000)) + big(quint32(60'000)));
    const auto picture = viewed(file);
    QVERIFY(!picture);
    QVERIFY(picture.error().sentence.contains(QStringLiteral("60000")));
    file.replace(14, 8, big(quint32(0xffffffff)) + big(quint32(0xffffffff)));
    QVERIFY(!viewed(file));
}

void TestPsd::cutShort() {
    for (Compression compression : {Raw, PackBits, Zip}) {
        Psd psd = rgb();
        psd.compression = compression;
        const QByteArray file = psd.file();
        const auto picture = viewed(file.first(file.size() - 30));
        QVERIFY(!picture);
        QVERIFY2(picture.error().sentence.contains(QStringLiteral("cut short")),
                 qPrintable(picture.error().sentence));
    }
}

void TestPsd::damage_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("compression");
    QTest::newRow("raw") << 3 << int(Raw);
    QTest::newRow("packed") << 3 << int(PackBits);
    QTest::newRow("zipped") << 3 << int(ZipWithPrediction);
    QTest::newRow("inks") << 4 << int(PackBits);
}

void TestPsd::damage() {
    QFETCH(const int, mode);
    QFETCH(const int, compression);
    Psd psd = rgb();
    psd.mode = mode;
    psd.compression = Compression(compression);
    psd.layers = -1;
    psd.channels.push_back(halves(0.5, 1));
    psd.channels.push_back(constant(0.7));
    psd.resources = resource(1057, QByteArray(4, '\0') + '\1' + QByteArray(8, '\0'));
    QCOMPARE(fixtures::damaged(psd.file(), 300), QString());
}

void TestPsd::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    const auto picture = decodePicture(rgb().file(), PictureWish{{}, {}, 100}, cancel);
    QVERIFY(!picture);
    QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_TEST(TestPsd)
#include "tst_psd.moc"
