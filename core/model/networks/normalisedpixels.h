#pragma once

#include <ATen/core/Tensor.h>

#include "core/model/files/manifest.h"

/// Internal to the rooms that use libtorch.
namespace semblance {

/// uint8 [N, side, side, 3] -> float of the same shape.
at::Tensor normalised(const at::Tensor& pixels, const ModelManifest::Normalisation& rules);

}  // namespace semblance
