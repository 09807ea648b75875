#include "core/catalogue/facets.h"

#include <algorithm>
#include <chrono>

namespace semblance {

namespace {
using Term = PhotoFilter::Term;

Facet facetOfTrait(const QString& trait) {
    if (trait.compare(u"screenshot", Qt::CaseInsensitive) == 0)
        return Facet::Trait;
    if (trait.compare(u"duplicate", Qt::CaseInsensitive) == 0)
        return Facet::Duplicate;
    if (trait.compare(u"failed", Qt::CaseInsensitive) == 0)
        return Facet::Failed;
    return trait.compare(u"video", Qt::CaseInsensitive) == 0 ? Facet::Kind : Facet::Shape;
}

template <class IsMeant>
PhotoFilter termsThat(const PhotoFilter& filter, IsMeant isMeant) {
    PhotoFilter some;
    std::copy_if(filter.terms.begin(), filter.terms.end(), std::back_inserter(some.terms), isMeant);
    return some;
}
}  // namespace

Facet facetOf(const Term& term) {
    using Field = PhotoFilter::Field;
    switch (term.field) {
        case Field::Folder:
            return Facet::Folder;
        case Field::Name:
        case Field::Words:
            return Facet::Name;
        case Field::Type:
            return Facet::Kind;
        case Field::Time:
        case Field::Day:
            return Facet::Date;
        case Field::Rating:
            return Facet::Rating;
        case Field::Label:
            return Facet::Label;
        case Field::Tag:
            return Facet::Tag;
        case Field::Person:
            return Facet::Person;
        case Field::Camera:
            return Facet::Camera;
        case Field::Lens:
            return Facet::Lens;
        case Field::Size:
            return Facet::Size;
        case Field::Is:
            return facetOfTrait(term.text);
        case Field::Place:
            return Facet::Place;
        case Field::Colour:
            return Facet::Colour;
    }
    return Facet::Name;
}

PhotoFilter without(const PhotoFilter& filter, Facet facet) {
    return termsThat(filter, [facet](const Term& term) { return facetOf(term) != facet; });
}

PhotoFilter termsOf(const PhotoFilter& filter, Facet facet) {
    return termsThat(filter, [facet](const Term& term) { return facetOf(term) == facet; });
}

std::size_t Facets::sizeClass(std::int64_t bytes) {
    return static_cast<std::size_t>(std::upper_bound(sizeBounds.begin(), sizeBounds.end(), bytes) -
                                    sizeBounds.begin());
}

std::optional<int> monthOf(std::int64_t ms) {
    using namespace std::chrono;
    constexpr std::int64_t msPerDay = 86'400'000;
    constexpr std::int64_t firstDay = -719'162;  // 0001-01-01
    constexpr std::int64_t lastDay = 2'932'896;  // 9999-12-31
    const std::int64_t day = ms / msPerDay - (ms % msPerDay < 0 ? 1 : 0);
    if (day < firstDay || day > lastDay)
        return std::nullopt;
    const year_month_day date{sys_days{days{day}}};
    return int(date.year()) * 12 + int(unsigned(date.month())) - 1;
}

std::int64_t startOfMonth(int number) {
    using namespace std::chrono;
    const year_month_day first{year(number / 12), month(unsigned(number % 12) + 1), day(1)};
    return milliseconds(sys_days(first).time_since_epoch()).count();
}

}  // namespace semblance
