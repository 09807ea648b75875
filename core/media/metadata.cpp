#include "core/media/metadata.h"

#include <QDateTime>
#include <QTimeZone>
#include <exception>
#include <exiv2/exiv2.hpp>
#include <mutex>

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

/// Adobe's XMP toolkit inside Exiv2 has global state; Exiv2 calls this around it.
void lockXmp(void* mutex, bool lock) {
    if (lock)
        static_cast<std::recursive_mutex*>(mutex)->lock();
    else
        static_cast<std::recursive_mutex*>(mutex)->unlock();
}

void prepareExiv2() {
    static std::recursive_mutex xmpMutex;
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize(lockXmp, &xmpMutex);
    });
}

QString textOf(const Exiv2::ExifData& exif, const char* key) {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end())
        return {};
    QString text = QString::fromStdString(found->toString());
    text.truncate(text.indexOf(QChar(u'\0')) < 0 ? text.size() : text.indexOf(QChar(u'\0')));
    // No name or date is longer; a damaged entry can hold anything.
    constexpr qsizetype longest = 100;
    return text.left(longest).simplified();
}

int orientationOf(const Exiv2::ExifData& exif) {
    const int value = textOf(exif, "Exif.Image.Orientation").toInt();
    return value >= 1 && value <= 8 ? value : 1;
}

QString cameraOf(const Exiv2::ExifData& exif) {
    const QString make = textOf(exif, "Exif.Image.Make");
    const QString model = textOf(exif, "Exif.Image.Model");
    // "Canon" and "Canon EOS 5D", "NIKON CORPORATION" and "NIKON D90": the maker stands in both.
    const QString maker = make.section(u' ', 0, 0);
    if (make.isEmpty() || model.startsWith(maker, Qt::CaseInsensitive))
        return model;
    return (make + u' ' + model).trimmed();
}

std::optional<std::int64_t> dateOf(const Exiv2::ExifData& exif, const char* key,
                                   const char* fractionKey) {
    QDateTime date = QDateTime::fromString(textOf(exif, key), u"yyyy:MM:dd HH:mm:ss"_s);
    if (!date.isValid() || date.date().year() < 1800)
        return {};
    date.setTimeZone(QTimeZone::utc());
    const int milliseconds = int(("0."_L1 + textOf(exif, fractionKey)).toDouble() * 1000.0);
    return date.toMSecsSinceEpoch() + milliseconds;
}

std::optional<std::int64_t> captureDateOf(const Exiv2::ExifData& exif) {
    constexpr const char* keys[][2] = {
        {"Exif.Photo.DateTimeOriginal", "Exif.Photo.SubSecTimeOriginal"},
        {"Exif.Photo.DateTimeDigitized", "Exif.Photo.SubSecTimeDigitized"},
        {"Exif.Image.DateTime", "Exif.Photo.SubSecTime"},
    };
    for (const auto& [key, fractionKey] : keys)
        if (const auto date = dateOf(exif, key, fractionKey))
            return date;
    return {};
}

}  // namespace

Metadata readMetadata(const QByteArray& bytes) {
    Metadata metadata;
    prepareExiv2();
    try {
        const auto image = Exiv2::ImageFactory::open(
            reinterpret_cast<const Exiv2::byte*>(bytes.constData()), bytes.size());
        image->readMetadata();
        const Exiv2::ExifData& exif = image->exifData();
        metadata.orientation = orientationOf(exif);
        metadata.camera = cameraOf(exif);
        metadata.capturedMs = captureDateOf(exif);
    } catch (const std::exception&) {
        // Damaged metadata does not spoil the picture.
    }
    return metadata;
}

}  // namespace semblance
