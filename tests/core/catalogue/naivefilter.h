#pragma once

#include <span>

#include "core/catalogue/facets.h"
#include "core/catalogue/photolist.h"

namespace semblance::test {

/// A shown photo with all that filters look at.
struct NaivePhoto {
    PhotoItem item;
    PhotoFacts facts;
    std::int64_t timeMs = 0;
    std::int64_t bytes = 0;
    bool isDuplicate = false;
    QString written{};

    /// The place is found out anew.
    FilteredPhoto asFiltered() const;
};

/// As their contracts say, one photo and one facet at a time.
FilteredPhotos naivelyFiltered(std::span<const NaivePhoto> photos, const PhotoFilter& filter);
Facets naiveFacets(std::span<const NaivePhoto> photos, const PhotoFilter& filter);

}  // namespace semblance::test
