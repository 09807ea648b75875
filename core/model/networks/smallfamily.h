#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelwriter.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// The mini's image side, and two text towers: MiniLM-L6 for English and the Universal Sentence
/// Encoder multilingual for every language, English too. What an English sentence is to both goes
/// through one head, what another is to the second through another, into the same space. Which
/// sentence is which is the tokenizer's to say (TwoTowerTokenizer). The text side computes in fp32.
/// Parameters: text "table", "layers.0.attn.qkv.weight", ... of MiniLM, "layers.6.…" of the other
/// tower's layers, which learn with the last ones; "head.english.hidden.weight",
/// "head.multilingual.hidden.weight", ... The other tower's table is a buffer and never trained.
Result<DualNetworks> loadSmallFamily(const ModelManifest& manifest);

/// The parts "image", "text", "multilingual" and "heads", int8 per row but for what
/// packMiniImage() says and the packed table.
std::vector<ModelPartSource> packSmallFamily(DualNetworks& networks);

}  // namespace semblance
