#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <span>

#include "core/base/float16.h"
#include "core/base/result.h"
#include "core/catalogue/listedfile.h"
#include "core/catalogue/rowreader.h"

namespace semblance {

/// What a store tells of its rows and vectors in the order in which they were committed, so that a
/// copy in memory follows it without reading anything twice. Every call sees one committed state.
/// Not thread-safe. Errors: those of RowReader.
class LibraryFeed : public RowReader {
public:
    /// Names the library for caches and never changes; a copy of it has the same.
    virtual QString uuid() const = 0;

    /// Rows that are new or changed since a generation (0: all that are in a list), and the numbers
    /// of those that went. `begins` comes first: told true when it is not known what went since
    /// then, so that all rows come, and what does not come is gone. A changed row may come
    /// unchanged. Returns the generation that was read, to go on from.
    virtual Result<Generation> changesSince(Generation since,
                                            const std::function<void(bool fromStart)>& begins,
                                            const std::function<void(const ListedFile&)>& changed,
                                            const std::function<void(FileId)>& removed) = 0;
    virtual Result<Generation> generation() = 0;

    /// How the vectors of a model stand; equal values mean equal vectors.
    struct VectorsStanding {
        QString born;                 ///< another one when the vectors were made anew
        std::int64_t generation = 0;  ///< 0: there are none
        std::int64_t lastSeq = 0;     ///< the highest seq ever given

        friend bool operator==(const VectorsStanding&, const VectorsStanding&) = default;
    };
    virtual Result<VectorsStanding> vectorsStanding(const QString& modelHash) = 0;

    struct StoredVector {
        ContentId content;
        std::int64_t seq = 0;            ///< rises with every vector stored; never used again
        std::span<const HalfBits> half;  ///< dim numbers that live only during the call
    };

    /// Vectors in the order they were stored, from `after` on (0: all); false from `row` stops.
    /// Returns where to go on when more were stored: before the first vector whose content is not
    /// stored yet, so that the same seq may be delivered again. A new seq for a content that had a
    /// vector: replace it. Removed ones show only in VectorsStanding.
    /// No vectors of this model: no rows, not an error.
    virtual Result<std::int64_t> forEachVector(
        const QString& modelHash, std::int64_t after,
        const std::function<bool(const StoredVector&)>& row) = 0;
};

}  // namespace semblance
