#include "ui/viewer/factsline.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QStringList>
#include <cmath>

#include "core/base/clocktext.h"
#include "ui/style/dates.h"
#include "ui/style/stars.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FactsLine)
};

QString exposure(double seconds, const QLocale& locale) {
    constexpr double longestFraction = 0.3;
    return seconds < longestFraction
               ? Text::tr("1/%1 s").arg(locale.toString(std::llround(1 / seconds)))
               : Text::tr("%1 s").arg(locale.toString(seconds, 'g', 3));
}

}  // namespace

QStringList exposureParts(const PhotoFacts& facts) {
    const QLocale locale;
    QStringList parts;
    if (facts.focalLengthMm)
        parts.append(Text::tr("%1 mm").arg(locale.toString(*facts.focalLengthMm, 'g', 4)));
    if (facts.aperture)
        parts.append(Text::tr("f/%1").arg(locale.toString(*facts.aperture, 'g', 3)));
    if (facts.exposureSeconds)
        parts.append(exposure(*facts.exposureSeconds, locale));
    if (facts.iso)
        parts.append(Text::tr("ISO %1").arg(*facts.iso));
    return parts;
}

QString factsLine(const PhotoFacts& facts, qint64 bytes, const QStringList& raws) {
    const QLocale locale;
    QStringList parts{facts.title, starsText(facts.rating.value_or(0))};
    if (facts.width > 0)
        parts.append(
            Text::tr("%1 × %2").arg(locale.toString(facts.width), locale.toString(facts.height)));
    if (facts.durationMs.value_or(0) > 0)
        parts.append(clockText(*facts.durationMs));
    parts.append(facts.format.toUpper());
    if (bytes >= 0)
        parts.append(locale.formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat));
    if (facts.capturedMs)
        parts.append(shortDateTime(QDateTime::fromMSecsSinceEpoch(*facts.capturedMs, Qt::UTC)));
    for (const QString& raw : raws)
        parts.append(Text::tr("also as RAW: %1").arg(QFileInfo(raw).fileName()));
    parts << facts.camera << facts.lens << exposureParts(facts);
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

}  // namespace semblance
