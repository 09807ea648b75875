#pragma once

#include "core/index/vectorindex.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// Looks at every row, on all cores. The result does not depend on the number of threads.
class ExactIndex final : public VectorIndex {
public:
    explicit ExactIndex(MatrixSnapshot snapshot);

    int dimension() const override;
    std::size_t rows() const override;
    std::uint64_t key(Row row) const override;
    Result<std::vector<Neighbour>> nearest(std::span<const float> query, std::size_t k,
                                           const RowFilter* filter = nullptr,
                                           const CancelToken& cancel = {}) const override;

private:
    MatrixSnapshot m_snapshot;
};

}  // namespace semblance
