#pragma once

#include <QString>
#include <vector>

#include "core/catalogue/facets.h"

namespace semblance {

/// A country, or a place in it, as a tree shows them.
struct PlaceNode {
    QString path;  ///< as Field::Place names it from the country on: "/Italy/Lazio/Rome"
    QString name;  ///< "Rome"; with its region where the country has two of that name
    qint64 photos = 0;
    int parent = -1;  ///< the country's place in the list; -1: a country

    friend bool operator==(const PlaceNode&, const PlaceNode&) = default;
};

/// Each country with its places behind it, those with the most photos first.
std::vector<PlaceNode> placeTree(const std::vector<Facets::Value>& places);

}  // namespace semblance
