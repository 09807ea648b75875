#pragma once

#include <cstddef>
#include <cstdint>

#include "core/index/neighbour.h"

/// What the parts of the neighbour graph share. Internal to core/index.
namespace semblance {

/// A row whose numbers are those of another row: the graph holds the other alone, because more
/// equal rows than a row has links would be an island that no walk leaves.
struct RowCopy {
    Row of = 0;
    Row copy = 0;

    friend bool operator==(const RowCopy&, const RowCopy&) = default;
};

/// The links of a graph as they lie in its file. A list is a count and then room for as many rows
/// as a row may have links: 2 * links in the lowest layer, links in the others.
struct GraphLinks {
    std::size_t rows = 0;
    std::size_t links = 0;                   ///< [M]
    const std::uint32_t* lowest = nullptr;   ///< a list for every row
    const std::uint32_t* upperAt = nullptr;  ///< rows + 1 numbers: upper lists of the rows before
    const std::uint32_t* upper = nullptr;    ///< of each row those of layer 1, 2, ... its level
    Row entry = 0;

    static constexpr std::size_t lowestWords(std::size_t links) { return 1 + 2 * links; }
    static constexpr std::size_t upperWords(std::size_t links) { return 1 + links; }

    int level(Row row) const { return static_cast<int>(upperAt[row + 1] - upperAt[row]); }

    /// Layer 0 is the lowest; a row has lists up to its level.
    const std::uint32_t* list(Row row, int layer) const {
        if (layer == 0)
            return lowest + row * lowestWords(links);
        return upper + (upperAt[row] + static_cast<std::size_t>(layer) - 1) * upperWords(links);
    }
};

}  // namespace semblance
