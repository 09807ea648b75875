#include "core/media/metadata/takeout.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <cmath>
#include <utility>

#include "core/media/metadata/guessedtext.h"
#include "core/media/metadata/words.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFavourite = 5;

/// As of other dates: between 1800 and tomorrow.
bool isPast(double seconds) {
    constexpr double year1800 = -5'364'662'400.0;
    constexpr double day = 86'400.0;
    return seconds >= year1800 && seconds <= double(QDateTime::currentSecsSinceEpoch()) + day;
}

/// Numbers come as texts, too.
std::optional<double> numberOf(const QJsonValue& value) {
    if (value.isDouble())
        return value.toDouble();
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// Descriptions are written as for a web page.
QString withoutEntities(QString text) {
    static const QList<std::pair<QString, QString>> entities{
        {u"&#39;"_s, u"'"_s}, {u"&quot;"_s, u"\""_s}, {u"&lt;"_s, u"<"_s},
        {u"&gt;"_s, u">"_s},  {u"&nbsp;"_s, u" "_s},  {u"&amp;"_s, u"&"_s}};
    for (const auto& [entity, character] : entities)
        text.replace(entity, character);
    return text;
}

std::optional<GeoPlace> placeIn(const QJsonValue& value) {
    const QJsonObject place = value.toObject();
    const auto latitude = numberOf(place.value("latitude"_L1));
    const auto longitude = numberOf(place.value("longitude"_L1));
    const bool isOnEarth = latitude && longitude && std::abs(*latitude) <= 90 &&
                           std::abs(*longitude) <= 180 && (*latitude != 0 || *longitude != 0);
    return isOnEarth ? std::optional(GeoPlace{*latitude, *longitude}) : std::nullopt;
}

void takeDate(const QJsonObject& takeout, PhotoFacts& facts) {
    const auto seconds =
        numberOf(takeout.value("photoTakenTime"_L1).toObject().value("timestamp"_L1));
    // 0 is written where nothing is known.
    if (!seconds || *seconds == 0 || !isPast(*seconds))
        return;
    facts.capturedMs = std::llround(*seconds) * 1000;
    facts.zoneMinutes = 0;
}

QStringList peopleIn(const QJsonArray& people) {
    Words names;
    for (const QJsonValue& person : people)
        names.add(person.toObject().value("name"_L1).toString());
    return names.take();
}

}  // namespace

PhotoFacts takeoutFacts(const QByteArray& json) {
    const QJsonObject takeout = QJsonDocument::fromJson(json).object();
    PhotoFacts facts;
    // A title has every picture of Takeout's, a time nearly every one; other programs' files rarely
    // have either.
    if (!takeout.value("photoTakenTime"_L1).isObject() && !takeout.value("title"_L1).isString())
        return facts;
    takeDate(takeout, facts);
    facts.place = placeIn(takeout.value("geoData"_L1));
    if (!facts.place)
        facts.place = placeIn(takeout.value("geoDataExif"_L1));
    facts.description = asLines(withoutEntities(takeout.value("description"_L1).toString()),
                                FactLimits::description);
    facts.people = peopleIn(takeout.value("people"_L1).toArray());
    if (takeout.value("favorited"_L1).toBool())
        facts.rating = kFavourite;
    return facts;
}

}  // namespace semblance
