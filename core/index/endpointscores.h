#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/base/scorecombination.h"
#include "core/index/neighbour.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// The dot products of rows with a few endpoint vectors: of every row, from one scan of the matrix,
/// or of the candidates that a graph gave (VectorSearch). Every query that is linear in the
/// endpoints (core/query/composition.h) is then a weighted sum of arrays, and what a negative takes
/// from it one more pass over an array: no scan, and exact over these rows, also under filters.
/// Memory: 4 bytes per row and endpoint, and per candidate. Immutable, cheap to copy, thread-safe.
class EndpointScores {
public:
    /// No endpoints, no rows.
    EndpointScores();

    /// Of all rows of the snapshot, on all cores, eight endpoints at a time. Every endpoint has
    /// snapshot.dimension() finite numbers, else ErrorKind::Internal.
    static Result<EndpointScores> scan(const MatrixSnapshot& snapshot,
                                       std::span<const std::vector<float>> endpoints,
                                       const CancelToken& cancel = {});

    /// Of the rows `candidates`, ascending, each once and less than snapshot.rows(). To the bit as
    /// scan() scores them.
    static Result<EndpointScores> of(std::vector<Row> candidates, const MatrixSnapshot& snapshot,
                                     std::span<const std::vector<float>> endpoints,
                                     const CancelToken& cancel = {});

    /// Rows that have scores.
    std::size_t rows() const;
    std::size_t endpoints() const;

    /// rows() dot products with one endpoint.
    std::span<const float> scores(std::size_t endpoint) const;

    /// The `k` best allowed of these rows by combined score, the sum over endpoints of weight *
    /// score (`weights` has endpoints() numbers) less the penalties, in the order of ranksBefore.
    /// Independent of the number of threads.
    std::vector<Neighbour> best(std::span<const float> weights, std::size_t k,
                                const RowFilter* filter = nullptr,
                                std::span<const ScorePenalty> penalties = {}) const;

    /// The combined score of every one of these rows, in their order; for few rows.
    std::vector<float> combined(std::span<const float> weights,
                                std::span<const ScorePenalty> penalties = {}) const;

private:
    struct State;

    static Result<EndpointScores> score(std::shared_ptr<State> state,
                                        const MatrixSnapshot& snapshot,
                                        std::span<const std::vector<float>> endpoints,
                                        const CancelToken& cancel);

    std::shared_ptr<const State> m_state;
};

}  // namespace semblance
