#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/networks/networks.h"

/// The image side of the models made here: EfficientNet-Lite2 under a head of our own, with a
/// colour histogram beside it. It computes in fp32 or bf16. Internal to the rooms that use
/// libtorch.
namespace semblance {

/// From the parts "image" and "heads".
Result<std::unique_ptr<ImageNetwork>> loadMiniImage(const ModelManifest& manifest);

/// What goes into the file "heads", by the file's names.
struct HeadTensors {
    std::vector<NamedTensor> packed;  ///< to be stored in int8
    std::vector<NamedTensor> exact;
};

/// The part "image" (without the classifier), int8 per row but for the tower's early and depthwise
/// convolutions, which are fp16; `heads` is added to. The tower must be fp32.
ModelPartSource packMiniImage(ImageNetwork& network, HeadTensors& heads);

/// The part "heads".
ModelPartSource headsPart(const HeadTensors& heads);

}  // namespace semblance
