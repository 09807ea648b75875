#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <cstdint>
#include <vector>

#include "core/model/composition/mapping.h"
#include "core/model/composition/prompts.h"
#include "core/train/trainingset.h"

/// What the stages compute on whole sets, piece by piece, so that memory stays bounded by the rows
/// that come out. Gradients are off.
namespace semblance {

/// first, first + 1, ... : `count` numbers.
std::vector<std::int64_t> numbersFrom(std::int64_t first, std::int64_t count);

/// Unit rows [pictures, dim] of a set.
at::Tensor embedPictures(const ImageNetwork& network, const TrainingSet& set);

/// Unit rows of all sentences; an empty tensor of none.
at::Tensor embedTexts(const TextNetwork& network, const TokenBatch& sentences);

/// Pseudo-words [pictures, words, token width] of a set; dropout is off.
at::Tensor mapPictures(const MappingNetwork& mapping, const TrainingSet& set);

/// The features of these pictures that the mapping takes; undefined where it takes none.
at::Tensor patchesFor(const MappingNetwork& mapping, const TrainingSet& set,
                      std::span<const std::int64_t> pictures);

/// "<before> [words]", once.
Result<TokenBatch> plainPrompt(const Tokenizer& tokenizer, const ModelManifest& manifest,
                               int words);

/// The one prompt of a batch so many times.
TokenBatch repeated(const TokenBatch& prompt, std::int64_t count);

}  // namespace semblance
