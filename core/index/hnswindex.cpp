#include "core/index/hnswindex.h"

#include "core/index/scan.h"

namespace semblance {

namespace {

/// Asked for more than this part of all rows, walking the graph costs more than reading the rows.
constexpr std::size_t kLeastRowsPerAnswer = 50;

}  // namespace

HnswIndex::HnswIndex(std::shared_ptr<const HnswGraph> graph, MatrixSnapshot snapshot)
    : m_graph(std::move(graph)), m_snapshot(std::move(snapshot)) {}

int HnswIndex::dimension() const {
    return m_snapshot.dimension();
}

std::size_t HnswIndex::rows() const {
    return m_snapshot.rows();
}

std::uint64_t HnswIndex::key(Row row) const {
    return m_snapshot.key(row);
}

Result<std::vector<Neighbour>> HnswIndex::nearest(std::span<const float> query, std::size_t k,
                                                  const RowFilter* filter,
                                                  const CancelToken& cancel) const {
    SEMBLANCE_TRY(checkQuery(query, dimension()));
    const bool exact = filter != nullptr || k > m_graph->rows() / kLeastRowsPerAnswer;
    SEMBLANCE_TRY_ASSIGN(
        TopK best, nearestRows(m_snapshot, exact ? 0 : m_graph->rows(), query, k, filter, cancel));
    if (!exact) {
        SEMBLANCE_TRY_ASSIGN(const std::vector<Neighbour> found, m_graph->candidates(query, k));
        for (const Neighbour& neighbour : found)
            best.offer(neighbour.row, neighbour.score);
    }
    return best.take();
}

}  // namespace semblance
