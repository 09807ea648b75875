#include "ui/panel/facttable.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include "core/base/clocktext.h"
#include "ui/style/dates.h"
#include "ui/style/stars.h"
#include "ui/viewer/factsline.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FactTable)
};

QString coordinates(const GeoPlace& place, const QLocale& locale) {
    return QStringLiteral("%1, %2").arg(locale.toString(place.latitude, 'f', 4),
                                        locale.toString(place.longitude, 'f', 4));
}
}  // namespace

QList<std::pair<QString, QString>> factTable(const PhotoFacts& facts, qint64 bytes) {
    const QLocale locale;
    QList<std::pair<QString, QString>> rows;
    const auto add = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            rows.append({name, value});
    };
    add(Text::tr("Title"), facts.title);
    add(Text::tr("Rating"), starsText(facts.rating.value_or(0)));
    if (facts.capturedMs)
        add(Text::tr("Taken"),
            shortDateTime(QDateTime::fromMSecsSinceEpoch(*facts.capturedMs, Qt::UTC)));
    if (facts.width > 0)
        add(Text::tr("Size"),
            Text::tr("%1 × %2").arg(locale.toString(facts.width), locale.toString(facts.height)));
    QStringList file{facts.format.toUpper()};
    if (bytes >= 0)
        file.append(locale.formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat));
    file.removeAll(QString());
    add(Text::tr("File"), file.join(QStringLiteral("  ·  ")));
    if (facts.durationMs.value_or(0) > 0)
        add(Text::tr("Length"), clockText(*facts.durationMs));
    add(Text::tr("Camera"), facts.camera);
    add(Text::tr("Lens"), facts.lens);
    add(Text::tr("Exposure"), exposureParts(facts).join(QStringLiteral("  ·  ")));
    if (facts.place)
        add(Text::tr("Coordinates"), coordinates(*facts.place, locale));
    add(Text::tr("Label"), facts.label);
    add(Text::tr("Tags"), facts.keywords.join(QStringLiteral(", ")));
    add(Text::tr("People"), facts.people.join(QStringLiteral(", ")));
    add(Text::tr("Description"), facts.description);
    return rows;
}

}  // namespace semblance
