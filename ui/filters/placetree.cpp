#include "ui/filters/placetree.h"

#include <QStringList>
#include <algorithm>
#include <map>

namespace semblance {

namespace {
struct Country {
    QString name;
    qint64 photos = 0;
    std::vector<Facets::Value> places;
};

/// Of places of a country the last part, with the region where another one has that, too.
QString nameIn(const Country& country, const QString& path) {
    const QStringList parts = path.split(u'/');
    const QString name = u'/' + parts.last();
    const auto alike =
        std::count_if(country.places.begin(), country.places.end(),
                      [&](const Facets::Value& place) { return place.name.endsWith(name); });
    return alike > 1 && parts.size() > 2
               ? QStringLiteral("%1, %2").arg(parts.last(), parts[parts.size() - 2])
               : parts.last();
}

template <class Counted>
bool hasMore(const Counted& a, const Counted& b) {
    return a.photos != b.photos ? a.photos > b.photos : a.name < b.name;
}
}  // namespace

std::vector<PlaceNode> placeTree(const std::vector<Facets::Value>& places) {
    std::map<QString, Country> byName;
    for (const Facets::Value& place : places) {
        Country& country = byName[place.name.section(u'/', 0, 0)];
        country.name = place.name.section(u'/', 0, 0);
        country.photos += place.photos;
        country.places.push_back(place);
    }
    std::vector<Country> countries;
    for (const auto& entry : byName)
        countries.push_back(entry.second);
    std::sort(countries.begin(), countries.end(), hasMore<Country>);
    std::vector<PlaceNode> nodes;
    for (Country& country : countries) {
        const int parent = int(nodes.size());
        nodes.push_back({u'/' + country.name, country.name, country.photos, -1});
        std::sort(country.places.begin(), country.places.end(), hasMore<Facets::Value>);
        for (const Facets::Value& place : country.places)
            nodes.push_back({u'/' + place.name, nameIn(country, place.name), place.photos, parent});
    }
    return nodes;
}

}  // namespace semblance
