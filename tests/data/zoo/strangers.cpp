#include <QRandomGenerator>

#include "tests/core/media/fixtures.h"
#include "tests/core/media/psdfile.h"
#include "tests/core/media/tifffixture.h"
#include "tests/core/media/zipfile.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

/// A file's content counts, whatever it is called.
void addWrongEndings(Zoo& zoo) {
    struct Kind {
        const char* name;
        PictureFormat format;
        QByteArray bytes;
        Tolerance tolerance;
    };
    const QImage image = ramp();
    const Kind kinds[] = {
        {"jpeg", PictureFormat::Jpeg, fixtures::encoded(image, "jpeg", 95), kLossy},
        {"png", PictureFormat::Png, fixtures::encoded(image, "png"), kExact},
        {"webp", PictureFormat::WebP, fixtures::encoded(image, "webp", 100), kExact},
        {"bmp", PictureFormat::Bmp, fixtures::encoded(image, "bmp"), kExact},
        {"tiff", PictureFormat::Tiff, fixtures::tiffFile({fixtures::TiffPage()}), kExact}};
    for (const Kind& kind : kinds) {
        for (const char* ending :
             {"jpg", "png", "webp", "bmp", "tif", "gif", "heic", "dng", "svg", "psd", "tga", "JPG"})
            if (QLatin1StringView(kind.name).first(3) != QLatin1StringView(ending))
                zoo.add(QStringLiteral("%1-called-%2.%2")
                            .arg(QLatin1StringView(kind.name), QLatin1StringView(ending)),
                        kind.format, kind.bytes, image, kind.tolerance);
    }
}

void addNoPictures(Zoo& zoo) {
    constexpr PictureFormat none = PictureFormat::Unknown;
    QRandomGenerator random(3);
    QByteArray noise;
    for (int i = 0; i < 5000; ++i)
        noise += char(random.bounded(1, 256));
    const std::pair<const char*, QByteArray> kinds[] = {
        {"text", "Dear diary, today I saw a heron.\n"},
        {"html", "<!DOCTYPE html><html><body><svg></svg></body></html>"},
        {"json", "{\"format\": \"jpeg\"}"},
        {"noise", noise},
        {"zeros", QByteArray(4096, '\0')},
        {"ones", QByteArray(4096, '\xff')},
        {"one-byte", "\xff"},
        {"zip", fixtures::zipFile({{"readme.txt", "hello"}})}};
    for (const auto& [name, bytes] : kinds)
        for (const char* ending : {"jpg", "png", "tif"})
            zoo.refuse(QStringLiteral("%1-called-%2.%2")
                           .arg(QLatin1StringView(name), QLatin1StringView(ending)),
                       none, bytes, "not a picture");
    for (const char* ending : {"jpg", "png", "tif", "gif", "bmp", "webp", "heic", "avif", "jxl",
                               "jp2", "dng", "psd", "svg", "ico", "tga", "exr", "hdr", "pdf"})
        zoo.refuse(QStringLiteral("empty.%1").arg(QLatin1StringView(ending)), none, {}, "empty");
}

}  // namespace

void addStrangers(Zoo& zoo) {
    addWrongEndings(zoo);
    addNoPictures(zoo);
}

}  // namespace semblance::zoo
