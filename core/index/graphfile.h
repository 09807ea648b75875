#pragma once

#include <QByteArray>
#include <cstddef>
#include <cstdint>

#include "core/base/checkedfile.h"
#include "core/index/graphlinks.h"
#include "core/index/vectormatrix.h"

/// The file of a neighbour graph. Internal to core/index.
namespace semblance::graphfile {

/// Payload: 16 bytes of keysDigest; a bit for every row, set when the graph covers it, in 64-bit
/// words; GraphLinks' lowest, upperAt and upper; the copies.
constexpr CheckedFormat format{{'S', 'm', 'b', 'l', 'H', 'n', 's', 'w'}, 2};

enum Field { Dimension, Rows, Links, UpperLists, EntryRow, Copies };

constexpr std::size_t digestBytes = 16;
constexpr int mostLevels = 32;
constexpr std::size_t mostLinks = 1024;

/// Bytes of the payload's parts, in their order.
struct Parts {
    std::size_t covered, lowest, upperAt, upper, copies;

    static constexpr Parts of(std::size_t rows, std::size_t links, std::size_t upperLists,
                              std::size_t copies) {
        constexpr std::size_t word = sizeof(std::uint32_t);
        return {(rows + 63) / 64 * sizeof(std::uint64_t),
                rows * GraphLinks::lowestWords(links) * word, (rows + 1) * word,
                upperLists * GraphLinks::upperWords(links) * word, copies * sizeof(RowCopy)};
    }
    constexpr std::size_t sum() const {
        return digestBytes + covered + lowest + upperAt + upper + copies;
    }
};

/// Of the keys of the first `rows` rows: a graph means nothing to other rows.
QByteArray keysDigest(const MatrixSnapshot& snapshot, std::size_t rows);

}  // namespace semblance::graphfile
