#include "ui/filters/filtertexts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include "core/base/photomarks.h"

namespace semblance {

namespace {
using Term = PhotoFilter::Term;
using Relation = PhotoFilter::Relation;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FilterChoices)
};
}  // namespace

std::vector<std::pair<QString, QString>> kindFamilies() {
    return {{QStringLiteral("photo"), Text::tr("Photo")},
            {QStringLiteral("raw"), Text::tr("RAW")},
            {QStringLiteral("vector"), Text::tr("Vector")},
            {QStringLiteral("layered"), Text::tr("Layered")},
            {QStringLiteral("gif"), Text::tr("GIF")},
            {QStringLiteral("video"), Text::tr("Video")}};
}

QString kindText(const QString& name) {
    for (const auto& [family, text] : kindFamilies()) {
        if (name.compare(family, Qt::CaseInsensitive) == 0)
            return text;
    }
    return name.toUpper();
}

QString labelText(const QString& label) {
    static const char* const names[] = {QT_TRANSLATE_NOOP("semblance::FilterChoices", "Red"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Yellow"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Green"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Blue"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Purple")};
    const qsizetype at = labelNames().indexOf(label);
    return at < 0 ? label : Text::tr(names[at]);
}

QString colourText(NamedColour colour) {
    static const char* const names[] = {QT_TRANSLATE_NOOP("semblance::FilterChoices", "Red"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Orange"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Yellow"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Green"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Teal"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Blue"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Purple"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Pink"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Brown"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "White"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Grey"),
                                        QT_TRANSLATE_NOOP("semblance::FilterChoices", "Black")};
    return Text::tr(names[static_cast<std::size_t>(colour)]);
}

QString sizeText(const std::vector<Term>& terms) {
    const QLocale locale;
    const auto text = [&](const Term& term) {
        return locale.formattedDataSize(term.number, 0, QLocale::DataSizeSIFormat);
    };
    if (terms.size() == 2)
        return Text::tr("%1 to %2").arg(text(terms[0]), text(terms[1]));
    const bool isUpper =
        terms[0].relation == Relation::Below || terms[0].relation == Relation::AtMost;
    return isUpper ? Text::tr("Below %1").arg(text(terms[0]))
                   : Text::tr("From %1").arg(text(terms[0]));
}

QString traitText(const QString& trait) {
    if (trait == u"landscape")
        return Text::tr("Landscape");
    if (trait == u"portrait")
        return Text::tr("Portrait");
    if (trait == u"square")
        return Text::tr("Square");
    if (trait == u"failed")
        return Text::tr("Unreadable");
    return trait == u"screenshot" ? Text::tr("Screenshot") : QString();
}

QString lastPart(const QString& path) {
    return path.section(u'/', -1, -1, QString::SectionSkipEmpty);
}

QDate dayOf(qint64 ms) {
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).date();
}

}  // namespace semblance
