#pragma once

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// CLIP's image tower (clipimage.h) with a text tower of BERT's kind (Devlin et al. 2018,
/// arXiv:1810.04805): Chinese-CLIP (arXiv:2211.01335) in Hugging Face's layout, where the first
/// state stands for the sentence, and open_clip's models with XLM-R (Conneau et al. 2020,
/// arXiv:1911.02116), where the states' mean does. Parameters of the text tower: "table",
/// "positions" (the type's row added), "first_norm.weight", "layers.0.attn.q.weight",
/// "head.in.weight" where there is an MLP, "projection.weight", ...
Result<DualNetworks> loadBertClipFamily(const ModelManifest& manifest);

}  // namespace semblance
