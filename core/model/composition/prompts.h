#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <QStringList>
#include <span>

#include "core/base/result.h"
#include "core/model/networks/networks.h"
#include "core/text/tokenizer.h"

/// Sentences and prompts as batches for a text network: one way for encoding and for training.
/// Internal to the rooms that use libtorch.
namespace semblance {

/// Padded to the longest with id 0, which lengths mask.
struct TokenBatch {
    at::Tensor ids;      ///< int64 [B, T]
    at::Tensor lengths;  ///< int64 [B], or [B, 2] as TextNetwork::raw takes them
    /// int64 [B, words], the pseudo-words' indices, < 0 for one that is nowhere; undefined without
    /// pseudo-words.
    at::Tensor places;
    int words = 0;  ///< pseudo-words a sentence

    std::int64_t size() const { return ids.size(0); }

    /// int64 [B]: of both towers together.
    at::Tensor tokens() const;

    /// The sentences at `rows` (int64 [M]), still padded as in the whole batch.
    TokenBatch select(const at::Tensor& rows) const;
    TokenBatch to(at::Device device) const;
};

TokenBatch batchOf(std::span<const TokenizedText> texts);
TokenBatch batchOf(std::span<const TokenizedPrompt> prompts, int words);

/// A blank sentence is WrongUse and names its place, counted from 1.
Result<TokenBatch> tokenise(const Tokenizer& tokenizer, const QStringList& sentences);

/// "<before> [words] <after>" for each of `afters`, which may be blank.
Result<TokenBatch> tokenisePrompts(const Tokenizer& tokenizer, const QString& before,
                                   const QStringList& afters, int words);

/// Input embeddings [B, T, width] with `words` [B, words, width] put in their places;
/// differentiable in both. A batch without pseudo-words takes an undefined tensor.
at::Tensor inputRows(const TextNetwork& network, const TokenBatch& batch,
                     const at::Tensor& words = {});

/// Unit rows [B, dim] of the batch, with the pseudo-words in it.
at::Tensor embedBatch(const TextNetwork& network, const TokenBatch& batch,
                      const at::Tensor& words = {});

}  // namespace semblance
