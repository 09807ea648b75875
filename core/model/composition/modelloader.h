#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/networks.h"
#include "core/text/tokenizer.h"

/// The parts of a model folder as networks. Nothing here verifies the parts' hashes
/// (ModelManifest::verifyParts), and everything may throw c10::Error.
namespace semblance {

class MappingNetwork;

/// For encoding: inside InferenceMode the tensors come out as inference tensors. Both towers
/// compute in fp32. Newer for a family this version does not know.
Result<DualNetworks> loadDualNetworks(const ModelManifest& manifest);

/// For training: fp32, every parameter float32 in memory of its own (int8 expanded), so that it may
/// become a leaf of autograd as it is. Never inside InferenceMode.
Result<DualNetworks> loadTrainableNetworks(const ModelManifest& manifest);

/// With the manifest's text rules.
Result<std::unique_ptr<Tokenizer>> loadTokenizer(const ModelManifest& manifest);

/// The part "mapping", made for these networks. Corrupt when the manifest names none or it belongs
/// to other networks.
Result<std::unique_ptr<MappingNetwork>> loadMapping(const ModelManifest& manifest,
                                                    DualNetworks& networks);

/// The tuned tower of the part "composing", over the tensors of `text`; without such a part a clone
/// of `text`.
Result<std::unique_ptr<TextNetwork>> loadComposingText(const ModelManifest& manifest,
                                                       TextNetwork& text);

}  // namespace semblance
