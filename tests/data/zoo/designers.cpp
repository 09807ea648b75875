#include <cmath>

#include "core/media/pixels/colour.h"
#include "tests/core/media/damage.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/iconfile.h"
#include "tests/core/media/lightfiles.h"
#include "tests/core/media/psdfile.h"
#include "tests/core/media/xcffile.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

using fixtures::big;
using fixtures::Psd;

constexpr PictureFormat kPsd = PictureFormat::Psd;
const QSize kSize(61, 43);

/// A channel of an image, 0..1.
std::function<double(int, int)> channel(const QImage& image, int index, bool isInverted = false) {
    return [=](int x, int y) {
        const QColor c = image.pixelColor(x, y);
        const int value[] = {c.red(), c.green(), c.blue(), c.alpha()};
        return isInverted ? 1 - value[index] / 255.0 : value[index] / 255.0;
    };
}

double lightOf(double v) {
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

const char* nameOf(Psd::Compression compression) {
    constexpr const char* names[] = {"raw", "packbits", "zip", "zip-predicted"};
    return names[compression];
}

void addPsds(Zoo& zoo) {
    const QImage image = ramp();
    for (const int version : {1, 2}) {
        const QString kind = version == 1 ? QStringLiteral("psd") : QStringLiteral("psb");
        for (const int depth : {8, 16, 32}) {
            for (const auto compression :
                 {Psd::Raw, Psd::PackBits, Psd::Zip, Psd::ZipWithPrediction}) {
                Psd psd;
                psd.version = version;
                psd.depth = depth;
                psd.size = kSize;
                psd.compression = compression;
                for (int i = 0; i < 3; ++i) {
                    psd.channels.push_back([=, of = channel(image, i)](int x, int y) {
                        return depth == 32 ? lightOf(of(x, y)) : of(x, y);
                    });
                }
                zoo.add(QStringLiteral("%1-rgb-%2bit-%3.%1")
                            .arg(kind)
                            .arg(depth)
                            .arg(QLatin1StringView(nameOf(compression))),
                        kPsd, psd.file(), image);
            }
        }
    }
    for (const int depth : {8, 16}) {
        Psd grey;
        grey.mode = 1;
        grey.depth = depth;
        grey.size = kSize;
        grey.channels = {channel(greyRamp(), 0)};
        zoo.add(QStringLiteral("psd-grey-%1bit.psd").arg(depth), kPsd, grey.file(), greyRamp());
        Psd inks = grey;
        inks.mode = 4;
        // As Photoshop stores them, 1 is no ink.
        inks.channels = {channel(image, 0), channel(image, 1), channel(image, 2),
                         [](int, int) { return 1.0; }};
        zoo.add(QStringLiteral("psd-cmyk-%1bit.psd").arg(depth), kPsd, inks.file(), image, {2, 1});
        Psd layered = grey;
        layered.mode = 3;
        layered.layers = -1;
        // On white, as Photoshop keeps it.
        const QImage clear = glass();
        for (int i = 0; i < 3; ++i)
            layered.channels.push_back({});
        for (int i = 0; i < 3; ++i)
            layered.channels[std::size_t(i)] = [=](int x, int y) {
                const double alpha = clear.pixelColor(x, y).alphaF();
                return channel(clear, i)(x, y) * alpha + 1 - alpha;
            };
        layered.channels[3] = channel(clear, 3);
        zoo.add(QStringLiteral("psd-rgb-%1bit-layers-alpha.psd").arg(depth), kPsd, layered.file(),
                clear, {6, 2});
        Psd selection = layered;
        selection.layers = 0;
        for (int i = 0; i < 3; ++i)
            selection.channels[std::size_t(i)] = channel(image, i);
        zoo.add(QStringLiteral("psd-rgb-%1bit-saved-selection.psd").arg(depth), kPsd,
                selection.file(), image);
    }
    Psd bitmap;
    bitmap.mode = 0;
    bitmap.depth = 1;
    bitmap.size = kSize;
    bitmap.channels = {[](int x, int) { return x < 30 ? 1.0 : 0.0; }};
    QImage halves(kSize, QImage::Format_RGB888);
    for (int y = 0; y < 43; ++y)
        for (int x = 0; x < 61; ++x)
            halves.setPixelColor(x, y, x < 30 ? Qt::white : Qt::black);
    zoo.add(QStringLiteral("psd-bitmap.psd"), kPsd, bitmap.file(), halves);
    Psd rgb;
    rgb.size = kSize;
    rgb.channels = {channel(image, 0), channel(image, 1), channel(image, 2)};
    Psd p3 = rgb;
    p3.resources = fixtures::psdResource(1039, profileOfCodePoints(12, 13));
    zoo.add(QStringLiteral("psd-icc-display-p3.psd"), kPsd, p3.file(), fromDisplayP3(image),
            {3, 1});
    const QByteArray file = rgb.file();
    zoo.refuse(QStringLiteral("psd-cut-at-20-percent.psd"), kPsd, file.first(file.size() / 5),
               "cut short");
    zoo.add(QStringLiteral("psd-garbage-behind.psd"), kPsd, file + QByteArray(999, '\xa5'), image);
    QByteArray huge = file;
    huge.replace(14, 8, big(quint32(60'000)) + big(quint32(60'000)));
    zoo.refuse(QStringLiteral("psd-claims-60000x60000.psd"), kPsd, huge, "million pixels");
    Psd unknown = rgb;
    unknown.mode = 5;
    zoo.refuse(QStringLiteral("psd-unknown-mode.psd"), kPsd, unknown.file(), "variant");
    Psd bare = rgb;
    bare.resources = fixtures::psdResource(1057, QByteArray(4, '\0') + '\0' + QByteArray(8, '\0'));
    zoo.refuse(QStringLiteral("psd-without-merged-picture.psd"), kPsd, bare.file(),
               "Maximize Compatibility");
}

QImage flat(QSize size, QColor colour) {
    QImage image(size, QImage::Format_RGB888);
    image.fill(colour);
    return image;
}

void addXcfs(Zoo& zoo) {
    constexpr PictureFormat format = PictureFormat::Xcf;
    using fixtures::Xcf;
    const QImage image = ramp();
    for (const int version : {3, 11}) {
        for (const auto& [name, compression] :
             {std::pair("plain", Xcf::None), {"runs", Xcf::RunLength}, {"zlib", Xcf::Zlib}}) {
            const auto named =
                [prefix = QStringLiteral("xcf-v%1-%2-").arg(version).arg(QLatin1StringView(name))](
                    const char* trait) {
                    return prefix + QLatin1StringView(trait) + QStringLiteral(".xcf");
                };
            Xcf xcf;
            xcf.version = version;
            xcf.compression = compression;
            xcf.layers = {{.image = image}};
            zoo.add(named("rgb"), format, xcf.file(), image);
            xcf.layers = {{.image = glass()}};
            zoo.add(named("rgb-alpha"), format, xcf.file(), glass());
            xcf.colours = Xcf::Grey;
            xcf.layers = {{.image = greyRamp()}};
            zoo.add(named("grey"), format, xcf.file(), greyRamp());
        }
    }
    Xcf xcf;
    xcf.layers = {{.image = image.copy(20, 10, 30, 20), .offset = {20, 10}},
                  {.image = flat(kSize, Qt::red), .isVisible = false},
                  {.image = image}};
    zoo.add(QStringLiteral("xcf-layers-one-hidden.xcf"), format, xcf.file(), image);
    const QByteArray file = xcf.file();
    zoo.refuse(QStringLiteral("xcf-cut-at-20-percent.xcf"), format, file.first(file.size() / 5),
               "cut short");
    zoo.add(QStringLiteral("xcf-called-png.png"), format, file, image);
    QByteArray huge = file;
    huge.replace(14, 8, big(quint32(60'000)) + big(quint32(60'000)));
    zoo.refuse(QStringLiteral("xcf-claims-60000x60000.xcf"), format, huge, "million pixels");
    Xcf deep = xcf;
    deep.version = 11;
    deep.precision = 600;
    zoo.refuse(QStringLiteral("xcf-32bit-float.xcf"), format, deep.file(), "variant");
}

void addIcons(Zoo& zoo) {
    constexpr PictureFormat ico = PictureFormat::Ico;
    using fixtures::iconDib;
    using fixtures::iconFile;
    const QByteArray png = fixtures::encoded(ramp({256, 256}), "png");
    const fixtures::IconEntry small{16, 16, 32, iconDib({16, 16}, Qt::red, 32)};
    zoo.add(QStringLiteral("ico-32bit.ico"), ico, iconFile({small}), flat({16, 16}, Qt::red));
    zoo.add(QStringLiteral("ico-1bit.ico"), ico,
            iconFile({{48, 48, 1, iconDib({48, 48}, Qt::green, 1)}}), flat({48, 48}, Qt::green));
    zoo.add(QStringLiteral("ico-png-inside-largest.ico"), ico, iconFile({small, {0, 0, 32, png}}),
            ramp({256, 256}));
    zoo.add(QStringLiteral("cursor.cur"), ico,
            iconFile({{32, 32, 12, iconDib({32, 32}, Qt::blue, 32)}}, 2), flat({32, 32}, Qt::blue));
    const QByteArray file = iconFile({{64, 64, 32, iconDib({64, 64}, Qt::red, 32)}});
    zoo.refuse(QStringLiteral("ico-cut-at-20-percent.ico"), ico, file.first(file.size() / 5), "");
    constexpr PictureFormat icns = PictureFormat::Icns;
    const auto block = [](const char* type, const QByteArray& data) {
        return type + big(quint32(data.size() + 8)) + data;
    };
    zoo.add(QStringLiteral("icns-largest.icns"), icns,
            block("icns", block("ic07", fixtures::encoded(flat({128, 128}, Qt::red), "png")) +
                              block("ic08", png)),
            ramp({256, 256}));
    zoo.refuse(QStringLiteral("icns-empty.icns"), icns, block("icns", {}), "");
}

void addLight(Zoo& zoo) {
    constexpr PictureFormat exr = PictureFormat::Exr;
    constexpr PictureFormat hdr = PictureFormat::Hdr;
    using namespace fixtures;
    const QImage right = shownLight(ordinaryLight);
    const Tolerance close{2, 1};
    for (const auto& [compression, name] :
         {std::pair(Imf::NO_COMPRESSION, u"none"), std::pair(Imf::RLE_COMPRESSION, u"rle"),
          std::pair(Imf::ZIPS_COMPRESSION, u"zips"), std::pair(Imf::ZIP_COMPRESSION, u"zip"),
          std::pair(Imf::PIZ_COMPRESSION, u"piz")}) {
        zoo.add(QStringLiteral("exr-rgb-%1.exr").arg(name), exr,
                exrFile(ordinaryLight, Imf::WRITE_RGB, compression), right, close);
        zoo.add(QStringLiteral("exr-rgba-%1.exr").arg(name), exr,
                exrFile(ordinaryLight, Imf::WRITE_RGBA, compression), right, close);
    }
    zoo.add(QStringLiteral("exr-tiled.exr"), exr, tiledExrFile(ordinaryLight), right, close);
    zoo.add(QStringLiteral("exr-floats.exr"), exr, layeredExrFile(ordinaryLight, ""), right, close);
    zoo.add(QStringLiteral("exr-layer.exr"), exr, layeredExrFile(ordinaryLight, "beauty."), right,
            close);
    const QByteArray file = exrFile(ordinaryLight, Imf::WRITE_RGB, Imf::NO_COMPRESSION);
    zoo.cut(QStringLiteral("exr"), QStringLiteral("exr"), exr, file, right);
    for (const auto& [runs, name] :
         {std::pair(HdrRuns::None, u"plain"), std::pair(HdrRuns::Old, u"old-runs"),
          std::pair(HdrRuns::New, u"new-runs")})
        zoo.add(QStringLiteral("hdr-%1.hdr").arg(name), hdr, hdrFile(ordinaryLight, runs), right,
                {9, 4});
    zoo.add(QStringLiteral("hdr-from-below.hdr"), hdr,
            hdrFile(ordinaryLight, HdrRuns::New, "+Y 50 +X 70"), right.mirrored(false, true),
            {9, 4});
    const QByteArray light = hdrFile(ordinaryLight, HdrRuns::None);
    zoo.refuse(QStringLiteral("hdr-cut-at-20-percent.hdr"), hdr, light.first(light.size() / 5),
               "cut short");
    zoo.refuse(QStringLiteral("hdr-claims-60000x60000.hdr"), hdr,
               hdrFile(ordinaryLight, HdrRuns::New, "-Y 60000 +X 60000"), "million pixels");
}

}  // namespace

void addDesigners(Zoo& zoo) {
    addPsds(zoo);
    addXcfs(zoo);
    addIcons(zoo);
    addLight(zoo);
}

}  // namespace semblance::zoo
