#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/matmul.h>

namespace semblance {

/// All dot products of two sets of rows, [A, d] x [B, d] -> [A, B], in fp32 at least: sums over
/// exponentials lose too much in half precision.
inline at::Tensor similarities(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor products = at::matmul(a, b.t());
    const auto type = products.scalar_type();
    return type == at::kHalf || type == at::kBFloat16 ? products.to(at::kFloat) : products;
}

}  // namespace semblance
