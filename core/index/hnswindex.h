#pragma once

#include <memory>

#include "core/index/hnswgraph.h"
#include "core/index/vectorindex.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// Approximate search through a graph. Rows newer than the graph are looked at one by one, so
/// nothing is missed between two builds; with a filter the whole search is exact, because a graph
/// walked under a filter loses answers. `snapshot` is of the matrix the graph was built on.
class HnswIndex final : public VectorIndex {
public:
    HnswIndex(std::shared_ptr<const HnswGraph> graph, MatrixSnapshot snapshot);

    int dimension() const override;
    std::size_t rows() const override;
    std::uint64_t key(Row row) const override;
    Result<std::vector<Neighbour>> nearest(std::span<const float> query, std::size_t k,
                                           const RowFilter* filter = nullptr,
                                           const CancelToken& cancel = {}) const override;

private:
    std::shared_ptr<const HnswGraph> m_graph;
    MatrixSnapshot m_snapshot;
};

}  // namespace semblance
