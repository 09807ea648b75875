#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/endpointscores.h"
#include "core/index/neighbour.h"
#include "core/index/neighbourgraph.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// How a search goes about it.
enum class SearchWay {
    Quickest,  ///< as the numbers of rows, answers and walks suggest
    Exact,     ///< looks at every allowed row
    Graph,     ///< along the graph wherever there is one
};

/// Searches over the rows of a snapshot: exact, or along a graph where that is quicker. Along the
/// graph some of the best rows may be missed (recall@50 >= .99, tests/bench/bench_graph.cpp), but
/// scores are exact, rows that are not allowed are never answered, rows that the graph does not
/// cover are looked at one by one, and there are k answers where k rows are allowed. Immutable,
/// cheap to copy, thread-safe.
class VectorSearch {
public:
    /// Without a graph, or with one that does not fit the snapshot, every search is exact.
    explicit VectorSearch(MatrixSnapshot snapshot,
                          std::shared_ptr<const NeighbourGraph> graph = nullptr,
                          SearchWay way = SearchWay::Quickest);

    const MatrixSnapshot& snapshot() const { return m_snapshot; }

    /// True when nearest() with this k, or scores() with this depth and so many queries, goes along
    /// the graph.
    bool usesGraph(std::size_t k, const RowFilter* filter = nullptr, std::size_t queries = 1) const;

    /// The `k` best allowed rows (fewer when there are fewer) by dot product with `query`
    /// (dimension() finite numbers), in the order of ranksBefore. ErrorKind::Cancelled when
    /// cancelled, ErrorKind::Internal when `query` does not fit.
    Result<std::vector<Neighbour>> nearest(std::span<const float> query, std::size_t k,
                                           const RowFilter* filter = nullptr,
                                           const CancelToken& cancel = {}) const;

    /// The same for the vector of `row`, less than snapshot().rows(), and without that row.
    Result<std::vector<Neighbour>> neighbours(Row row, std::size_t k,
                                              const RowFilter* filter = nullptr,
                                              const CancelToken& cancel = {}) const;

    /// Scores with `endpoints` of every row, or of what is enough to rank the best `depth` allowed
    /// rows for each query between `queries`: weighted sums of the endpoints, along the slider, say
    /// at mixes 0, 1/4, 1/2, 3/4 and 1. Ask best() with the same filter and k <= depth.
    Result<EndpointScores> scores(std::span<const std::vector<float>> endpoints,
                                  std::span<const std::vector<float>> queries, std::size_t depth,
                                  const RowFilter* filter = nullptr,
                                  const CancelToken& cancel = {}) const;

private:
    struct Plan;

    Plan planFor(std::size_t depth, const RowFilter* filter, std::size_t walks,
                 std::size_t scoredPerAnswer) const;
    std::optional<std::vector<Neighbour>> walk(std::span<const float> query, const Plan& plan,
                                               std::optional<Row> start) const;
    Result<std::vector<Neighbour>> find(std::span<const float> query, std::size_t k,
                                        const RowFilter* filter, std::optional<Row> start,
                                        const CancelToken& cancel) const;

    MatrixSnapshot m_snapshot;
    std::shared_ptr<const NeighbourGraph> m_graph;  ///< null: all is exact
    SearchWay m_way;
};

}  // namespace semblance
