#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/neighbour.h"
#include "core/index/rowfilter.h"

namespace semblance {

/// Finds the rows nearest to a vector. Knows nothing of files or databases, so that rows may also
/// live in a store elsewhere. Implementations are immutable and thread-safe.
class VectorIndex {
public:
    virtual ~VectorIndex() = default;

    virtual int dimension() const = 0;
    virtual std::size_t rows() const = 0;
    virtual std::uint64_t key(Row row) const = 0;

    /// The `k` best allowed rows (fewer when there are fewer) by dot product with `query`
    /// (dimension() finite numbers), in the order of ranksBefore. ErrorKind::Cancelled when
    /// cancelled, ErrorKind::Internal when `query` has another dimension.
    virtual Result<std::vector<Neighbour>> nearest(std::span<const float> query, std::size_t k,
                                                   const RowFilter* filter = nullptr,
                                                   const CancelToken& cancel = {}) const = 0;
};

}  // namespace semblance
