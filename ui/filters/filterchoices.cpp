#include "ui/filters/filterchoices.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <algorithm>
#include <numeric>

#include "core/base/photomarks.h"
#include "ui/filters/filtertexts.h"
#include "ui/filters/foldertree.h"
#include "ui/filters/placetree.h"
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
    static const std::vector<Facet> place{Facet::Place};
    static const std::vector<Facet> colour{Facet::Colour};
    static const std::vector<Facet> failed{Facet::Failed};
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
        case FilterGroup::Place:
            return place;
        case FilterGroup::Colour:
            return colour;
        case FilterGroup::Failed:
            return failed;
    }
    return none;
}

qint64 msOf(QDate day) {
    return QDateTime(day, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
}

Term is(const QString& trait) {
    return {Field::Is, Relation::Equal, trait};
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
                add(facet, summaryOf(term), 0, {term});
        }
    }
    std::vector<FilterChoice> take() && { return std::move(m_list); }
    std::vector<FilterChoice>& list() { return m_list; }

private:
    std::vector<FilterChoice> m_list;
};

void addDates(Choices& choices, const Facets& facets, QDate today) {
    // Three days either way, before those of now.
    const QDate first = today.addDays(-3);
    std::vector<Term> otherYears{
        {Field::Day, Relation::Equal,
         DayRange{dayOfYear(msOf(first)), dayOfYear(msOf(today.addDays(3)))}.toText()},
        {Field::Time, Relation::Below, {}, msOf(first)}};
    const auto add = [&](const QString& text, QDate from, QDate to, qint64 photos) {
        choices.add(Facet::Date, text, photos, dateTerms(from, to)).isExclusive = true;
    };
    const QDate tomorrow = today.addDays(1);
    add(Text::tr("Last 7 days"), tomorrow.addDays(-7), tomorrow, FilterChoice::notCounted);
    add(Text::tr("Last 30 days"), tomorrow.addDays(-30), tomorrow, FilterChoice::notCounted);
    add(Text::tr("Last 12 months"), tomorrow.addYears(-1), tomorrow, FilterChoice::notCounted);
    choices
        .add(Facet::Date, Text::tr("This week in other years"), FilterChoice::notCounted,
             std::move(otherYears))
        .isExclusive = true;
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

void addKinds(Choices& choices, const Facets& facets) {
    for (const auto& [name, text] : kindFamilies()) {
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

void addPlaces(Choices& choices, const Facets& facets) {
    for (const PlaceNode& node : placeTree(facets.places)) {
        FilterChoice& choice = choices.add(Facet::Place, node.name, node.photos,
                                           {{Field::Place, Relation::Equal, node.path}});
        choice.parent = node.parent;
    }
}

void addColours(Choices& choices, const Facets& facets, const PhotoFilter& filter) {
    for (std::size_t i = 0; i < namedColours; ++i) {
        const auto colour = static_cast<NamedColour>(i);
        FilterChoice& choice =
            choices.add(Facet::Colour, colourText(colour), facets.colours[i],
                        {{Field::Colour, Relation::Equal, nameOf(colour), shareOf(filter)}});
        choice.colour = colour;
    }
}

std::vector<Term> sizeTerms(std::size_t sizeClass) {
    std::vector<Term> terms;
    if (sizeClass > 0)
        terms.push_back({Field::Size, Relation::AtLeast, {}, Facets::sizeBounds[sizeClass - 1]});
    if (sizeClass < Facets::sizeBounds.size())
        terms.push_back({Field::Size, Relation::Below, {}, Facets::sizeBounds[sizeClass]});
    return terms;
}

void addSizes(Choices& choices, const Facets& facets) {
    for (std::size_t i = 0; i < facets.sizes.size(); ++i) {
        const std::vector<Term> terms = sizeTerms(i);
        choices.add(Facet::Size, sizeText(terms), facets.sizes[i], terms).isExclusive = true;
    }
}

}  // namespace

QString groupKey(FilterGroup group) {
    static const char* const keys[] = {"date", "folder", "kind",  "rating", "tags",       "shape",
                                       "size", "camera", "place", "colour", "duplicates", "failed"};
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
        case FilterGroup::Place:
            return Text::tr("Place");
        case FilterGroup::Colour:
            return Text::tr("Colour");
        case FilterGroup::Duplicates:
            return Text::tr("Duplicates");
        case FilterGroup::Failed:
            return Text::tr("Unreadable");
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
        case FilterGroup::Place:
            addPlaces(choices, facets);
            break;
        case FilterGroup::Colour:
            addColours(choices, facets, filter);
            break;
        case FilterGroup::Duplicates:
            choices.add(Facet::Duplicate, Text::tr("Pictures with copies"), facets.duplicates,
                        {is(QStringLiteral("duplicate"))});
            break;
        case FilterGroup::Failed:
            choices.add(Facet::Failed, Text::tr("Unreadable"), facets.failed,
                        {is(QStringLiteral("failed"))});
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

PhotoFilter termsOf(const PhotoFilter& filter, FilterGroup group) {
    PhotoFilter some;
    for (const Facet facet : facetsOf(group)) {
        const PhotoFilter own = termsOf(filter, facet);
        some.terms.insert(some.terms.end(), own.terms.begin(), own.terms.end());
    }
    return some;
}

std::int64_t shareOf(const PhotoFilter& filter) {
    const PhotoFilter colours = termsOf(filter, Facet::Colour);
    return colours.isEmpty() ? usualShare : colours.terms.front().number;
}

PhotoFilter withShare(PhotoFilter filter, std::int64_t percent) {
    for (Term& term : filter.terms) {
        if (term.field == Field::Colour)
            term.number = percent;
    }
    return filter;
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
        case FilterGroup::Place:
        case FilterGroup::Colour:
        case FilterGroup::Duplicates:
        case FilterGroup::Failed:
            break;
    }
    return 0;
}

std::vector<Term> dateTerms(QDate from, QDate to) {
    return {{Field::Time, Relation::AtLeast, {}, msOf(from)},
            {Field::Time, Relation::Below, {}, msOf(to)}};
}

}  // namespace semblance
