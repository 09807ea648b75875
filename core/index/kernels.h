#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/float16.h"

/// The inner loops, compiled for several processors and chosen at run time. Internal to core/index.
/// `stride` is a multiple of 32; rows and queries lie on 64-byte boundaries.
namespace semblance::kernels {

constexpr std::size_t mostQueries = 8;
constexpr std::size_t groupRows = 64;

/// out[q][i] = row i . query q, for `count` rows and 1..mostQueries queries, each `stride` numbers
/// after the one before. Has the same bits whatever the counts.
void dotRows(const HalfBits* rows, std::size_t count, std::size_t stride, const float* queries,
             std::size_t queryCount, float* const* out);

/// The same, to the bit, for rows that lie anywhere: row i starts at rows[i].
void dotScattered(const HalfBits* const* rows, std::size_t count, std::size_t stride,
                  const float* queries, std::size_t queryCount, float* const* out);

/// A single dot product, in another order of summing than the above, which is faster.
float dotHalf(const HalfBits* a, const HalfBits* b, std::size_t stride);

/// out[i] = sum over a of weights[a] * arrays[a][i], for `count` numbers: a multiple of groupRows.
/// Arrays and `out` lie on 64-byte boundaries. No arrays: zeros.
void weightedSum(const float* const* arrays, const float* weights, std::size_t arrayCount,
                 std::size_t count, float* out);

/// out[i] -= factor * max(0, scores[i] - above), for `count` numbers: a multiple of groupRows, both
/// on 64-byte boundaries.
void takeAbove(const float* scores, float above, float factor, std::size_t count, float* out);

/// Bit i of the result is set when scores[i] >= threshold, for groupRows scores on a 64-byte
/// boundary. A NaN never is.
std::uint64_t notBelow(const float* scores, float threshold);

/// The instruction set in use ("AVX3"), for doctor and benches.
const char* targetName();

}  // namespace semblance::kernels
