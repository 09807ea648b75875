#include "core/remote/factsmessage.h"

#include <QCborArray>
#include <algorithm>
#include <limits>

#include "core/base/pictureformats.h"

namespace semblance {

namespace {

constexpr int kMostZoneMinutes = 18 * 60;
constexpr double kMost = 1e9;

template <class Number>
void put(QCborMap& map, const char* name, const std::optional<Number>& number) {
    if (number)
        map[QLatin1StringView(name)] = QCborValue(*number);
}

void put(QCborMap& map, const char* name, const QString& text) {
    if (!text.isEmpty())
        map[QLatin1StringView(name)] = text;
}

void put(QCborMap& map, const char* name, const QStringList& texts) {
    if (!texts.isEmpty())
        map[QLatin1StringView(name)] = QCborArray::fromStringList(texts);
}

bool isKnownFormat(const QString& name) {
    return std::any_of(pictureFormats.begin(), pictureFormats.end(),
                       [&](const PictureFormatRow& row) { return row.name == name; });
}

/// Fields that are not there are empty.
class Optional {
public:
    explicit Optional(FieldReader& fields) : m_fields(fields) {}

    QString text(const char* name, qsizetype longest = FactLimits::line) {
        if (!m_fields.has(name))
            return {};
        const QString text = m_fields.text(name);
        m_fields.require(text.size() <= longest, name);
        return text;
    }

    QStringList texts(const char* name) {
        if (!m_fields.has(name))
            return {};
        const QStringList texts = m_fields.texts(name);
        m_fields.require(texts.size() <= FactLimits::items &&
                             std::all_of(texts.begin(), texts.end(),
                                         [](const QString& text) {
                                             return !text.isEmpty() &&
                                                    text.size() <= FactLimits::line;
                                         }),
                         name);
        return texts;
    }

    std::optional<int> integer(const char* name, int least, int most) {
        return m_fields.has(name) ? std::optional(m_fields.integer(name, least, most))
                                  : std::nullopt;
    }

    std::optional<double> number(const char* name, double least, double most) {
        return m_fields.has(name) ? std::optional(m_fields.number(name, least, most))
                                  : std::nullopt;
    }

private:
    FieldReader& m_fields;
};

}  // namespace

QCborMap factsToCbor(const PhotoFacts& facts) {
    QCborMap map{{QStringLiteral("width"), facts.width},
                 {QStringLiteral("height"), facts.height},
                 {QStringLiteral("orientation"), facts.orientation},
                 {QStringLiteral("format"), facts.format}};
    put(map, "camera", facts.camera);
    if (facts.capturedMs)
        map[QStringLiteral("captured")] = qint64(*facts.capturedMs);
    put(map, "zone", facts.zoneMinutes);
    put(map, "lens", facts.lens);
    put(map, "exposure", facts.exposureSeconds);
    put(map, "aperture", facts.aperture);
    put(map, "iso", facts.iso);
    put(map, "focalLength", facts.focalLengthMm);
    if (facts.place) {
        map[QStringLiteral("latitude")] = facts.place->latitude;
        map[QStringLiteral("longitude")] = facts.place->longitude;
    }
    put(map, "rating", facts.rating);
    put(map, "label", facts.label);
    put(map, "title", facts.title);
    put(map, "description", facts.description);
    put(map, "keywords", facts.keywords);
    put(map, "people", facts.people);
    if (facts.durationMs)
        map[QStringLiteral("duration")] = qint64(*facts.durationMs);
    return map;
}

PhotoFacts factsFromCbor(FieldReader fields, int leastSide) {
    PhotoFacts facts = sidecarFactsFromCbor(fields);
    facts.width = fields.integer("width", leastSide, 1 << 30);
    facts.height = fields.integer("height", leastSide, 1 << 30);
    facts.orientation = fields.integer("orientation", 1, 8);
    facts.format = fields.text("format");
    fields.require(isKnownFormat(facts.format), "format");
    return facts;
}

PhotoFacts sidecarFactsFromCbor(FieldReader fields) {
    Optional optional(fields);
    PhotoFacts facts;
    facts.camera = optional.text("camera");
    if (fields.has("captured"))
        facts.capturedMs = fields.whole("captured", INT64_MIN, INT64_MAX);
    facts.zoneMinutes = optional.integer("zone", -kMostZoneMinutes, kMostZoneMinutes);
    facts.lens = optional.text("lens");
    facts.exposureSeconds = optional.number("exposure", 0, kMost);
    facts.aperture = optional.number("aperture", 0, kMost);
    facts.iso = optional.integer("iso", 1, std::numeric_limits<int>::max());
    facts.focalLengthMm = optional.number("focalLength", 0, kMost);
    if (fields.has("latitude") || fields.has("longitude"))
        facts.place =
            GeoPlace{fields.number("latitude", -90, 90), fields.number("longitude", -180, 180)};
    facts.rating = optional.integer("rating", -1, 5);
    facts.label = optional.text("label");
    facts.title = optional.text("title");
    facts.description = optional.text("description", FactLimits::description);
    facts.keywords = optional.texts("keywords");
    facts.people = optional.texts("people");
    if (fields.has("duration"))
        facts.durationMs = fields.whole("duration", 0, std::numeric_limits<int>::max());
    return facts;
}

}  // namespace semblance
