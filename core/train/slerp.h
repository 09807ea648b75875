#pragma once

#include <ATen/core/Tensor.h>

namespace semblance {

/// Spherical interpolation of unit rows, [B, d] each (Shoemake 1985): at 0 it is `from`, at 1 `to`.
/// Differentiable in both; rows that nearly agree or are nearly opposite are interpolated in a line
/// and normalised.
at::Tensor slerpRows(const at::Tensor& from, const at::Tensor& to, double share);

}  // namespace semblance
