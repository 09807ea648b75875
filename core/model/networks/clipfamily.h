#pragma once

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// CLIP (Radford et al. 2021, arXiv:2103.00020) in Hugging Face's layout, whoever trained it. Patch
/// tokens: the last block's states, the class token first, before the last norm. Nothing of the
/// image tower is tuned. Parameters: image "class", "positions", "patch.weight",
/// "layers.0.attn.q.weight", "projection.weight"; text "table", "positions",
/// "layers.0.attn.q.weight", "final_norm.weight", "projection.weight", ...
Result<DualNetworks> loadClipFamily(const ModelManifest& manifest);

}  // namespace semblance
