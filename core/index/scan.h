#pragma once

#include <hwy/aligned_allocator.h>

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/neighbour.h"
#include "core/index/rowfilter.h"
#include "core/index/topk.h"
#include "core/index/vectormatrix.h"

/// What the searches over all rows share. Internal to core/index.
namespace semblance {

/// Rows that one thread takes at a time: scores of eight queries stay in the second-level cache.
constexpr std::size_t kChunkRows = 1024;

/// Up to kernels::mostQueries vectors as the kernels want them: aligned, padded with zeros.
class PaddedQueries {
public:
    /// Each has `dimension` numbers.
    PaddedQueries(std::span<const std::span<const float>> queries, int dimension);

    std::size_t count() const { return m_count; }
    const float* data() const { return m_values.get(); }

private:
    std::size_t m_count;
    hwy::AlignedFreeUniquePtr<float[]> m_values;
};

/// ErrorKind::Internal unless `vector` has `dimension` finite numbers.
Status checkQuery(std::span<const float> vector, int dimension);

/// out[q][i] = row (first + i) . query q for i < count.
void scoreRows(const MatrixSnapshot& snapshot, std::size_t first, std::size_t count,
               const PaddedQueries& queries, float* const* out);

/// out[q][i] = row rows[i] . query q, for at most kChunkRows rows.
void scoreRows(const MatrixSnapshot& snapshot, std::span<const Row> rows,
               const PaddedQueries& queries, float* const* out);

/// Offers the allowed rows from..end-1 to `best`. scores[0] belongs to row `first`, a multiple of
/// 64 and at most `from`; `scores` lies on a 64-byte boundary, readable up to a multiple of 64.
void selectRows(const float* scores, std::size_t first, std::size_t from, std::size_t end,
                const RowFilter* filter, TopK& best);

/// Bits of the rows 64 * group .. that are allowed and in from..end-1.
std::uint64_t allowedBits(std::size_t group, std::size_t from, std::size_t end,
                          const RowFilter* filter);

/// The best of the rows from..rows-1, on all cores. The query is checked.
Result<TopK> nearestRows(const MatrixSnapshot& snapshot, std::size_t from,
                         std::span<const float> query, std::size_t k, const RowFilter* filter,
                         const CancelToken& cancel);

}  // namespace semblance
