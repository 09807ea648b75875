#pragma once

#include <QDate>
#include <QString>
#include <array>
#include <vector>

#include "core/catalogue/facets.h"

namespace semblance {

/// A button of the filter row: what a person thinks of as one thing.
enum class FilterGroup {
    Date,
    Folder,
    Kind,
    Rating,
    Tags,
    Shape,
    Size,
    Camera,
    Place,
    Colour,
    Duplicates,
    Failed,
};
inline constexpr std::array filterGroups{
    FilterGroup::Date,  FilterGroup::Folder, FilterGroup::Kind,       FilterGroup::Rating,
    FilterGroup::Tags,  FilterGroup::Shape,  FilterGroup::Size,       FilterGroup::Camera,
    FilterGroup::Place, FilterGroup::Colour, FilterGroup::Duplicates, FilterGroup::Failed};
/// Has one choice, which is on or off.
constexpr bool isSwitch(FilterGroup group) {
    return group == FilterGroup::Duplicates || group == FilterGroup::Failed;
}

/// "date", as in object names.
QString groupKey(FilterGroup group);
/// "Date", as people read it.
QString groupName(FilterGroup group);

/// Something to choose in a group.
struct FilterChoice {
    static constexpr int notCounted = -1;

    QString text;
    qint64 photos = notCounted;
    std::vector<PhotoFilter::Term> terms;  ///< that it puts into a filter; none of a heading
    Facet facet = Facet::Name;
    bool isExclusive = false;  ///< stands in for every other of its facet
    int parent = -1;           ///< its place in the list; -1: none
    QString label{};           ///< of a colour label: its name
    std::optional<NamedColour> colour{};

    bool isHeading() const { return terms.empty(); }
};

/// In the order to show them; what is chosen is there also when no picture has it. `today` is what
/// "the last days" are counted from.
std::vector<FilterChoice> choicesOf(FilterGroup group, const Facets& facets,
                                    const PhotoFilter& filter, QDate today);

bool isChosen(const FilterChoice& choice, const PhotoFilter& filter);
/// The filter with the choice, or without it where it is chosen.
PhotoFilter toggled(const PhotoFilter& filter, const FilterChoice& choice);

/// What is chosen in a group, short; empty when nothing is.
QString summaryOf(FilterGroup group, const PhotoFilter& filter);
/// The same of one term.
QString summaryOf(const PhotoFilter::Term& term);
PhotoFilter termsOf(const PhotoFilter& filter, FilterGroup group);
PhotoFilter without(const PhotoFilter& filter, FilterGroup group);
/// How many pictures there were without a group's terms; 0 also where it is not known.
qint64 photosWithout(FilterGroup group, const Facets& facets);

/// How much of a picture its colours must make up, percent: one share for all of them.
std::int64_t shareOf(const PhotoFilter& filter);
PhotoFilter withShare(PhotoFilter filter, std::int64_t percent);

/// The terms of [from, to), in wall-clock days.
std::vector<PhotoFilter::Term> dateTerms(QDate from, QDate to);

}  // namespace semblance
