#include "core/train/slerp.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/acos.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/sin.h>

#include "core/model/networks/layers.h"

namespace semblance {

at::Tensor slerpRows(const at::Tensor& from, const at::Tensor& to, double share) {
    // Away from the ends, where the angle's derivative grows without bound.
    constexpr double kMost = 1 - 1e-4;
    const at::Tensor cosine = at::clamp((from * to).sum(1, /*keepdim=*/true), -kMost, kMost);
    const at::Tensor angle = at::acos(cosine);
    return unitRows(from * at::sin(angle * (1 - share)) + to * at::sin(angle * share));
}

}  // namespace semblance
