#pragma once

#include <QList>
#include <optional>

#include "core/base/ids.h"

namespace semblance {

class PhotoGrid;

/// Where somebody was in a list of pictures: what was in sight, current and selected.
struct GridPlace {
    struct Mark {
        int row = 0;
        FileId file;
    };

    int topRow = 0;     ///< the first row in sight
    int topOffset = 0;  ///< of its cell, in the viewport
    std::optional<Mark> current{};
    QList<Mark> selected{};  ///< none when there are more than are worth keeping
};

GridPlace placeIn(const PhotoGrid& grid);

/// Goes back to a place in what may have become another list. False, at its end, when the list is
/// too short for it yet.
bool restorePlace(PhotoGrid& grid, const GridPlace& place);

}  // namespace semblance
