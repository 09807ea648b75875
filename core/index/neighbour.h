#pragma once

#include <cstdint>

namespace semblance {

/// A row of a vector matrix, counted from 0.
using Row = std::uint32_t;

/// One answer of a vector search.
struct Neighbour {
    Row row = 0;
    float score = 0;  ///< dot product; the cosine, because rows and queries are unit vectors

    friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

/// The order of every answer: higher score first, then the lower row.
inline bool ranksBefore(const Neighbour& a, const Neighbour& b) {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
}

}  // namespace semblance
