#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/neighbour.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// The dot products of every row with a few endpoint vectors, from one scan of the matrix. Every
/// query that is linear in the endpoints (core/query/composition.h) is then a weighted sum of
/// arrays: no scan, exact, also under filters. Memory: 4 bytes per row and endpoint.
/// Immutable, cheap to copy, thread-safe.
class EndpointScores {
public:
    /// No endpoints, no rows.
    EndpointScores();

    /// Scans all rows of the snapshot on all cores, eight endpoints at a time. Every endpoint has
    /// snapshot.dimension() finite numbers, else ErrorKind::Internal.
    static Result<EndpointScores> scan(const MatrixSnapshot& snapshot,
                                       std::span<const std::vector<float>> endpoints,
                                       const CancelToken& cancel = {});

    std::size_t rows() const;
    std::size_t endpoints() const;

    /// rows() dot products with one endpoint.
    std::span<const float> scores(std::size_t endpoint) const;

    /// The sum over endpoints of weight * score of one row; `weights` has endpoints() numbers.
    float combined(std::span<const float> weights, Row row) const;

    /// The `k` best allowed rows by combined score, in the order of ranksBefore. Independent of the
    /// number of threads.
    std::vector<Neighbour> best(std::span<const float> weights, std::size_t k,
                                const RowFilter* filter = nullptr) const;

private:
    struct State;

    /// out[i] = combined score of row first + i, for whole groups of 64 rows.
    void combine(std::span<const float> weights, std::size_t first, std::size_t count,
                 float* out) const;

    std::shared_ptr<const State> m_state;
};

}  // namespace semblance
