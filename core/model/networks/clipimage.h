#pragma once

#include <memory>

#include "core/model/files/hfconfig.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/networks.h"

/// Internal to the rooms that use libtorch.
namespace semblance {

/// CLIP's vision transformer (Radford et al. 2021, arXiv:2103.00020) by transformers' names. Patch
/// tokens: the last block's states, the class token first, before the last norm. Nothing of it is
/// tuned. Parameters: "class", "positions", "patch.weight", "layers.0.attn.q.weight",
/// "projection.weight". To be used only when `weights` finished well.
std::unique_ptr<ImageNetwork> readClipImage(HfWeights& weights, const HfConfig& config,
                                            const ModelManifest::Normalisation& normalisation);

}  // namespace semblance
