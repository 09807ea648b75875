#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <optional>

#include "core/query/filtergrammar.h"
#include "ui/filters/filterchoices.h"
#include "ui/filters/filtertexts.h"
#include "ui/style/dates.h"
#include "ui/style/stars.h"

namespace semblance {

namespace {
using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;
using Term = PhotoFilter::Term;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FilterChoices)
};

/// "27 Nov – 3 Dec", of any year.
QString daysText(const QString& days) {
    const auto range = DayRange::fromText(days);
    if (!range)
        return days;
    const QLocale locale;
    const auto text = [&](int day) {
        constexpr int leapYear = 2024;
        return locale.toString(QDate(leapYear, 1, 1).addDays(day - 1), Text::tr("d MMM"));
    };
    return range->first == range->last
               ? text(range->first)
               : QStringLiteral("%1 – %2").arg(text(range->first), text(range->last));
}

QString rangeSummary(const std::vector<Term>& terms) {
    std::optional<QDate> from;
    std::optional<QDate> to;  // the first day after
    for (const Term& term : terms) {
        if (term.field == Field::Day)
            continue;
        // What is not before a day is from it on.
        const bool begins = (term.relation == Relation::AtLeast) != term.isExcluded;
        (begins ? from : to) = dayOf(term.number);
    }
    const QLocale locale;
    const auto text = [](QDate day) { return shortDate(day); };
    const auto beginsYear = [](QDate day) { return day.month() == 1 && day.day() == 1; };
    if (from && to && beginsYear(*from) && beginsYear(*to)) {
        const int last = to->year() - 1;
        return from->year() == last ? QString::number(last)
                                    : QStringLiteral("%1–%2").arg(from->year()).arg(last);
    }
    if (from && to && from->day() == 1 && to->day() == 1) {
        const auto month = [&](QDate day) { return locale.toString(day, u"MMM yyyy"); };
        const QDate last = to->addMonths(-1);
        return *from == last ? month(last) : month(*from) + u'–' + month(last);
    }
    if (from && to)
        return text(*from) + u'–' + text(to->addDays(-1));
    return from ? Text::tr("from %1").arg(text(*from))
           : to ? Text::tr("until %1").arg(text(to->addDays(-1)))
                : QString();
}

QString dateSummary(const std::vector<Term>& terms) {
    QStringList parts;
    for (const Term& term : terms) {
        if (term.field == Field::Day)
            parts.append(summaryOf(term));
    }
    parts.append(rangeSummary(terms));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString sizeSummary(const std::vector<Term>& terms) {
    const bool isRange = std::none_of(terms.begin(), terms.end(), [](const Term& term) {
        return term.isExcluded || term.relation == Relation::Equal;
    });
    if (isRange && terms.size() <= 2)
        return sizeText(terms);
    QStringList parts;
    for (const Term& term : terms)
        parts.append(toText(PhotoFilter{{term}}));
    return parts.join(QStringLiteral(", "));
}

QString colourSummary(const Term& term) {
    const auto named = colourNamed(term.text);
    const QString text = named ? colourText(*named) : term.text.toUpper();
    return term.number == usualShare ? text : Text::tr("%1 ≥ %2 %").arg(text).arg(term.number);
}

}  // namespace

QString summaryOf(const Term& term) {
    QString text = term.text;
    switch (term.field) {
        case Field::Folder:
        case Field::Place:
            text = lastPart(text);
            break;
        case Field::Type:
            text = kindText(text);
            break;
        case Field::Rating:
            text = term.number < 0    ? Text::tr("Rejected")
                   : term.number == 0 ? Text::tr("Not rated")
                   : term.relation == Relation::AtLeast && term.number < 5
                       ? QStringLiteral("≥ ") + starsText(int(term.number))
                       : starsText(int(term.number));
            break;
        case Field::Label:
            text = text == u"none" ? Text::tr("No label") : labelText(text);
            break;
        case Field::Colour:
            text = colourSummary(term);
            break;
        case Field::Day:
            text = daysText(text);
            break;
        case Field::Is:
            text = traitText(text).isEmpty() ? text : traitText(text);
            break;
        default:
            break;
    }
    return term.isExcluded ? Text::tr("not %1").arg(text) : text;
}

QString summaryOf(FilterGroup group, const PhotoFilter& filter) {
    const PhotoFilter some = termsOf(filter, group);
    if (some.isEmpty())
        return {};
    if (group == FilterGroup::Date)
        return dateSummary(some.terms);
    if (group == FilterGroup::Size)
        return sizeSummary(some.terms);
    if (isSwitch(group) && !some.terms.front().isExcluded)
        return groupName(group);
    QStringList parts;
    for (const Term& term : some.terms)
        parts.append(summaryOf(term));
    return parts.join(QStringLiteral(", "));
}

}  // namespace semblance
