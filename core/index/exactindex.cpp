#include "core/index/exactindex.h"

#include "core/index/scan.h"

namespace semblance {

ExactIndex::ExactIndex(MatrixSnapshot snapshot) : m_snapshot(std::move(snapshot)) {}

int ExactIndex::dimension() const {
    return m_snapshot.dimension();
}

std::size_t ExactIndex::rows() const {
    return m_snapshot.rows();
}

std::uint64_t ExactIndex::key(Row row) const {
    return m_snapshot.key(row);
}

Result<std::vector<Neighbour>> ExactIndex::nearest(std::span<const float> query, std::size_t k,
                                                   const RowFilter* filter,
                                                   const CancelToken& cancel) const {
    SEMBLANCE_TRY(checkQuery(query, dimension()));
    SEMBLANCE_TRY_ASSIGN(TopK best, nearestRows(m_snapshot, 0, query, k, filter, cancel));
    return best.take();
}

}  // namespace semblance
