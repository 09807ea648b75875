#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/model/manifest.h"
#include "core/model/networks.h"
#include "core/model/precision.h"

namespace semblance {

/// Both sides of one model.
struct DualNetworks {
    std::unique_ptr<ImageNetwork> image;
    std::unique_ptr<TextNetwork> text;
};

/// The family of the embedded model: EfficientNet-Lite2 and USE-lite under heads of our own, with a
/// colour histogram beside the image tower. The image tower computes in `precision`, the rest in
/// fp32. The tokenizer is the caller's.
Result<DualNetworks> loadMiniFamily(const ModelManifest& manifest, Precision precision);

}  // namespace semblance
