#include "ui/filters/filterchoices.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <algorithm>
#include <numeric>

#include "core/base/photomarks.h"
#include "ui/filters/foldertree.h"
#include "ui/style/stars.h"

namespace semblance {

namespace {
using Field = PhotoFilter::Field;
using Relation = PhotoFilter::Relation;
using Term = PhotoFilter::Term;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FilterChoices)
};

const std::vector<Facet>& facetsOf(FilterGroup group) {
    static const std::vector<Facet> none;
    static const std::vector<Facet> date{Facet::Date};
    static const std::vector<Facet> folder{Facet::Folder};
    static const std::vector<Facet> kind{Facet::Kind, Facet::Trait};
    static const std::vector<Facet> rating{Facet::Rating, Facet::Label};
    static const std::vector<Facet> tags{Facet::Tag, Facet::Person};
    static const std::vector<Facet> shape{Facet::Shape};
    static const std::vector<Facet> size{Facet::Size};
    static const std::vector<Facet> camera{Facet::Camera, Facet::Lens};
    static const std::vector<Facet> duplicates{Facet::Duplicate};
    switch (group) {
        case FilterGroup::Date:
            return date;
        case FilterGroup::Folder:
            return folder;
        case FilterGroup::Kind:
            return kind;
        case FilterGroup::Rating:
            return rating;
        case FilterGroup::Tags:
            return tags;
        case FilterGroup::Shape:
            return shape;
        case FilterGroup::Size:
            return size;
        case FilterGroup::Camera:
            return camera;
        case FilterGroup::Duplicates:
            return duplicates;
    }
    return none;
}

qint64 msOf(QDate day) {
    return QDateTime(day, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
}

QDate dayOf(qint64 ms) {
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).date();
}

Term is(const QString& trait) {
    return {Field::Is, Relation::Equal, trait};
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

qint64 sum(const std::vector<Facets::Value>& values) {
    return std::accumulate(
        values.begin(), values.end(), qint64(0),
        [](qint64 all, const Facets::Value& value) { return all + value.photos; });
}

/// A list of choices being made.
class Choices {
public:
    void heading(const QString& text) {
        if (!text.isEmpty())
            m_list.push_back({text, FilterChoice::notCounted, {}});
    }
    FilterChoice& add(Facet facet, const QString& text, qint64 photos, std::vector<Term> terms) {
        m_list.push_back({text, photos, std::move(terms), facet});
        return m_list.back();
    }
    /// Those that some picture has.
    void addValues(Facet facet, Field field, const QString& title,
                   std::vector<Facets::Value> values) {
        std::stable_sort(values.begin(), values.end(),
                         [](const auto& a, const auto& b) { return a.photos > b.photos; });
        if (!values.empty())
            heading(title);
        for (const Facets::Value& value : values)
            add(facet, value.name, value.photos, {{field, Relation::Equal, value.name}});
    }
    /// What is chosen and not there.
    void addMissing(Facet facet, const PhotoFilter& filter) {
        for (const Term& term : termsOf(filter, facet).terms) {
            const bool isThere =
                std::any_of(m_list.begin(), m_list.end(), [&](const FilterChoice& choice) {
                    return std::find(choice.terms.begin(), choice.terms.end(), term) !=
                           choice.terms.end();
                });
            if (!isThere && !term.text.isEmpty())
                add(facet, term.isExcluded ? Text::tr("not %1").arg(term.text) : term.text, 0,
                    {term});
        }
    }
    std::vector<FilterChoice> take() && { return std::move(m_list); }
    std::vector<FilterChoice>& list() { return m_list; }

private:
    std::vector<FilterChoice> m_list;
};

void addDates(Choices& choices, const Facets& facets, QDate today) {
    const auto add = [&](const QString& text, QDate from, QDate to, qint64 photos) {
        choices.add(Facet::Date, text, photos, dateTerms(from, to)).isExclusive = true;
    };
    const QDate tomorrow = today.addDays(1);
    add(Text::tr("Last 7 days"), tomorrow.addDays(-7), tomorrow, FilterChoice::notCounted);
    add(Text::tr("Last 30 days"), tomorrow.addDays(-30), tomorrow, FilterChoice::notCounted);
    add(Text::tr("Last 12 months"), tomorrow.addYears(-1), tomorrow, FilterChoice::notCounted);
    for (auto month = facets.months.rbegin(); month != facets.months.rend();) {
        const int year = month->number / 12;
        qint64 photos = 0;
        for (; month != facets.months.rend() && month->number / 12 == year; ++month)
            photos += month->photos;
        add(QString::number(year), QDate(year, 1, 1), QDate(year, 1, 1).addYears(1), photos);
    }
}

void addFolders(Choices& choices, const Facets& facets) {
    for (const FolderNode& node : folderTree(facets.folders)) {
        FilterChoice& choice = choices.add(Facet::Folder, node.name, node.photos,
                                           {{Field::Folder, Relation::Equal, node.path}});
        choice.parent = node.parent;
    }
}

std::vector<std::pair<QString, QString>> families() {
    return {{QStringLiteral("photo"), Text::tr("Photo")},
            {QStringLiteral("raw"), Text::tr("RAW")},
            {QStringLiteral("vector"), Text::tr("Vector")},
            {QStringLiteral("layered"), Text::tr("Layered")},
            {QStringLiteral("gif"), Text::tr("GIF")},
            {QStringLiteral("video"), Text::tr("Video")}};
}

/// Of a family or format.
QString kindText(const QString& name) {
    for (const auto& [family, text] : families()) {
        if (name.compare(family, Qt::CaseInsensitive) == 0)
            return text;
    }
    return name.toUpper();
}

void addKinds(Choices& choices, const Facets& facets) {
    for (const auto& [name, text] : families()) {
        const Term term{Field::Type, Relation::Equal, name};
        qint64 photos = 0;
        for (const Facets::Value& format : facets.formats) {
            PhotoFacts facts;
            facts.format = format.name;
            photos += holds(term, {{}, 0, 0, &facts}) ? format.photos : 0;
        }
        if (photos > 0)
            choices.add(Facet::Kind, text, photos, {term});
    }
    if (facets.screenshots > 0)
        choices.add(Facet::Trait, Text::tr("Screenshot"), facets.screenshots,
                    {is(QStringLiteral("screenshot"))});
    std::vector<Facets::Value> formats = facets.formats;
    std::erase_if(formats, [](const Facets::Value& format) { return format.name == u"gif"; });
    const std::size_t first = choices.list().size();
    choices.addValues(Facet::Kind, Field::Type, Text::tr("Formats"), std::move(formats));
    for (std::size_t i = first; i < choices.list().size(); ++i) {
        if (!choices.list()[i].isHeading())
            choices.list()[i].text = choices.list()[i].text.toUpper();
    }
}

void addRatings(Choices& choices, const Facets& facets) {
    choices.heading(Text::tr("Rating"));
    qint64 photos = 0;
    for (int rating = 5; rating >= 1; --rating) {
        photos += facets.rated(rating);
        choices
            .add(Facet::Rating,
                 rating == 5 ? starsText(5) : Text::tr("%1 and more").arg(starsText(rating)),
                 photos, {{Field::Rating, Relation::AtLeast, {}, rating}})
            .isExclusive = true;
    }
    choices
        .add(Facet::Rating, Text::tr("Not rated"), facets.rated(0),
             {{Field::Rating, Relation::Equal, {}, 0}})
        .isExclusive = true;
    if (facets.rated(-1) > 0)
        choices
            .add(Facet::Rating, Text::tr("Rejected"), facets.rated(-1),
                 {{Field::Rating, Relation::Equal, {}, -1}})
            .isExclusive = true;
    choices.heading(Text::tr("Label"));
    const auto add = [&](const QString& label, qint64 count) {
        choices.add(Facet::Label, labelText(label), count, {{Field::Label, Relation::Equal, label}})
            .label = label;
    };
    for (const QString& label : labelNames()) {
        const auto value =
            std::find_if(facets.labels.begin(), facets.labels.end(),
                         [&](const Facets::Value& known) { return known.name == label; });
        add(label, value == facets.labels.end() ? 0 : value->photos);
    }
    for (const Facets::Value& value : facets.labels) {
        if (!labelNames().contains(value.name))
            add(value.name, value.photos);
    }
    choices.add(Facet::Label, Text::tr("No label"), facets.unlabelled,
                {{Field::Label, Relation::Equal, QStringLiteral("none")}});
}

void addShapes(Choices& choices, const Facets& facets) {
    const std::tuple<Facets::Shape, const char*, QString> shapes[] = {
        {Facets::Landscape, "landscape", Text::tr("Landscape")},
        {Facets::Portrait, "portrait", Text::tr("Portrait")},
        {Facets::Square, "square", Text::tr("Square")}};
    for (const auto& [shape, name, text] : shapes)
        choices.add(Facet::Shape, text, facets.shapes[shape], {is(QLatin1StringView(name))})
            .isExclusive = true;
}

std::vector<Term> sizeTerms(std::size_t sizeClass) {
    std::vector<Term> terms;
    if (sizeClass > 0)
        terms.push_back({Field::Size, Relation::AtLeast, {}, Facets::sizeBounds[sizeClass - 1]});
    if (sizeClass < Facets::sizeBounds.size())
        terms.push_back({Field::Size, Relation::Below, {}, Facets::sizeBounds[sizeClass]});
    return terms;
}

QString sizeText(const std::vector<Term>& terms) {
    const QLocale locale;
    const auto text = [&](const Term& term) {
        return locale.formattedDataSize(term.number, 0, QLocale::DataSizeSIFormat);
    };
    if (terms.size() == 2)
        return Text::tr("%1 to %2").arg(text(terms[0]), text(terms[1]));
    return terms[0].relation == Relation::Below ? Text::tr("Below %1").arg(text(terms[0]))
                                                : Text::tr("From %1").arg(text(terms[0]));
}

void addSizes(Choices& choices, const Facets& facets) {
    for (std::size_t i = 0; i < facets.sizes.size(); ++i) {
        const std::vector<Term> terms = sizeTerms(i);
        choices.add(Facet::Size, sizeText(terms), facets.sizes[i], terms).isExclusive = true;
    }
}

QString dateSummary(const std::vector<Term>& terms) {
    std::optional<QDate> from;
    std::optional<QDate> to;  // the first day after
    for (const Term& term : terms) {
        if (term.relation == Relation::AtLeast)
            from = dayOf(term.number);
        else if (term.relation == Relation::Below)
            to = dayOf(term.number);
    }
    const QLocale locale;
    const auto text = [&](QDate day) { return locale.toString(day, QLocale::ShortFormat); };
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

QString termSummary(const Term& term) {
    QString text = term.text;
    switch (term.field) {
        case Field::Folder:
            text = text.section(u'/', -1, -1, QString::SectionSkipEmpty);
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
        default:
            break;
    }
    return term.isExcluded ? Text::tr("not %1").arg(text) : text;
}

QString traitSummary(const PhotoFilter& some, const Facets& none) {
    Choices choices;
    addShapes(choices, none);
    choices.add(Facet::Trait, Text::tr("Screenshot"), 0, {is(QStringLiteral("screenshot"))});
    for (const FilterChoice& choice : choices.list()) {
        if (isChosen(choice, some))
            return choice.text;
    }
    return {};
}
}  // namespace

QString groupKey(FilterGroup group) {
    static const char* const keys[] = {"date",  "folder", "kind",   "rating",    "tags",
                                       "shape", "size",   "camera", "duplicates"};
    return QLatin1StringView(keys[static_cast<std::size_t>(group)]);
}

QString groupName(FilterGroup group) {
    switch (group) {
        case FilterGroup::Date:
            return Text::tr("Date");
        case FilterGroup::Folder:
            return Text::tr("Folder");
        case FilterGroup::Kind:
            return Text::tr("Kind");
        case FilterGroup::Rating:
            return Text::tr("Rating");
        case FilterGroup::Tags:
            return Text::tr("Tags");
        case FilterGroup::Shape:
            return Text::tr("Shape");
        case FilterGroup::Size:
            return Text::tr("Size");
        case FilterGroup::Camera:
            return Text::tr("Camera");
        case FilterGroup::Duplicates:
            return Text::tr("Duplicates");
    }
    return {};
}

std::vector<FilterChoice> choicesOf(FilterGroup group, const Facets& facets,
                                    const PhotoFilter& filter, QDate today) {
    Choices choices;
    switch (group) {
        case FilterGroup::Date:
            addDates(choices, facets, today);
            break;
        case FilterGroup::Folder:
            addFolders(choices, facets);
            break;
        case FilterGroup::Kind:
            addKinds(choices, facets);
            break;
        case FilterGroup::Rating:
            addRatings(choices, facets);
            break;
        case FilterGroup::Tags:
            choices.addValues(Facet::Person, Field::Person, Text::tr("People"), facets.people);
            choices.addValues(Facet::Tag, Field::Tag, Text::tr("Tags"), facets.tags);
            break;
        case FilterGroup::Shape:
            addShapes(choices, facets);
            break;
        case FilterGroup::Size:
            addSizes(choices, facets);
            break;
        case FilterGroup::Camera:
            choices.addValues(Facet::Camera, Field::Camera, Text::tr("Cameras"), facets.cameras);
            choices.addValues(Facet::Lens, Field::Lens, Text::tr("Lenses"), facets.lenses);
            break;
        case FilterGroup::Duplicates:
            choices.add(Facet::Duplicate, Text::tr("Pictures with copies"), facets.duplicates,
                        {is(QStringLiteral("duplicate"))});
            break;
    }
    for (const Facet facet : facetsOf(group))
        choices.addMissing(facet, filter);
    return std::move(choices).take();
}

bool isChosen(const FilterChoice& choice, const PhotoFilter& filter) {
    const auto has = [&](const Term& term) {
        return std::find(filter.terms.begin(), filter.terms.end(), term) != filter.terms.end();
    };
    if (choice.isHeading() || !std::all_of(choice.terms.begin(), choice.terms.end(), has))
        return false;
    return !choice.isExclusive || termsOf(filter, choice.facet).terms.size() == choice.terms.size();
}

PhotoFilter toggled(const PhotoFilter& filter, const FilterChoice& choice) {
    const bool wasChosen = isChosen(choice, filter);
    PhotoFilter next = choice.isExclusive ? without(filter, choice.facet) : filter;
    if (wasChosen) {
        std::erase_if(next.terms, [&](const Term& term) {
            return std::find(choice.terms.begin(), choice.terms.end(), term) != choice.terms.end();
        });
    } else {
        next.terms.insert(next.terms.end(), choice.terms.begin(), choice.terms.end());
    }
    return next;
}

QString summaryOf(FilterGroup group, const PhotoFilter& filter) {
    PhotoFilter some;
    for (const Facet facet : facetsOf(group)) {
        const PhotoFilter own = termsOf(filter, facet);
        some.terms.insert(some.terms.end(), own.terms.begin(), own.terms.end());
    }
    if (some.isEmpty())
        return {};
    if (group == FilterGroup::Date)
        return dateSummary(some.terms);
    if (group == FilterGroup::Size && some.terms.size() <= 2)
        return sizeText(some.terms);
    if (group == FilterGroup::Duplicates)
        return groupName(group);
    QStringList parts;
    for (const Term& term : some.terms) {
        const QString trait =
            term.field == Field::Is ? traitSummary(PhotoFilter{{term}}, {}) : QString();
        parts.append(trait.isEmpty() ? termSummary(term) : trait);
    }
    return parts.join(QStringLiteral(", "));
}

PhotoFilter without(const PhotoFilter& filter, FilterGroup group) {
    PhotoFilter rest = filter;
    for (const Facet facet : facetsOf(group))
        rest = without(rest, facet);
    return rest;
}

qint64 photosWithout(FilterGroup group, const Facets& facets) {
    const auto all = [](const auto& numbers) {
        return std::accumulate(numbers.begin(), numbers.end(), std::int64_t(0));
    };
    switch (group) {
        case FilterGroup::Date:
            return std::accumulate(
                facets.months.begin(), facets.months.end(), qint64(0),
                [](qint64 before, const Facets::Month& month) { return before + month.photos; });
        case FilterGroup::Folder:
            return sum(facets.folders);
        case FilterGroup::Kind:
            return sum(facets.formats);
        case FilterGroup::Rating:
            return std::max<qint64>(all(facets.ratings), sum(facets.labels) + facets.unlabelled);
        case FilterGroup::Shape:
            return all(facets.shapes);
        case FilterGroup::Size:
            return all(facets.sizes);
        case FilterGroup::Tags:
        case FilterGroup::Camera:
        case FilterGroup::Duplicates:
            break;
    }
    return 0;
}

std::vector<Term> dateTerms(QDate from, QDate to) {
    return {{Field::Time, Relation::AtLeast, {}, msOf(from)},
            {Field::Time, Relation::Below, {}, msOf(to)}};
}

}  // namespace semblance
