#include "core/media/codecs/codecs.h"
#include "core/media/pixels/colour.h"
#include "tests/core/media/dngfile.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/heiffile.h"
#include "tests/core/media/jp2file.h"
#include "tests/core/media/jxlfile.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

// Encoders of HEVC and AV1 want some pixels.
const QSize kSize(128, 96);

void addHeifs(Zoo& zoo, PictureFormat format) {
    if (!fixtures::canEncode(format))
        return;
    const bool isAvif = format == PictureFormat::Avif;
    const QString kind = isAvif ? QStringLiteral("avif") : QStringLiteral("heic");
    const auto name = [&](const QString& trait) { return kind + u'-' + trait + u'.' + kind; };
    const QImage image = ramp(kSize);
    // libaom stops at an assertion over 10 bits without subsampling.
    for (const int bits : {8, isAvif ? 12 : 10})
        zoo.add(name(QStringLiteral("%1bit").arg(bits)), format,
                fixtures::heifFile(bits == 8 ? image : image.convertToFormat(QImage::Format_RGBA64),
                                   {.format = format, .bits = bits}),
                image, kLossy);
    zoo.add(name(QStringLiteral("alpha")), format,
            fixtures::heifFile(glass(kSize), {.format = format}), glass(kSize), {255, 8});
    for (int orientation = 2; orientation <= 8; ++orientation)
        zoo.add(name(QStringLiteral("orientation-%1").arg(orientation)), format,
                fixtures::heifFile(image, {.format = format, .orientation = orientation}),
                seenUnder(image, orientation), kLossy);
    zoo.add(name(QStringLiteral("icc-display-p3")), format,
            fixtures::heifFile(image, {.format = format, .icc = profileOfCodePoints(12, 13)}),
            fromDisplayP3(image), kLossy);
    zoo.add(name(QStringLiteral("nclx-display-p3")), format,
            fixtures::heifFile(image, {.format = format, .primaries = 12}), fromDisplayP3(image),
            kLossy);
    zoo.add(name(QStringLiteral("another-picture-as-thumbnail")), format,
            fixtures::heifFile(image, {.format = format, .thumbnail = fixtures::quarters(64, 48)}),
            image, kLossy);
    const QByteArray file = fixtures::heifFile(fixtures::painted(256, 192), {.format = format});
    zoo.refuse(name(QStringLiteral("cut-at-20-percent")), format, file.first(file.size() / 5),
               "cut short");
    zoo.refuse(name(QStringLiteral("cut-at-60-percent")), format, file.first(file.size() * 3 / 5),
               "cut short");
    zoo.add(name(QStringLiteral("garbage-behind")), format, file + QByteArray(999, '\xa5'),
            fixtures::painted(256, 192), kLossy);
    if (!isAvif) {
        const QImage tiles = ramp({256, 256});
        zoo.add(name(QStringLiteral("grid")), format, fixtures::heicGrid(tiles, {256, 256}), tiles,
                kLossy);
    }
}

void addJxls(Zoo& zoo) {
    constexpr PictureFormat jxl = PictureFormat::Jxl;
    const QImage image = ramp();
    const auto name = [](const char* trait) {
        return QStringLiteral("jxl-%1.jxl").arg(QLatin1StringView(trait));
    };
    zoo.add(name("lossless"), jxl, fixtures::jxlFile(image), image);
    zoo.add(name("lossy"), jxl, fixtures::jxlFile(image, {.isLossless = false}), image, kLossy);
    zoo.add(name("16bit"), jxl,
            fixtures::jxlFile(image.convertToFormat(QImage::Format_RGBX64), {.bits = 16}), image);
    zoo.add(name("alpha"), jxl, fixtures::jxlFile(glass()), glass(), {3, 1});
    zoo.add(name("animation"), jxl, fixtures::jxlFile(image, {.secondFrame = greyRamp()}), image);
    for (int orientation = 2; orientation <= 8; ++orientation)
        zoo.add(QStringLiteral("jxl-orientation-%1.jxl").arg(orientation), jxl,
                fixtures::jxlFile(image, {.orientation = orientation}),
                seenUnder(image, orientation));
    zoo.add(
        name("container-with-exif"), jxl,
        fixtures::jxlFile(image, {.exif = fixtures::exifBlock(fixtures::Exif{1, "M", "C", {}})}),
        image);
    zoo.add(name("icc-display-p3"), jxl,
            fixtures::jxlFile(image, {.icc = profileOfCodePoints(12, 13)}), fromDisplayP3(image),
            {4, 2});
    const QByteArray file = fixtures::jxlFile(fixtures::painted(300, 200));
    zoo.refuse(name("cut-at-20-percent"), jxl, file.first(file.size() / 5), "cut short");
    zoo.refuse(name("signature-only"), jxl, file.first(2), "");
}

void addJp2s(Zoo& zoo) {
    constexpr PictureFormat jp2 = PictureFormat::Jp2;
    using Colours = fixtures::Jp2Wish::Colours;
    const QImage image = ramp();
    const auto name = [](const char* trait, const char* ending = "jp2") {
        return QStringLiteral("jp2-%1.%2").arg(QLatin1StringView(trait), QLatin1StringView(ending));
    };
    zoo.add(name("rgb"), jp2, fixtures::jp2File(image), image);
    zoo.add(name("codestream", "j2k"), jp2, fixtures::jp2File(image, {.isCodestream = true}),
            image);
    zoo.add(name("grey"), jp2, fixtures::jp2File(greyRamp(), {.colours = Colours::Grey}),
            greyRamp(), {2, 1});
    zoo.add(name("ycc-halved"), jp2, fixtures::jp2File(ramp({64, 48}), {.colours = Colours::Ycc}),
            ramp({64, 48}), kLossy);
    zoo.add(name("cmyk"), jp2, fixtures::jp2File(image, {.colours = Colours::Cmyk}), image, {2, 1});
    zoo.add(name("16bit"), jp2, fixtures::jp2File(image, {.bits = 16}), image);
    zoo.add(name("12bit"), jp2, fixtures::jp2File(image, {.bits = 12}), image, {2, 1});
    zoo.add(name("tiled"), jp2, fixtures::jp2File(ramp({300, 200}), {.tile = 128}),
            ramp({300, 200}));
    zoo.add(name("alpha"), jp2, fixtures::jp2File(glass(), {.hasAlpha = true}), glass(), {3, 1});
    zoo.add(name("icc-display-p3"), jp2,
            fixtures::jp2File(image, {.icc = profileOfCodePoints(12, 13)}), fromDisplayP3(image),
            {3, 1});
    const QByteArray file = fixtures::jp2File(fixtures::painted(300, 200));
    zoo.refuse(name("cut-at-20-percent"), jp2, file.first(file.size() / 5), "cut short");
}

void addRaws(Zoo& zoo) {
    constexpr PictureFormat raw = PictureFormat::Raw;
    // A preview that serves is shown as it is.
    const QImage preview = ramp({600, 400});
    const QByteArray jpeg = fixtures::encoded(preview, "jpeg", 95);
    for (const bool isBigEndian : {false, true}) {
        for (const bool isDng : {true, false}) {
            zoo.add(QStringLiteral("raw-preview-%1-%2.%3")
                        .arg(isBigEndian ? u"big-endian" : u"little-endian",
                             isDng ? u"dng" : u"no-dng", isDng ? u"dng" : u"nef"),
                    raw,
                    fixtures::dngFile(preview.scaled(1200, 800), {.preview = jpeg,
                                                                  .previewSize = preview.size(),
                                                                  .isDng = isDng,
                                                                  .isBigEndian = isBigEndian}),
                    preview, kLossy);
        }
    }
    for (const int orientation : {3, 6, 8})
        zoo.add(QStringLiteral("raw-preview-orientation-%1.dng").arg(orientation), raw,
                fixtures::dngFile(
                    preview.scaled(1200, 800),
                    {.orientation = orientation, .preview = jpeg, .previewSize = preview.size()}),
                seenUnder(preview, orientation), kLossy);
    // Developed at half the size, in the colours of the camera's matrix.
    const QImage grey = greyRamp({400, 300});
    zoo.add(QStringLiteral("raw-developed.dng"), raw, fixtures::dngFile(grey),
            grey.scaled(200, 150, Qt::IgnoreAspectRatio, Qt::SmoothTransformation), {255, 60});
    const QByteArray file = fixtures::dngFile(grey);
    zoo.refuse(QStringLiteral("raw-cut-at-20-percent.dng"), raw, file.first(file.size() / 5),
               "cut short");
}

}  // namespace

void addModern(Zoo& zoo) {
    (void)loadCodecs();
    addHeifs(zoo, PictureFormat::Heif);
    addHeifs(zoo, PictureFormat::Avif);
    addJxls(zoo);
    addJp2s(zoo);
    addRaws(zoo);
}

}  // namespace semblance::zoo
