#include <ImfArray.h>
#include <ImfChannelList.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfIO.h>
#include <ImfOutputFile.h>
#include <ImfRgbaFile.h>
#include <ImfTiledRgbaFile.h>

#include <QTest>
#include <cmath>
#include <functional>
#include <vector>

#include "tests/core/media/damage.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::difference;
using fixtures::viewed;

namespace {

constexpr int kWidth = 70;
constexpr int kHeight = 50;

struct Light {
    float red, green, blue, alpha = 1;
};
using Scene = std::function<Light(int x, int y)>;

int encoded(double light) {
    light = std::min(1.0, light);
    const double value =
        light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    return int(std::lround(255 * value));
}

/// What a display shows of a scene that it can show.
QImage shown(const Scene& scene, double exposure = 1) {
    QImage image(kWidth, kHeight, QImage::Format_RGBA8888);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const Light light = scene(x, y);
            const double scale = light.alpha > 0 ? exposure / double(light.alpha) : 0;
            image.setPixelColor(
                x, y,
                QColor(encoded(light.red * scale), encoded(light.green * scale),
                       encoded(light.blue * scale), int(std::lround(255 * light.alpha))));
        }
    return image;
}

Light ordinary(int x, int y) {
    return {float(x) / kWidth, float(y) / kHeight, 0.25F};
}

class MemoryFile : public Imf::OStream {
public:
    MemoryFile() : Imf::OStream("test") {}
    void write(const char data[], int size) override {
        bytes.resize(std::max(bytes.size(), m_at + size));
        std::copy_n(data, size, bytes.data() + m_at);
        m_at += size;
    }
    decltype(std::declval<Imf::OStream>().tellp()) tellp() override {
        return decltype(std::declval<Imf::OStream>().tellp())(m_at);
    }
    void seekp(decltype(std::declval<Imf::OStream>().tellp()) position) override {
        m_at = qsizetype(position);
    }

    QByteArray bytes;

private:
    qsizetype m_at = 0;
};

std::vector<Imf::Rgba> pixelsOf(const Scene& scene) {
    std::vector<Imf::Rgba> pixels;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const Light light = scene(x, y);
            pixels.emplace_back(light.red, light.green, light.blue, light.alpha);
        }
    return pixels;
}

QByteArray exr(const Scene& scene, Imf::RgbaChannels channels,
               Imf::Compression compression = Imf::ZIP_COMPRESSION) {
    MemoryFile file;
    {
        // The data's window lies anywhere.
        const Imath::Box2i window({-8, 12}, {kWidth - 9, kHeight + 11});
        Imf::RgbaOutputFile out(
            file, Imf::Header(window, window, 1, {0, 0}, 1, Imf::INCREASING_Y, compression),
            channels);
        const std::vector<Imf::Rgba> pixels = pixelsOf(scene);
        out.setFrameBuffer(pixels.data() + 8 - 12 * kWidth, 1, kWidth);
        out.writePixels(kHeight);
    }
    return file.bytes;
}

QByteArray tiledExr(const Scene& scene) {
    MemoryFile file;
    {
        Imf::TiledRgbaOutputFile out(file, Imf::Header(kWidth, kHeight), Imf::WRITE_RGB, 32, 16,
                                     Imf::ONE_LEVEL);
        const std::vector<Imf::Rgba> pixels = pixelsOf(scene);
        out.setFrameBuffer(pixels.data(), 1, kWidth);
        out.writeTiles(0, out.numXTiles() - 1, 0, out.numYTiles() - 1);
    }
    return file.bytes;
}

/// Floats in channels with these names.
QByteArray layeredExr(const Scene& scene, const std::string& layer) {
    MemoryFile file;
    {
        Imf::Header header(kWidth, kHeight);
        Imf::FrameBuffer buffer;
        std::vector<float> planes[3];
        const std::vector<Imf::Rgba> pixels = pixelsOf(scene);
        const char* names[] = {"R", "G", "B"};
        for (int c = 0; c < 3; ++c) {
            for (const Imf::Rgba& pixel : pixels)
                planes[c].push_back(c == 0 ? pixel.r : c == 1 ? pixel.g : pixel.b);
            header.channels().insert(layer + names[c], Imf::Channel(Imf::FLOAT));
            buffer.insert(layer + names[c],
                          Imf::Slice(Imf::FLOAT, reinterpret_cast<char*>(planes[c].data()),
                                     sizeof(float), sizeof(float) * kWidth));
        }
        Imf::OutputFile out(file, header);
        out.setFrameBuffer(buffer);
        out.writePixels(kHeight);
    }
    return file.bytes;
}

QByteArray rgbe(Light light) {
    const float largest = std::max({light.red, light.green, light.blue});
    if (largest < 1e-30F)
        return QByteArray(4, '\0');
    int exponent = 0;
    const float scale = std::frexp(largest, &exponent) * 256 / largest;
    QByteArray bytes;
    for (float value : {light.red, light.green, light.blue})
        bytes += char(int(value * scale));
    return bytes + char(exponent + 128);
}

enum Runs { NoRuns, OldRuns, NewRuns };

QByteArray hdr(const Scene& scene, Runs runs, const char* axes = "-Y 50 +X 70") {
    QByteArray file =
        "#?RADIANCE\n# a comment\nFORMAT=32-bit_rle_rgbe\n\n" + QByteArray(axes) + "\n";
    for (int y = 0; y < kHeight; ++y) {
        QList<QByteArray> row;
        for (int x = 0; x < kWidth; ++x)
            row << rgbe(scene(x, y));
        if (runs == NewRuns) {
            file += QByteArray("\2\2\0\x46", 4);
            for (int channel = 0; channel < 4; ++channel) {
                for (qsizetype x = 0; x < row.size();) {
                    qsizetype end = x + 1;
                    while (end < row.size() && row[end][channel] == row[x][channel] &&
                           end - x < 127)
                        ++end;
                    file += end - x > 1 ? char(128 + end - x) : '\1';
                    file += row[x][channel];
                    x = end;
                }
            }
            continue;
        }
        for (qsizetype x = 0; x < row.size();) {
            qsizetype end = x + 1;
            while (runs == OldRuns && end < row.size() && row[end] == row[x])
                ++end;
            file += row[x];
            if (end - x > 1)
                file += QByteArray("\1\1\1") + char(end - x - 1);
            x = end;
        }
    }
    return file;
}

}  // namespace

/// OpenEXR and Radiance: amounts of light.
class TestLight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exrKinds_data();
    void exrKinds();
    void exrAlpha();
    void exrChroma();
    void reducedAsItIsRead();
    void hdrKinds_data();
    void hdrKinds();
    void exposure_data();
    void exposure();
    void whatIsNoNumber();
    void hugeWindow();
    void damage_data();
    void damage();
    void cancelled();
};

void TestLight::exrKinds_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("none") << exr(ordinary, Imf::WRITE_RGB, Imf::NO_COMPRESSION);
    QTest::newRow("rle") << exr(ordinary, Imf::WRITE_RGB, Imf::RLE_COMPRESSION);
    QTest::newRow("zips") << exr(ordinary, Imf::WRITE_RGB, Imf::ZIPS_COMPRESSION);
    QTest::newRow("zip") << exr(ordinary, Imf::WRITE_RGB, Imf::ZIP_COMPRESSION);
    QTest::newRow("piz") << exr(ordinary, Imf::WRITE_RGBA, Imf::PIZ_COMPRESSION);
    QTest::newRow("tiles") << tiledExr(ordinary);
    QTest::newRow("floats") << layeredExr(ordinary, "");
    QTest::newRow("layer") << layeredExr(ordinary, "beauty.");
}

void TestLight::exrKinds() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QCOMPARE(difference(picture, shown(ordinary), 1), QString());
    QCOMPARE(picture->facts.format, QStringLiteral("exr"));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(kWidth, kHeight));
}

void TestLight::exrAlpha() {
    const auto glass = [](int x, int) {
        return x < 30 ? Light{0, 0, 0, 0} : Light{0.25F, 0.125F, 0, 0.5F};
    };
    QCOMPARE(difference(viewed(exr(glass, Imf::WRITE_RGBA)), shown(glass), 1), QString());
}

void TestLight::exrChroma() {
    const auto grey = [](int x, int) { return Light{x / 70.0F, x / 70.0F, x / 70.0F}; };
    QCOMPARE(difference(viewed(exr(grey, Imf::WRITE_Y)), shown(grey), 2), QString());
    const auto plain = [](int, int) { return Light{0.6F, 0.3F, 0.1F}; };
    QCOMPARE(difference(viewed(exr(plain, Imf::WRITE_YC)), shown(plain), 4), QString());
}

void TestLight::reducedAsItIsRead() {
    for (const QByteArray& file : {exr(ordinary, Imf::WRITE_RGB), hdr(ordinary, NewRuns)}) {
        const auto picture = viewed(file, 14);
        QVERIFY(picture);
        QCOMPARE(picture->view.size(), QSize(14, 10));
        QCOMPARE(picture->facts.width, kWidth);
        const QColor colour = picture->view.pixelColor(7, 5);
        QVERIFY(std::abs(colour.red() - encoded(37 / 70.0)) <= 3);
        QVERIFY(std::abs(colour.green() - encoded(27 / 50.0)) <= 3);
    }
}

void TestLight::hdrKinds_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QImage>("right");
    const QImage right = shown(ordinary);
    QTest::newRow("plain") << hdr(ordinary, NoRuns) << right;
    QTest::newRow("old runs") << hdr(ordinary, OldRuns) << right;
    QTest::newRow("new runs") << hdr(ordinary, NewRuns) << right;
    const auto flat = [](int, int) { return Light{0.5F, 0.25F, 0.125F}; };
    QTest::newRow("flat, old runs") << hdr(flat, OldRuns) << shown(flat);
    QTest::newRow("flat, new runs") << hdr(flat, NewRuns) << shown(flat);
    QTest::newRow("from below") << hdr(ordinary, NewRuns, "+Y 50 +X 70")
                                << right.mirrored(false, true);
    QTest::newRow("from the right")
        << hdr(ordinary, NewRuns, "-Y 50 -X 70") << right.mirrored(true, false);
}

void TestLight::hdrKinds() {
    QFETCH(const QByteArray, file);
    QFETCH(const QImage, right);
    // 8 bits of the brightest channel's, half of one added.
    QCOMPARE(difference(viewed(file), right, 9), QString());
}

void TestLight::exposure_data() {
    QTest::addColumn<double>("factor");
    QTest::addColumn<bool>("asItIs");
    QTest::newRow("as it is") << 1.0 << true;
    QTest::newRow("a night") << 0.001 << false;
    QTest::newRow("outside") << 500.0 << false;
}

/// Half of the picture is four times as bright as the other.
void TestLight::exposure() {
    QFETCH(const double, factor);
    QFETCH(const bool, asItIs);
    const auto scene = [factor](int x, int) {
        const auto light = float(factor * (x < 35 ? 0.1 : 0.4));
        return Light{light, light, light};
    };
    // The logarithms' mean is that of the two.
    const double exposure = asItIs ? 1 : 0.18 / (0.2 * factor);
    QCOMPARE(difference(viewed(exr(scene, Imf::WRITE_RGB)), shown(scene, exposure), 1), QString());
    QCOMPARE(difference(viewed(hdr(scene, NewRuns)), shown(scene, exposure), 2), QString());
}

void TestLight::whatIsNoNumber() {
    const auto scene = [](int x, int) {
        const float nothing = x == 3 ? NAN : x == 4 ? -INFINITY : x == 5 ? -7.0F : 0.5F;
        return Light{nothing, nothing, nothing};
    };
    const auto picture = viewed(exr(scene, Imf::WRITE_RGB));
    QVERIFY(picture);
    for (int x : {3, 4, 5})
        QCOMPARE(picture->view.pixelColor(x, 9), QColor(Qt::black));
    QCOMPARE(picture->view.pixelColor(9, 9).red(), encoded(0.5));
    // What is endless is white.
    const auto sun = [](int x, int) {
        return x == 3 ? Light{INFINITY, INFINITY, INFINITY} : Light{0.5F, 0.5F, 0.5F};
    };
    const auto bright = viewed(exr(sun, Imf::WRITE_RGB));
    QVERIFY(bright);
    QCOMPARE(bright->view.pixelColor(3, 9), QColor(Qt::white));
}

void TestLight::hugeWindow() {
    QByteArray file = exr(ordinary, Imf::WRITE_RGB);
    for (const char* name : {"dataWindow", "displayWindow"}) {
        const qsizetype at = file.indexOf(QByteArray(name) + '\0' + "box2i");
        QVERIFY(at > 0);
        file.replace(at + qsizetype(strlen(name)) + 1 + 6 + 4 + 8, 8,
                     fixtures::little(quint32(60'000)) + fixtures::little(quint32(60'000)));
    }
    QVERIFY(!viewed(file));
    QVERIFY(!viewed(hdr(ordinary, NewRuns, "-Y 60000 +X 60000")));
    QVERIFY(!viewed(hdr(ordinary, NewRuns, "-Y 99999999999 +X 1")));
    QVERIFY(!viewed(hdr(ordinary, NewRuns, "+X 70 -Y 50")));
}

void TestLight::damage_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("zip") << exr(ordinary, Imf::WRITE_RGB, Imf::ZIP_COMPRESSION);
    QTest::newRow("piz") << exr(ordinary, Imf::WRITE_RGBA, Imf::PIZ_COMPRESSION);
    QTest::newRow("luminance") << exr(ordinary, Imf::WRITE_YC, Imf::RLE_COMPRESSION);
    QTest::newRow("tiles") << tiledExr(ordinary);
    QTest::newRow("hdr, plain") << hdr(ordinary, NoRuns);
    QTest::newRow("hdr, old runs") << hdr(ordinary, OldRuns);
    QTest::newRow("hdr, new runs") << hdr(ordinary, NewRuns);
}

void TestLight::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, file.startsWith('#') ? 300 : 60), QString());
}

void TestLight::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    for (const QByteArray& file : {exr(ordinary, Imf::WRITE_RGB), hdr(ordinary, NewRuns)}) {
        const auto picture = decodePicture(file, PictureWish{{}, {}, 100}, cancel);
        QVERIFY(!picture);
        QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
    }
}

SEMBLANCE_TEST(TestLight)
#include "tst_light.moc"
