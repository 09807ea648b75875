#include "core/media/metadata/capturedate.h"

#include <QDateTime>
#include <cmath>

#include "core/media/metadata/metadatatags.h"

namespace semblance {

namespace {

struct ExifDate {
    const char* date;
    const char* fraction;
    const char* zone;
};

constexpr ExifDate kOriginal = {"Exif.Photo.DateTimeOriginal", "Exif.Photo.SubSecTimeOriginal",
                                "Exif.Photo.OffsetTimeOriginal"};
constexpr ExifDate kDigitized = {"Exif.Photo.DateTimeDigitized", "Exif.Photo.SubSecTimeDigitized",
                                 "Exif.Photo.OffsetTimeDigitized"};
constexpr ExifDate kModified = {"Exif.Image.DateTime", "Exif.Photo.SubSecTime",
                                "Exif.Photo.OffsetTime"};

std::optional<WallClock> exifDate(const MetadataTags& tags, const ExifDate& keys) {
    std::optional<WallClock> clock = wallClockOf(tags.exifText(keys.date));
    if (!clock)
        return {};
    if (clock->ms % 1000 == 0)
        clock->ms += fractionMs(tags.exifText(keys.fraction));
    if (!clock->zoneMinutes)
        clock->zoneMinutes = zoneMinutesOf(tags.exifText(keys.zone));
    return clock;
}

std::optional<WallClock> xmpDate(const MetadataTags& tags,
                                 std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        if (const auto clock = wallClockOf(tags.xmpText(key)))
            return clock;
    }
    return {};
}

std::optional<WallClock> iptcDate(const MetadataTags& tags, const char* date, const char* time) {
    return wallClockOf(tags.iptcTexts(date).value(0), tags.iptcTexts(time).value(0));
}

std::optional<WallClock> gpsDate(const MetadataTags& tags) {
    std::optional<WallClock> clock = wallClockOf(tags.exifText("Exif.GPSInfo.GPSDateStamp"));
    if (!clock) {
        clock = wallClockOf(tags.xmpText("Xmp.exif.GPSTimeStamp"));
    } else {
        double seconds = 0;
        constexpr double worth[] = {3600, 60, 1};
        for (int part = 0; part < 3; ++part)
            seconds += tags.exifNumber("Exif.GPSInfo.GPSTimeStamp", part).value_or(0) * worth[part];
        constexpr double day = 86'400;
        if (seconds >= 0 && seconds <= day)
            clock->ms += std::llround(seconds * 1000);
    }
    if (clock)
        clock->zoneMinutes = 0;
    return clock;
}

}  // namespace

std::optional<WallClock> captureDateOf(const MetadataTags& tags) {
    const auto xmp = xmpDate(tags, {"Xmp.exif.DateTimeOriginal", "Xmp.photoshop.DateCreated"});
    if (auto clock = exifDate(tags, kOriginal)) {
        if (!clock->zoneMinutes && xmp && xmp->ms / 1000 == clock->ms / 1000)
            clock->zoneMinutes = xmp->zoneMinutes;
        return clock;
    }
    if (xmp)
        return xmp;
    if (const auto clock =
            iptcDate(tags, "Iptc.Application2.DateCreated", "Iptc.Application2.TimeCreated"))
        return clock;
    if (const auto clock = exifDate(tags, kDigitized))
        return clock;
    if (const auto clock = xmpDate(tags, {"Xmp.exif.DateTimeDigitized", "Xmp.xmp.CreateDate"}))
        return clock;
    if (const auto clock = iptcDate(tags, "Iptc.Application2.DigitizationDate",
                                    "Iptc.Application2.DigitizationTime"))
        return clock;
    if (const auto clock = exifDate(tags, kModified))
        return clock;
    return gpsDate(tags);
}

}  // namespace semblance
