#include "app/cli/showfacts.h"

#include <QDateTime>
#include <cmath>

#include "core/base/clocktext.h"
#include "core/gazetteer/gazetteer.h"

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

QString zoneText(int minutes) {
    const int size = std::abs(minutes);
    return u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
        .arg(size / 60, 2, 10, QChar(u'0'))
        .arg(size % 60, 2, 10, QChar(u'0'));
}

/// "1/250 s", "0.8 s", "30 s".
QString exposureText(double seconds) {
    constexpr double longestFraction = 0.3;
    if (seconds < longestFraction)
        return u"1/%1 s"_s.arg(std::llround(1 / seconds));
    return u"%1 s"_s.arg(seconds, 0, 'g', 3);
}

QString shotText(const PhotoFacts& facts) {
    QStringList parts{facts.lens};
    if (facts.focalLengthMm)
        parts.append(u"%1 mm"_s.arg(*facts.focalLengthMm, 0, 'g', 4));
    if (facts.aperture)
        parts.append(u"f/%1"_s.arg(*facts.aperture, 0, 'g', 3));
    if (facts.exposureSeconds)
        parts.append(exposureText(*facts.exposureSeconds));
    if (facts.iso)
        parts.append(u"ISO %1"_s.arg(*facts.iso));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString ratingText(const PhotoFacts& facts) {
    if (!facts.rating)
        return {};
    return *facts.rating < 0 ? u"rejected"_s : QString::number(*facts.rating);
}

QString placeName(const PhotoFacts& facts) {
    return facts.place
               ? placeText(QString::fromStdString(Gazetteer::shared().nearest(*facts.place)))
               : QString();
}

/// "#4060a0 42 %".
QString coloursText(const PhotoFacts& facts) {
    QStringList texts;
    for (const Swatch& swatch : facts.palette.value_or(Palette()).colours()) {
        texts.append(u"#%1%2%3 %4 %"_s.arg(swatch.red, 2, 16, QChar(u'0'))
                         .arg(swatch.green, 2, 16, QChar(u'0'))
                         .arg(swatch.blue, 2, 16, QChar(u'0'))
                         .arg((swatch.share * 100 + 127) / 255));
    }
    return texts.join(u", "_s);
}

QString coordinatesText(const PhotoFacts& facts) {
    constexpr int decimals = 6;  // a tenth of a metre
    return facts.place ? u"%1, %2"_s.arg(facts.place->latitude, 0, 'f', decimals)
                             .arg(facts.place->longitude, 0, 'f', decimals)
                       : QString();
}

QString lengthText(const PhotoFacts& facts) {
    return facts.durationMs.value_or(0) > 0 ? clockText(*facts.durationMs) : QString();
}

}  // namespace

QString capturedText(const PhotoFacts& facts) {
    if (!facts.capturedMs)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(*facts.capturedMs, Qt::UTC);
    const QString clock = time.toString(time.time().msec() == 0 ? u"yyyy-MM-ddTHH:mm:ss"_s
                                                                : u"yyyy-MM-ddTHH:mm:ss.zzz"_s);
    return facts.zoneMinutes ? clock + zoneText(*facts.zoneMinutes) : clock;
}

QStringList factLines(const PhotoFacts& facts) {
    QStringList lines;
    const auto add = [&](const QString& name, const QString& text) {
        if (!text.isEmpty())
            lines.append(u"    %1: %2"_s.arg(name, text));
    };
    add(u"title"_s, facts.title);
    add(u"description"_s, facts.description);
    add(u"rating"_s, ratingText(facts));
    add(u"label"_s, facts.label);
    add(u"tags"_s, facts.keywords.join(u", "_s));
    add(u"people"_s, facts.people.join(u", "_s));
    add(u"lens"_s, shotText(facts));
    add(u"place"_s, placeName(facts));
    add(u"coordinates"_s, coordinatesText(facts));
    add(u"colours"_s, coloursText(facts));
    add(u"length"_s, lengthText(facts));
    return lines;
}

}  // namespace semblance
