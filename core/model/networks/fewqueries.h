#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/model/networks/layers.h"

namespace semblance {

/// Multi-head attention of few queries over many cells, softmax(Q (M W_k' + b_k)' / sqrt(width of a
/// head)) (M W_v' + b_v), but without a key or a value of any cell, which would be most of the
/// work: q . (W_k m + b_k) = (W_k' q) . m + q . b_k; and as the masses are one in sum, W_v goes to
/// what the cells give together. Gradients flow through.
/// @param queries [N, T, width], behind W_q
/// @param memory [N, cells, width]
/// @param key,value width to width, in float32
/// @return [N, T, width], before the output linear
at::Tensor attendWithFewQueries(const at::Tensor& queries, const at::Tensor& memory,
                                const LinearWeights& key, const LinearWeights& value,
                                std::int64_t heads);

}  // namespace semblance
