#include <QTest>
#include <cmath>

#include "tests/core/media/damage.h"
#include "tests/core/media/lightfiles.h"
#include "tests/testmain.h"

using namespace semblance;
using fixtures::difference;
using fixtures::encodedLight;
using fixtures::exrFile;
using fixtures::hdrFile;
using fixtures::HdrRuns;
using fixtures::kLightHeight;
using fixtures::kLightWidth;
using fixtures::layeredExrFile;
using fixtures::Light;
using fixtures::ordinaryLight;
using fixtures::shownLight;
using fixtures::tiledExrFile;
using fixtures::viewed;

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
    QTest::newRow("none") << exrFile(ordinaryLight, Imf::WRITE_RGB, Imf::NO_COMPRESSION);
    QTest::newRow("rle") << exrFile(ordinaryLight, Imf::WRITE_RGB, Imf::RLE_COMPRESSION);
    QTest::newRow("zips") << exrFile(ordinaryLight, Imf::WRITE_RGB, Imf::ZIPS_COMPRESSION);
    QTest::newRow("zip") << exrFile(ordinaryLight, Imf::WRITE_RGB, Imf::ZIP_COMPRESSION);
    QTest::newRow("piz") << exrFile(ordinaryLight, Imf::WRITE_RGBA, Imf::PIZ_COMPRESSION);
    QTest::newRow("tiles") << tiledExrFile(ordinaryLight);
    QTest::newRow("floats") << layeredExrFile(ordinaryLight, "");
    QTest::newRow("layer") << layeredExrFile(ordinaryLight, "beauty.");
}

void TestLight::exrKinds() {
    QFETCH(const QByteArray, file);
    const auto picture = viewed(file);
    QCOMPARE(difference(picture, shownLight(ordinaryLight), 1), QString());
    QCOMPARE(picture->facts.format, QStringLiteral("exr"));
    QCOMPARE(QSize(picture->facts.width, picture->facts.height), QSize(kLightWidth, kLightHeight));
}

void TestLight::exrAlpha() {
    const auto glass = [](int x, int) {
        return x < 30 ? Light{0, 0, 0, 0} : Light{0.25F, 0.125F, 0, 0.5F};
    };
    QCOMPARE(difference(viewed(exrFile(glass, Imf::WRITE_RGBA)), shownLight(glass), 1), QString());
}

void TestLight::exrChroma() {
    const auto grey = [](int x, int) { return Light{x / 70.0F, x / 70.0F, x / 70.0F}; };
    QCOMPARE(difference(viewed(exrFile(grey, Imf::WRITE_Y)), shownLight(grey), 2), QString());
    const auto plain = [](int, int) { return Light{0.6F, 0.3F, 0.1F}; };
    QCOMPARE(difference(viewed(exrFile(plain, Imf::WRITE_YC)), shownLight(plain), 4), QString());
}

void TestLight::reducedAsItIsRead() {
    for (const QByteArray& file :
         {exrFile(ordinaryLight, Imf::WRITE_RGB), hdrFile(ordinaryLight, HdrRuns::New)}) {
        const auto picture = viewed(file, 14);
        QVERIFY(picture);
        QCOMPARE(picture->view.size(), QSize(14, 10));
        QCOMPARE(picture->facts.width, kLightWidth);
        const QColor colour = picture->view.pixelColor(7, 5);
        QVERIFY(std::abs(colour.red() - encodedLight(37 / 70.0)) <= 3);
        QVERIFY(std::abs(colour.green() - encodedLight(27 / 50.0)) <= 3);
    }
}

void TestLight::hdrKinds_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QImage>("right");
    const QImage right = shownLight(ordinaryLight);
    QTest::newRow("plain") << hdrFile(ordinaryLight, HdrRuns::None) << right;
    QTest::newRow("old runs") << hdrFile(ordinaryLight, HdrRuns::Old) << right;
    QTest::newRow("new runs") << hdrFile(ordinaryLight, HdrRuns::New) << right;
    const auto flat = [](int, int) { return Light{0.5F, 0.25F, 0.125F}; };
    QTest::newRow("flat, old runs") << hdrFile(flat, HdrRuns::Old) << shownLight(flat);
    QTest::newRow("flat, new runs") << hdrFile(flat, HdrRuns::New) << shownLight(flat);
    QTest::newRow("from below") << hdrFile(ordinaryLight, HdrRuns::New, "+Y 50 +X 70")
                                << right.mirrored(false, true);
    QTest::newRow("from the right")
        << hdrFile(ordinaryLight, HdrRuns::New, "-Y 50 -X 70") << right.mirrored(true, false);
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
    QCOMPARE(difference(viewed(exrFile(scene, Imf::WRITE_RGB)), shownLight(scene, exposure), 1),
             QString());
    QCOMPARE(difference(viewed(hdrFile(scene, HdrRuns::New)), shownLight(scene, exposure), 2),
             QString());
}

void TestLight::whatIsNoNumber() {
    const auto scene = [](int x, int) {
        const float nothing = x == 3 ? NAN : x == 4 ? -INFINITY : x == 5 ? -7.0F : 0.5F;
        return Light{nothing, nothing, nothing};
    };
    const auto picture = viewed(exrFile(scene, Imf::WRITE_RGB));
    QVERIFY(picture);
    for (int x : {3, 4, 5})
        QCOMPARE(picture->view.pixelColor(x, 9), QColor(Qt::black));
    QCOMPARE(picture->view.pixelColor(9, 9).red(), encodedLight(0.5));
    // What is endless is white.
    const auto sun = [](int x, int) {
        return x == 3 ? Light{INFINITY, INFINITY, INFINITY} : Light{0.5F, 0.5F, 0.5F};
    };
    const auto bright = viewed(exrFile(sun, Imf::WRITE_RGB));
    QVERIFY(bright);
    QCOMPARE(bright->view.pixelColor(3, 9), QColor(Qt::white));
}

void TestLight::hugeWindow() {
    QByteArray file = exrFile(ordinaryLight, Imf::WRITE_RGB);
    for (const char* name : {"dataWindow", "displayWindow"}) {
        const qsizetype at = file.indexOf(QByteArray(name) + '\0' + "box2i");
        QVERIFY(at > 0);
        file.replace(at + qsizetype(strlen(name)) + 1 + 6 + 4 + 8, 8,
                     fixtures::little(quint32(60'000)) + fixtures::little(quint32(60'000)));
    }
    QVERIFY(!viewed(file));
    QVERIFY(!viewed(hdrFile(ordinaryLight, HdrRuns::New, "-Y 60000 +X 60000")));
    QVERIFY(!viewed(hdrFile(ordinaryLight, HdrRuns::New, "-Y 99999999999 +X 1")));
    QVERIFY(!viewed(hdrFile(ordinaryLight, HdrRuns::New, "+X 70 -Y 50")));
}

void TestLight::damage_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("zip") << exrFile(ordinaryLight, Imf::WRITE_RGB, Imf::ZIP_COMPRESSION);
    QTest::newRow("piz") << exrFile(ordinaryLight, Imf::WRITE_RGBA, Imf::PIZ_COMPRESSION);
    QTest::newRow("luminance") << exrFile(ordinaryLight, Imf::WRITE_YC, Imf::RLE_COMPRESSION);
    QTest::newRow("tiles") << tiledExrFile(ordinaryLight);
    QTest::newRow("hdr, plain") << hdrFile(ordinaryLight, HdrRuns::None);
    QTest::newRow("hdr, old runs") << hdrFile(ordinaryLight, HdrRuns::Old);
    QTest::newRow("hdr, new runs") << hdrFile(ordinaryLight, HdrRuns::New);
}

void TestLight::damage() {
    QFETCH(const QByteArray, file);
    QCOMPARE(fixtures::damaged(file, file.startsWith('#') ? 300 : 60), QString());
}

void TestLight::cancelled() {
    CancelToken cancel;
    cancel.cancel();
    for (const QByteArray& file :
         {exrFile(ordinaryLight, Imf::WRITE_RGB), hdrFile(ordinaryLight, HdrRuns::New)}) {
        const auto picture = decodePicture(file, PictureWish{{}, {}, 100}, cancel);
        QVERIFY(!picture);
        QCOMPARE(picture.error().kind, ErrorKind::Cancelled);
    }
}

SEMBLANCE_TEST(TestLight)
#include "tst_light.moc"
