#include "core/model/networks/normalisedpixels.h"

#include <ATen/ops/tensor.h>

namespace semblance {

at::Tensor normalised(const at::Tensor& pixels, const ModelManifest::Normalisation& rules) {
    const auto channels = [&](const std::array<float, 3>& values) {
        return at::tensor(at::ArrayRef<float>(values), at::kFloat).to(pixels.device());
    };
    return pixels.to(at::kFloat, false, true)
        .sub_(channels(rules.mean))
        .div_(channels(rules.deviation));
}

}  // namespace semblance
