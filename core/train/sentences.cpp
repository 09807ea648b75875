#include "core/train/sentences.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/sort.h>

#include <algorithm>
#include <vector>

namespace semblance {

namespace {

// Smaller pieces waste less on padding, larger ones keep the matrix products efficient.
constexpr std::int64_t kPiece = 64;

/// `batch` without the columns that are padding in all of its sentences.
TokenBatch trimmed(TokenBatch batch) {
    const auto longest = std::max<std::int64_t>(1, batch.tokens().max().item<std::int64_t>());
    batch.ids = batch.ids.narrow(1, 0, std::min(longest, batch.ids.size(1)));
    return batch;
}

at::Tensor pieceFeatures(const TextNetwork& network, const TokenBatch& batch,
                         const at::Tensor& words, const SentenceOptions& options) {
    at::Tensor rows = inputRows(network, batch, words);
    if (options.tokenDropout > 0)
        rows = at::dropout(rows, options.tokenDropout, /*train=*/true);
    return network.raw(rows, batch.lengths);
}

}  // namespace

at::Tensor sentenceFeatures(const TextNetwork& network, const TokenBatch& batch,
                            const at::Tensor& words, const SentenceOptions& options) {
    const std::int64_t count = batch.size();
    if (count <= kPiece)
        return pieceFeatures(network, trimmed(batch), words, options);
    const at::Tensor order = std::get<1>(at::sort(batch.tokens(), /*stable=*/true, 0, false));
    std::vector<at::Tensor> pieces;
    for (std::int64_t first = 0; first < count; first += kPiece) {
        const at::Tensor rows = order.narrow(0, first, std::min(kPiece, count - first));
        const at::Tensor some = words.defined() ? words.index_select(0, rows) : words;
        pieces.push_back(pieceFeatures(network, trimmed(batch.select(rows)), some, options));
    }
    at::Tensor back = at::empty_like(order);
    back.index_copy_(0, order, at::arange(count, order.options()));
    return at::cat(pieces).index_select(0, back);
}

at::Tensor embedSentences(const TextNetwork& network, const TokenBatch& batch,
                          const at::Tensor& words, const SentenceOptions& options) {
    return network.embed(sentenceFeatures(network, batch, words, options));
}

}  // namespace semblance
