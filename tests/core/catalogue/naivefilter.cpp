#include "tests/core/catalogue/naivefilter.h"

#include <QDate>
#include <QDateTime>
#include <QTimeZone>
#include <functional>
#include <map>
#include <set>

#include "core/gazetteer/gazetteer.h"

namespace semblance::test {

FilteredPhoto NaivePhoto::asFiltered() const {
    const QString place =
        facts.place ? QString::fromStdString(Gazetteer::shared().nearest(*facts.place)) : QString();
    return {item.path, timeMs, bytes, &facts, isDuplicate, false, place, written};
}

namespace {
/// Of the photos that all terms but those of a facet mean.
class Count {
public:
    Count(std::span<const NaivePhoto> photos, const PhotoFilter& filter)
        : m_photos(photos), m_filter(filter) {}

    template <class Visit>
    void forEach(Facet facet, Visit visit) const {
        const PhotoFilter others = narrowsDown(facet) ? m_filter : without(m_filter, facet);
        for (const NaivePhoto& photo : m_photos) {
            if (matches(others, photo.asFiltered()))
                visit(photo);
        }
    }

    std::int64_t of(Facet facet, const std::function<bool(const NaivePhoto&)>& isCounted) const {
        std::int64_t count = 0;
        forEach(facet, [&](const NaivePhoto& photo) { count += isCounted(photo) ? 1 : 0; });
        return count;
    }

    std::vector<Facets::Value> values(
        Facet facet, const std::function<QStringList(const NaivePhoto&)>& namesOf) const {
        std::map<QString, std::int64_t> counts;
        forEach(facet, [&](const NaivePhoto& photo) {
            for (const QString& name : namesOf(photo)) {
                if (!name.isEmpty())
                    ++counts[name];
            }
        });
        std::vector<Facets::Value> values;
        for (const auto& [name, count] : counts)
            values.push_back({name, count});
        return values;
    }

private:
    std::span<const NaivePhoto> m_photos;
    const PhotoFilter& m_filter;
};

std::vector<Facets::Month> monthsOf(const Count& count) {
    std::map<int, std::int64_t> months;
    count.forEach(Facet::Date, [&](const NaivePhoto& photo) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(photo.timeMs, QTimeZone::utc()).date();
        if (day.year() >= 1 && day.year() <= 9999)
            ++months[day.year() * 12 + day.month() - 1];
    });
    std::vector<Facets::Month> list;
    for (const auto& [number, photos] : months)
        list.push_back({number, photos});
    return list;
}
}  // namespace

FilteredPhotos naivelyFiltered(std::span<const NaivePhoto> photos, const PhotoFilter& filter) {
    FilteredPhotos filtered;
    std::set<ContentId> contents;
    for (const NaivePhoto& photo : photos) {
        if (!matches(filter, photo.asFiltered()))
            continue;
        filtered.files.insert(photo.item.file);
        if (contents.insert(photo.item.content).second)
            filtered.contents.push_back(photo.item.content);
    }
    return filtered;
}

Facets naiveFacets(std::span<const NaivePhoto> photos, const PhotoFilter& filter) {
    const Count count(photos, filter);
    Facets facets;
    for (const NaivePhoto& photo : photos)
        facets.photos += matches(filter, photo.asFiltered()) ? 1 : 0;
    facets.months = monthsOf(count);
    facets.folders = count.values(Facet::Folder, [](const NaivePhoto& photo) {
        return QStringList{photo.item.path.left(photo.item.path.lastIndexOf(u'/'))};
    });
    facets.formats = count.values(
        Facet::Kind, [](const NaivePhoto& photo) { return QStringList{photo.facts.format}; });
    for (int rating = -1; rating <= 5; ++rating)
        facets.ratings[static_cast<std::size_t>(rating + 1)] = count.of(
            Facet::Rating,
            [rating](const NaivePhoto& photo) { return photo.facts.rating.value_or(0) == rating; });
    facets.labels = count.values(
        Facet::Label, [](const NaivePhoto& photo) { return QStringList{photo.facts.label}; });
    facets.unlabelled =
        count.of(Facet::Label, [](const NaivePhoto& photo) { return photo.facts.label.isEmpty(); });
    facets.tags =
        count.values(Facet::Tag, [](const NaivePhoto& photo) { return photo.facts.keywords; });
    facets.people =
        count.values(Facet::Person, [](const NaivePhoto& photo) { return photo.facts.people; });
    const auto shape = [&](auto isCounted) {
        return count.of(Facet::Shape, [isCounted](const NaivePhoto& photo) {
            return isCounted(photo.facts.width, photo.facts.height);
        });
    };
    facets.shapes = {shape([](int w, int h) { return w > h; }),
                     shape([](int w, int h) { return w < h; }),
                     shape([](int w, int h) { return w == h && w > 0; })};
    for (std::size_t size = 0; size < facets.sizes.size(); ++size)
        facets.sizes[size] = count.of(Facet::Size, [size](const NaivePhoto& photo) {
            return Facets::sizeClass(photo.bytes) == size;
        });
    facets.cameras = count.values(
        Facet::Camera, [](const NaivePhoto& photo) { return QStringList{photo.facts.camera}; });
    facets.lenses = count.values(
        Facet::Lens, [](const NaivePhoto& photo) { return QStringList{photo.facts.lens}; });
    facets.screenshots = count.of(Facet::Trait, [](const NaivePhoto& photo) {
        return holds(
            {PhotoFilter::Field::Is, PhotoFilter::Relation::Equal, QStringLiteral("screenshot")},
            photo.asFiltered());
    });
    facets.places = count.values(Facet::Place, [](const NaivePhoto& photo) {
        return QStringList{photo.asFiltered().place};
    });
    for (std::size_t colour = 0; colour < namedColours; ++colour)
        facets.colours[colour] = count.of(Facet::Colour, [colour](const NaivePhoto& photo) {
            const QString name = nameOf(static_cast<NamedColour>(colour));
            return holds(
                {PhotoFilter::Field::Colour, PhotoFilter::Relation::Equal, name, usualShare},
                photo.asFiltered());
        });
    facets.duplicates =
        count.of(Facet::Duplicate, [](const NaivePhoto& photo) { return photo.isDuplicate; });
    return facets;
}

}  // namespace semblance::test
