#include "core/model/composition/prompts.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/index_put.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/zeros.h>

#include <QCoreApplication>
#include <algorithm>
#include <vector>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Prompts)
};

template <class Tokens>
TokenBatch padded(std::span<const Tokens> sentences) {
    std::size_t longest = 1;
    for (const Tokens& sentence : sentences)
        longest = std::max(longest, sentence.ids.size());
    const auto count = static_cast<std::int64_t>(sentences.size());
    const bool isTwo = !sentences.empty() && sentences.front().lead >= 0;
    TokenBatch batch;
    batch.ids = at::zeros({count, static_cast<std::int64_t>(longest)}, at::kLong);
    batch.lengths = isTwo ? at::zeros({count, 2}, at::kLong) : at::zeros({count}, at::kLong);
    auto* ids = batch.ids.mutable_data_ptr<std::int64_t>();
    auto* lengths = batch.lengths.mutable_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const Tokens& sentence = sentences[i];
        std::copy(sentence.ids.begin(), sentence.ids.end(), ids + i * longest);
        if (isTwo)
            *lengths++ = sentence.lead;
        *lengths++ = static_cast<std::int64_t>(sentence.ids.size()) - std::max(0, sentence.lead);
    }
    return batch;
}

/// Where a prompt's pseudo-words stand, one after the other or half of them for each tower.
void writePlaces(const TokenizedPrompt& prompt, int words, std::int64_t* places) {
    const bool isTwo = prompt.lead >= 0;
    const int together = isTwo ? words / 2 : words;
    for (int word = 0; word < words; ++word) {
        const int start = word < together ? prompt.place : prompt.secondPlace;
        places[word] = start < 0 ? -1 : start + word % together;
    }
}

}  // namespace

at::Tensor TokenBatch::tokens() const {
    return lengths.dim() == 2 ? lengths.sum(1) : lengths;
}

TokenBatch TokenBatch::select(const at::Tensor& rows) const {
    return {at::index_select(ids, 0, rows), at::index_select(lengths, 0, rows),
            places.defined() ? at::index_select(places, 0, rows) : at::Tensor(), words};
}

TokenBatch TokenBatch::to(at::Device device) const {
    return {ids.to(device), lengths.to(device), places.defined() ? places.to(device) : at::Tensor(),
            words};
}

TokenBatch batchOf(std::span<const TokenizedText> texts) {
    return padded(texts);
}

TokenBatch batchOf(std::span<const TokenizedPrompt> prompts, int words) {
    TokenBatch batch = padded(prompts);
    batch.words = words;
    batch.places = at::zeros({batch.size(), words}, at::kLong);
    auto* places = batch.places.mutable_data_ptr<std::int64_t>();
    for (const TokenizedPrompt& prompt : prompts) {
        writePlaces(prompt, words, places);
        places += words;
    }
    return batch;
}

Result<TokenBatch> tokenise(const Tokenizer& tokenizer, const QStringList& sentences) {
    std::vector<TokenizedText> texts;
    for (const QString& sentence : sentences) {
        SEMBLANCE_TRY_ASSIGN(auto text, tokenizer.encode(sentence));
        if (text.ids.empty()) {
            return fail(ErrorKind::WrongUse, Text::tr("Sentence %1 is blank: it has no meaning to "
                                                      "be learnt or searched for.")
                                                 .arg(texts.size() + 1));
        }
        texts.push_back(std::move(text));
    }
    return batchOf(texts);
}

Result<TokenBatch> tokenisePrompts(const Tokenizer& tokenizer, const QString& before,
                                   const QStringList& afters, int words) {
    std::vector<TokenizedPrompt> prompts;
    for (const QString& after : afters) {
        SEMBLANCE_TRY_ASSIGN(auto prompt, tokenizer.encodePrompt(before, after, words));
        prompts.push_back(std::move(prompt));
    }
    return batchOf(prompts, words);
}

at::Tensor inputRows(const TextNetwork& network, const TokenBatch& batch, const at::Tensor& words) {
    const at::Tensor rows = network.tokenRows(batch.ids);
    if (!batch.places.defined())
        return rows;
    TORCH_CHECK(words.defined() && words.size(0) == batch.size() && words.size(1) == batch.words &&
                    words.size(2) == network.tokenWidth(),
                "pseudo-words of another shape than the batch's");
    const at::Tensor placed = (batch.places >= 0).nonzero();  // [pseudo-words, 2]
    const at::Tensor sentence = placed.select(1, 0);
    const at::Tensor word = placed.select(1, 1);
    return at::index_put(rows, {sentence, batch.places.index({sentence, word})},
                         words.index({sentence, word}));
}

at::Tensor embedBatch(const TextNetwork& network, const TokenBatch& batch,
                      const at::Tensor& words) {
    return network.embed(network.raw(inputRows(network, batch, words), batch.lengths));
}

}  // namespace semblance
