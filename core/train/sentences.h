#pragma once

#include <ATen/core/Tensor.h>

#include "core/model/composition/prompts.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// How sentences go through the tower while it is trained.
struct SentenceOptions {
    /// Dropout on the numbers of the input embeddings, from libtorch's default generator.
    double tokenDropout = 0;
};

/// Un-normalised sentence features [M, raw width] of `batch` with `words` [M, words, width] in
/// their places (undefined without pseudo-words); differentiable. The same as the network's raw()
/// on all of it at once, but in pieces of similar length, so that little time goes into padding.
at::Tensor sentenceFeatures(const TextNetwork& network, const TokenBatch& batch,
                            const at::Tensor& words, const SentenceOptions& options);

/// Unit rows [M, dim] of the same.
at::Tensor embedSentences(const TextNetwork& network, const TokenBatch& batch,
                          const at::Tensor& words, const SentenceOptions& options);

}  // namespace semblance
