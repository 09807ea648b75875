#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelwriter.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// The family of the embedded model: EfficientNet-Lite2 and USE-lite under heads of our own, with a
/// colour histogram beside the image tower. The image tower computes in fp32 or bf16, the rest in
/// fp32. The tokenizer is the caller's.
/// Parameters: image "tower.blocks.15.expand.weight", "head.hidden.weight", "colour.out.weight",
/// text "table", "layers.0.attn.qkv.weight", "head.hidden.weight", ...
Result<DualNetworks> loadMiniFamily(const ModelManifest& manifest);

/// The parts "image" (without the classifier), "text" and "heads", int8 per row but for the tower's
/// early and depthwise convolutions, which are fp16. The image tower must be fp32.
std::vector<ModelPartSource> packMiniFamily(DualNetworks& networks);

}  // namespace semblance
