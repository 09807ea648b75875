#include "core/train/stagetools.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <functional>

#include "core/train/sentences.h"

namespace semblance {

namespace {

constexpr std::int64_t kPicturesAtOnce = 128;
constexpr std::int64_t kSentencesAtOnce = 512;

/// cat of function(first, count) over all pieces of `all`.
at::Tensor inPieces(std::int64_t all, std::int64_t atOnce,
                    const std::function<at::Tensor(std::int64_t, std::int64_t)>& function) {
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> pieces;
    for (std::int64_t first = 0; first < all; first += atOnce)
        pieces.push_back(function(first, std::min(atOnce, all - first)));
    return at::cat(pieces);
}

}  // namespace

std::vector<std::int64_t> numbersFrom(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
        numbers.push_back(first + i);
    return numbers;
}

at::Tensor embedPictures(const ImageNetwork& network, const TrainingSet& set) {
    return inPieces(static_cast<std::int64_t>(set.size()), kPicturesAtOnce,
                    [&](std::int64_t first, std::int64_t count) {
                        const auto pictures = numbersFrom(first, count);
                        return network.embed(set.rows(Feature::Raw, pictures),
                                             set.rows(Feature::Side, pictures));
                    });
}

at::Tensor embedTexts(const TextNetwork& network, const TokenBatch& sentences) {
    if (sentences.size() == 0)
        return at::empty({0, 0}, at::dtype(at::kFloat).device(sentences.ids.device()));
    return inPieces(
        sentences.size(), kSentencesAtOnce, [&](std::int64_t first, std::int64_t count) {
            const at::Tensor rows = at::arange(first, first + count, sentences.ids.options());
            return embedSentences(network, sentences.select(rows), {}, {});
        });
}

at::Tensor patchesFor(const MappingNetwork& mapping, const TrainingSet& set,
                      std::span<const std::int64_t> pictures) {
    return mapping.usesPatches() ? set.rows(Feature::Patches, pictures) : at::Tensor();
}

at::Tensor mapPictures(const MappingNetwork& mapping, const TrainingSet& set) {
    return inPieces(static_cast<std::int64_t>(set.size()), kPicturesAtOnce,
                    [&](std::int64_t first, std::int64_t count) {
                        const auto pictures = numbersFrom(first, count);
                        return mapping.forward(set.rows(Feature::Raw, pictures),
                                               set.rows(Feature::Side, pictures),
                                               patchesFor(mapping, set, pictures));
                    });
}

TokenBatch repeated(const TokenBatch& prompt, std::int64_t count) {
    return prompt.select(at::zeros({count}, prompt.ids.options()));
}

Result<TokenBatch> plainPrompt(const Tokenizer& tokenizer, const ModelManifest& manifest,
                               int words) {
    return tokenisePrompts(tokenizer, manifest.composition.before, {manifest.composition.after({})},
                           words);
}

}  // namespace semblance
