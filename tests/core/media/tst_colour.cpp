#include <lcms2.h>

#include <QRandomGenerator>
#include <QTest>
#include <array>
#include <cmath>
#include <functional>

#include "core/media/picture.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/pngfixture.h"
#include "tests/core/media/tifffixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple times(const Matrix& matrix, const Triple& vector) {
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            result[i] += matrix[i][j] * vector[j];
    return result;
}

double srgbDecoded(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double srgbEncoded(double light) {
    light = std::clamp(light, 0.0, 1.0);
    return light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

/// A space of colours, and by published matrices the way from its light to sRGB's.
struct Space {
    const char* name;
    Chromaticities primaries;
    std::function<double(double)> decoded;
    Matrix toSrgb;
};

const std::array<double, 2> kD65{0.3127, 0.3290};

/// CSS Color 4, section 10 (ProPhoto by way of Bradford's adaptation from D50).
const Space kSpaces[] = {
    {"sRGB",
     {{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}, kD65},
     srgbDecoded,
     {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"Display P3",
     {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, kD65},
     srgbDecoded,
     {{{1.2249401, -0.2249402, 0},
       {-0.0420569, 1.0420571, 0},
       {-0.0196376, -0.0786361, 1.0982735}}}},
    {"Adobe RGB",
     {{0.640, 0.330}, {0.210, 0.710}, {0.150, 0.060}, kD65},
     [](double value) { return std::pow(value, 563.0 / 256); },
     {{{1.3983557, -0.3983557, 0}, {0, 1, 0}, {0, -0.0429289, 1.0429289}}}},
    {"ProPhoto",
     {{0.734699, 0.265301}, {0.159597, 0.840403}, {0.036598, 0.000105}, {0.345704, 0.358540}},
     [](double value) { return std::pow(value, 1.8); },
     {{{2.0343676, -0.7276343, -0.3067334},
       {-0.2288264, 1.2317530, -0.0029267},
       {-0.0085699, -0.1532867, 1.1618566}}}},
};

QColor expectedIn(const Space& space, const QColor& colour) {
    const Triple light =
        times(space.toSrgb, {space.decoded(colour.redF()), space.decoded(colour.greenF()),
                             space.decoded(colour.blueF())});
    return QColor(qRound(srgbEncoded(light[0]) * 255), qRound(srgbEncoded(light[1]) * 255),
                  qRound(srgbEncoded(light[2]) * 255));
}

QByteArray bytesOf(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    QByteArray bytes(qsizetype(size), '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

QByteArray profileOf(const Space& space) {
    const auto point = [](const std::array<double, 2>& xy) { return cmsCIExyY{xy[0], xy[1], 1}; };
    const cmsCIExyY white = point(space.primaries.white);
    const cmsCIExyYTRIPLE colours{point(space.primaries.red), point(space.primaries.green),
                                  point(space.primaries.blue)};
    std::array<cmsFloat32Number, 1024> table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = float(space.decoded(double(i) / (table.size() - 1)));
    cmsToneCurve* curve = cmsBuildTabulatedToneCurveFloat(nullptr, table.size(), table.data());
    cmsToneCurve* curves[] = {curve, curve, curve};
    const QByteArray bytes = bytesOf(cmsCreateRGBProfile(&white, &colours, curves));
    cmsFreeToneCurve(curve);
    return bytes;
}

/// A profile of three or four channels with a table: `lab` says the colour of 0..1 numbers.
QByteArray tableProfile(cmsColorSpaceSignature space, int channels,
                        const std::function<cmsCIELab(const double*)>& lab) {
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 4.3);
    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, space);
    cmsSetPCS(profile, cmsSigLabData);
    cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, cmsUInt32Number(channels), 3);
    cmsStage* table = cmsStageAllocCLut16bit(nullptr, 9, cmsUInt32Number(channels), 3, nullptr);
    struct Cargo {
        const std::function<cmsCIELab(const double*)>& lab;
        int channels;
    } cargo{lab, channels};
    cmsStageSampleCLut16bit(
        table,
        [](const cmsUInt16Number in[], cmsUInt16Number out[], void* pointer) {
            const auto* self = static_cast<Cargo*>(pointer);
            std::array<double, 4> numbers{};
            for (int i = 0; i < self->channels; ++i)
                numbers[std::size_t(i)] = in[i] / 65535.0;
            const cmsCIELab colour = self->lab(numbers.data());
            cmsFloat2LabEncoded(out, &colour);
            return 1;
        },
        &cargo, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_END,
                           cmsStageAllocToneCurves(nullptr, cmsUInt32Number(channels), nullptr));
    cmsPipelineInsertStage(pipeline, cmsAT_END, table);
    cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));
    cmsWriteTag(profile, cmsSigAToB0Tag, pipeline);
    cmsPipelineFree(pipeline);
    return bytesOf(profile);
}

/// An ink that no rule of thumb gives: black and grey only from the yellow channel.
QByteArray inkProfile() {
    return tableProfile(cmsSigCmykData, 4, [](const double* inks) {
        return cmsCIELab{100 * (1 - inks[2]), 0, 0};
    });
}

QByteArray withProfile(const QByteArray& jpeg, const QByteArray& profile) {
    const QByteArray payload = QByteArray("ICC_PROFILE\0\1\1", 14) + profile;
    const auto length = quint16(payload.size() + 2);
    return jpeg.first(2) + "\xff\xe2" + char(length >> 8) + char(length & 255) + payload +
           jpeg.sliced(2);
}

/// A WebP with an ICCP chunk, of one that Qt wrote without.
QByteArray webpWithProfile(const QImage& image, const QByteArray& profile) {
    const auto number = [](qsizetype value, int bytes) {
        QByteArray result;
        for (int i = 0; i < bytes; ++i)
            result.append(char(value >> (8 * i)));
        return result;
    };
    const QByteArray plain = fixtures::encoded(image, "webp", 100);
    QByteArray picture = plain.sliced(12);
    if (picture.startsWith("VP8X"))
        picture = picture.sliced(18);
    QByteArray chunks = "WEBP";
    chunks += "VP8X" + number(10, 4) + number(0x20, 4) + number(image.width() - 1, 3) +
              number(image.height() - 1, 3);
    chunks += "ICCP" + number(profile.size(), 4) + profile + QByteArray(profile.size() % 2, '\0') +
              picture;
    return "RIFF" + number(chunks.size(), 4) + chunks;
}

QColor seenIn(const QByteArray& file) {
    const auto picture = decodePicture(file, PictureWish{{}, {}, kMaxViewSide});
    return picture ? picture->view.pixelColor(20, 20) : QColor();
}

int difference(const QColor& a, const QColor& b) {
    return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                     std::abs(a.blue() - b.blue()), std::abs(a.alpha() - b.alpha())});
}

QByteArray fileOf(const char* format, const QColor& colour, const QByteArray& profile) {
    QImage image(48, 48, QImage::Format_RGB888);
    image.fill(colour);
    const int numbers[] = {colour.red(), colour.green(), colour.blue()};
    if (qstrcmp(format, "jpeg") == 0)
        return withProfile(fixtures::jpegFile(image, {.quality = 100, .isFullChroma = true}),
                           profile);
    if (qstrcmp(format, "webp") == 0)
        return webpWithProfile(image, profile);
    if (qstrcmp(format, "png") == 0) {
        fixtures::PngPicture png;
        png.iccProfile = profile;
        png.value = [&](int, int, int c) { return numbers[c]; };
        return fixtures::pngFile(png);
    }
    fixtures::TiffPage page;
    page.iccProfile = profile;
    page.value = [&](int, int, int s) { return numbers[s] / 255.0; };
    return fixtures::tiffFile({page});
}

constexpr const char* kFormats[] = {"jpeg", "png", "tiff", "webp"};

}  // namespace

/// Colours come out as their profiles mean them, by formulas that Little CMS has no part in.
class TestColour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spaces_data();
    void spaces();
    void tables_data();
    void tables();
    void likeLittleCms_data();
    void likeLittleCms();
    void greyProfile();
    void inks_data();
    void inks();
    void inksWithoutProfile();
    void brokenProfilesMeanSrgb_data();
    void brokenProfilesMeanSrgb();
    void profileOfAnotherKindMeansSrgb();
    void alphaIsKept();
    void codePoints();
    void brighterThanWhite();
    void soundSrgbIsLeftAlone();
};

void TestColour::spaces_data() {
    QTest::addColumn<int>("space");
    QTest::addColumn<QByteArray>("format");
    for (int i = 0; i < int(std::size(kSpaces)); ++i)
        for (const char* format : kFormats)
            QTest::addRow("%s %s", kSpaces[i].name, format) << i << QByteArray(format);
}

void TestColour::spaces() {
    QFETCH(const int, space);
    QFETCH(const QByteArray, format);
    const QByteArray profile = profileOf(kSpaces[space]);
    for (const QColor& colour : {QColor(200, 100, 50), QColor(128, 128, 128), QColor(30, 90, 160),
                                 QColor(250, 240, 230), QColor(90, 140, 90), QColor(20, 20, 25)}) {
        const QColor seen = seenIn(fileOf(format.constData(), colour, profile));
        const QColor expected = expectedIn(kSpaces[space], colour);
        QVERIFY2(difference(seen, expected) <= 3,
                 qPrintable(colour.name() + QStringLiteral(" gives ") + seen.name() +
                            QStringLiteral(" for ") + expected.name()));
    }
}

void TestColour::tables_data() {
    QTest::addColumn<QByteArray>("format");
    for (const char* format : kFormats)
        QTest::newRow(format) << QByteArray(format);
}

/// A profile of tables, as scanners and printers have: green alone is lightness.
void TestColour::tables() {
    QFETCH(const QByteArray, format);
    const QByteArray profile = tableProfile(cmsSigRgbData, 3, [](const double* rgb) {
        return cmsCIELab{100 * rgb[1], 0, 0};
    });
    // L* = 100 * 137 / 255 is the grey of 128.
    const QColor seen = seenIn(fileOf(format.constData(), QColor(250, 137, 3), profile));
    QVERIFY2(difference(seen, QColor(128, 128, 128)) <= 4, qPrintable(seen.name()));
}

void TestColour::likeLittleCms_data() {
    QTest::addColumn<QByteArray>("profile");
    for (const Space& space : kSpaces)
        QTest::newRow(space.name) << profileOf(space);
    QTest::newRow("BT.2020, PQ") << profileOfCodePoints(9, 16);
    QTest::newRow("linear light") << profileOfCodePoints(1, 8);
    // No sum of what its channels do.
    QTest::newRow("a table") << tableProfile(cmsSigRgbData, 3, [](const double* rgb) {
        return cmsCIELab{100 * rgb[0] * rgb[1], 60 * rgb[2], 40 * (rgb[0] - rgb[2])};
    });
}

/// Most profiles are applied by a quicker way than the library's; no colour tells.
void TestColour::likeLittleCms() {
    QFETCH(const QByteArray, profile);
    QImage image(251, 97, QImage::Format_RGB888);
    QRandomGenerator random(23);
    for (int y = 0; y < image.height(); ++y)
        for (int i = 0; i < 3 * image.width(); ++i)
            image.scanLine(y)[i] = uchar(random.bounded(256));
    const auto seen = toSrgb(image, profile);
    QVERIFY(seen);
    cmsHPROFILE from = cmsOpenProfileFromMem(profile.constData(), cmsUInt32Number(profile.size()));
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform =
        cmsCreateTransform(from, TYPE_RGB_8, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0);
    for (int y = 0; y < image.height(); ++y)
        cmsDoTransform(transform, image.constScanLine(y), image.scanLine(y),
                       cmsUInt32Number(image.width()));
    cmsDeleteTransform(transform);
    cmsCloseProfile(srgb);
    cmsCloseProfile(from);
    for (int y = 0; y < image.height(); ++y)
        for (int i = 0; i < 3 * image.width(); ++i)
            QVERIFY2(std::abs(seen->constScanLine(y)[i] - image.constScanLine(y)[i]) <= 1,
                     qPrintable(QStringLiteral("%1: %2, not %3")
                                    .arg(i / 3)
                                    .arg(seen->constScanLine(y)[i])
                                    .arg(image.constScanLine(y)[i])));
}

void TestColour::greyProfile() {
    cmsToneCurve* linear = cmsBuildGamma(nullptr, 1.0);
    const QByteArray profile = bytesOf(cmsCreateGrayProfile(cmsD50_xyY(), linear));
    cmsFreeToneCurve(linear);
    QImage image(48, 48, QImage::Format_Grayscale8);
    image.fill(128);
    const QByteArray jpeg =
        withProfile(fixtures::jpegFile(image, {.quality = 100, .isGrey = true}), profile);
    QVERIFY(difference(seenIn(jpeg), QColor(188, 188, 188)) <= 1);
    fixtures::PngPicture png;
    png.colourType = PNG_COLOR_TYPE_GRAY;
    png.value = [](int, int, int) { return 128; };
    png.iccProfile = profile;
    QVERIFY(difference(seenIn(fixtures::pngFile(png)), QColor(188, 188, 188)) <= 1);
    fixtures::TiffPage page;
    page.photometric = PHOTOMETRIC_MINISBLACK;
    page.samples = 1;
    page.value = [](int, int, int) { return 128 / 255.0; };
    page.iccProfile = profile;
    QVERIFY(difference(seenIn(fixtures::tiffFile({page})), QColor(188, 188, 188)) <= 1);
}

void TestColour::inks_data() {
    QTest::addColumn<QByteArray>("file");
    const QByteArray profile = inkProfile();
    // Full cyan, magenta and black are nothing to this profile; L* = 100 - 118 / 2.55 is 128's.
    const int yellow = 118;
    for (const bool ycck : {false, true})
        QTest::addRow("jpeg%s", ycck ? " ycck" : "")
            << withProfile(fixtures::cmykJpeg(48, 48, 255, 255, yellow, 255, ycck), profile);
    for (const int bits : {8, 16}) {
        fixtures::TiffPage page;
        page.photometric = PHOTOMETRIC_SEPARATED;
        page.samples = 4;
        page.bits = bits;
        page.iccProfile = profile;
        page.value = [=](int, int, int s) { return s == 2 ? yellow / 255.0 : 1.0; };
        QTest::addRow("tiff %d", bits) << fixtures::tiffFile({page});
    }
}

void TestColour::inks() {
    QFETCH(const QByteArray, file);
    const QColor seen = seenIn(file);
    QVERIFY2(difference(seen, QColor(128, 128, 128)) <= 4, qPrintable(seen.name()));
}

void TestColour::inksWithoutProfile() {
    QImage inks(1, 1, QImage::Format_RGBA8888);
    for (const QByteArray& profile :
         {QByteArray(), QByteArray("no profile"), profileOf(kSpaces[1])}) {
        inks.setPixelColor(0, 0, QColor(255, 0, 0, 0));
        const auto cyan = rgbFromInks(inks, profile);
        QVERIFY(cyan);
        QCOMPARE(cyan->pixelColor(0, 0), QColor(Qt::cyan));
    }
}

void TestColour::brokenProfilesMeanSrgb_data() {
    QTest::addColumn<QByteArray>("profile");
    const QByteArray sound = profileOf(kSpaces[3]);
    QTest::newRow("noise") << QByteArray("not a profile, but as long as one ").repeated(20);
    QTest::newRow("half") << sound.first(sound.size() / 2);
    QTest::newRow("header") << sound.first(128);
    QByteArray wrongSize = sound;
    wrongSize[0] = '\x7f';
    QTest::newRow("size") << wrongSize;
    QByteArray noTags = sound;
    noTags.replace(128, 4, QByteArray(4, '\0'));
    QTest::newRow("no tags") << noTags;
}

void TestColour::brokenProfilesMeanSrgb() {
    QFETCH(const QByteArray, profile);
    for (const char* format : {"jpeg", "tiff", "webp"}) {
        const QColor seen = seenIn(fileOf(format, QColor(200, 100, 50), profile));
        QVERIFY2(difference(seen, QColor(200, 100, 50)) <= 3, format);
    }
}

void TestColour::profileOfAnotherKindMeansSrgb() {
    const QColor seen = seenIn(fileOf("jpeg", QColor(200, 100, 50), inkProfile()));
    QVERIFY(difference(seen, QColor(200, 100, 50)) <= 2);
}

void TestColour::alphaIsKept() {
    fixtures::PngPicture png;
    png.colourType = PNG_COLOR_TYPE_RGB_ALPHA;
    png.iccProfile = profileOf(kSpaces[1]);
    png.value = [](int, int, int c) { return c == 0 ? 200 : c == 1 ? 100 : c == 2 ? 50 : 128; };
    QColor expected = expectedIn(kSpaces[1], QColor(200, 100, 50));
    expected.setAlpha(128);
    const QColor seen = seenIn(fixtures::pngFile(png));
    QVERIFY2(difference(seen, expected) <= 4, qPrintable(seen.name(QColor::HexArgb)));
}

void TestColour::codePoints() {
    QVERIFY(profileOfCodePoints(1, 13).isEmpty());
    QVERIFY(profileOfCodePoints(2, 2).isEmpty());
    QVERIFY(profileOfCodePoints(77, 13).isEmpty());
    // Display P3 and BT.2020 by code points, where H.273 and the profile mean the same.
    const QColor colour(200, 100, 50);
    QColor seen = seenIn(fileOf("png", colour, profileOfCodePoints(12, 13)));
    QVERIFY(difference(seen, expectedIn(kSpaces[1], colour)) <= 2);
    const Space wide{"BT.2020",
                     {},
                     srgbDecoded,
                     {{{1.6604910, -0.5876411, -0.0728499},
                       {-0.1245505, 1.1328999, -0.0083494},
                       {-0.0181508, -0.1005789, 1.1187297}}}};
    const QColor pale(150, 120, 110);
    seen = seenIn(fileOf("png", pale, profileOfCodePoints(9, 13)));
    QVERIFY2(difference(seen, expectedIn(wide, pale)) <= 3, qPrintable(seen.name()));
}

/// PQ and HLG: what is below reference white keeps its light, what is above is still told apart.
void TestColour::brighterThanWhite() {
    const auto seenAt = [](int transfer, int code) {
        return seenIn(fileOf("png", QColor(code, code, code), profileOfCodePoints(9, transfer)));
    };
    // 20.3 cd/m2, a tenth of 203: code 0.3633 of PQ.
    const QColor tenth(qRound(srgbEncoded(0.1) * 255), qRound(srgbEncoded(0.1) * 255),
                       qRound(srgbEncoded(0.1) * 255));
    QVERIFY2(difference(seenAt(16, qRound(0.3633 * 255)), tenth) <= 4,
             qPrintable(seenAt(16, qRound(0.3633 * 255)).name()));
    for (const int transfer : {16, 18}) {
        int last = -1;
        for (int code = 0; code <= 255; code += 15) {
            const int grey = seenAt(transfer, code).green();
            QVERIFY2(grey >= last, qPrintable(QStringLiteral("%1 %2").arg(transfer).arg(code)));
            last = grey;
        }
        QVERIFY(last > 245);
    }
}

/// The usual profile, in whatever words, changes not one number.
void TestColour::soundSrgbIsLeftAlone() {
    const QByteArray profile = profileOf(kSpaces[0]);
    QImage image = fixtures::painted(64, 64);
    const auto converted = toSrgb(image, profile);
    QVERIFY(converted);
    QCOMPARE(*converted, image);
    QCOMPARE(converted->constBits(), image.constBits());
}

SEMBLANCE_TEST(TestColour)
#include "tst_colour.moc"
