#include "core/media/metadata/videotags.h"

#include <QRegularExpression>
#include <cmath>
#include <initializer_list>

#include "core/media/metadata/datetext.h"
#include "core/media/metadata/guessedtext.h"
#include "core/media/metadata/metadata.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

using Tags = QMap<QString, QString>;

/// The first that is there.
QString lineOf(const Tags& tags, std::initializer_list<QLatin1StringView> names) {
    for (const QLatin1StringView name : names) {
        const QString text = asLine(tags.value(name), FactLimits::line);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

std::optional<WallClock> dateOf(const Tags& tags) {
    // Clocks that were never set stand at the epoch of the container, of Unix or of GPS.
    constexpr std::int64_t firstDigitalFilms = 631'152'000'000;  // 1990
    for (const QLatin1StringView name :
         {"com.apple.quicktime.creationdate"_L1, "date_time_original"_L1, "creation_time"_L1,
          "date"_L1, "icrd"_L1, "idit"_L1}) {
        const std::optional<WallClock> date = wallClockOf(tags.value(name));
        if (date && date->ms >= firstDigitalFilms)
            return date;
    }
    return {};
}

/// ISO 6709, degrees with a fraction: "+27.5916+086.5640+8850/".
std::optional<GeoPlace> placeOf(const Tags& tags) {
    static const QRegularExpression pattern(
        u"^([+-]\\d{1,2}(?:\\.\\d+)?)([+-]\\d{1,3}(?:\\.\\d+)?)(?:[+-/]|CRS|$)"_s);
    for (const QLatin1StringView name :
         {"com.apple.quicktime.location.iso6709"_L1, "location"_L1, "location-eng"_L1, "xyz"_L1}) {
        const QRegularExpressionMatch match = pattern.match(tags.value(name));
        const GeoPlace place{match.captured(1).toDouble(), match.captured(2).toDouble()};
        const bool isPlace =
            match.hasMatch() && std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180;
        // What receivers without a fix write: a place in the open sea.
        if (isPlace && !(place.latitude == 0 && place.longitude == 0))
            return place;
    }
    return {};
}

}  // namespace

PhotoFacts factsOfVideoTags(const Tags& tags) {
    PhotoFacts facts;
    facts.camera = cameraName(
        lineOf(tags, {"com.apple.quicktime.make"_L1, "make"_L1, "com.android.manufacturer"_L1}),
        lineOf(tags, {"com.apple.quicktime.model"_L1, "model"_L1, "com.android.model"_L1}));
    if (const std::optional<WallClock> date = dateOf(tags)) {
        facts.capturedMs = date->ms;
        facts.zoneMinutes = date->zoneMinutes;
    }
    facts.place = placeOf(tags);
    facts.title = lineOf(tags, {"com.apple.quicktime.title"_L1, "title"_L1});
    for (const QLatin1StringView name :
         {"com.apple.quicktime.description"_L1, "description"_L1, "synopsis"_L1}) {
        if (facts.description.isEmpty())
            facts.description = asLines(tags.value(name), FactLimits::description);
    }
    return facts;
}

}  // namespace semblance
