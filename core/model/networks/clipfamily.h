#pragma once

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// CLIP (Radford et al. 2021, arXiv:2103.00020) in Hugging Face's layout, whoever trained it; the
/// image tower is clipimage.h's. Parameters of the text tower: "table", "positions",
/// "layers.0.attn.q.weight", "final_norm.weight", "projection.weight", ...
Result<DualNetworks> loadClipFamily(const ModelManifest& manifest);

}  // namespace semblance
