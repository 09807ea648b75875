#pragma once

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// SigLIP (Zhai et al. 2023, arXiv:2303.15343) and SigLIP 2 of fixed resolution (Tschannen et al.
/// 2025, arXiv:2502.14786) in Hugging Face's layout. Patch tokens: the last block's states after
/// the last norm, from which a query that was learnt takes the picture's feature (attention
/// pooling). Sentences are filled up to the full length with the manifest's padding, which the
/// model reads: its last token is the sentence's feature. Nothing of the image tower is tuned.
/// Parameters as the CLIP family's, without "class" and with "pool.…"; the text's projection has a
/// bias, the image has none.
Result<DualNetworks> loadSiglipFamily(const ModelManifest& manifest);

}  // namespace semblance
