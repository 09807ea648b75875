#pragma once

#include <QStringList>
#include <cstdint>
#include <vector>

#include "core/model/composition/prompts.h"
#include "core/train/batchorder.h"
#include "core/train/retrieval.h"
#include "core/train/trainconfig.h"
#include "core/train/trainingset.h"

namespace semblance {

/// A picture and one thing said of it.
struct Pair {
    std::int64_t picture = 0;
    std::int64_t sentence = 0;  ///< of PairSet::sentences(): as the table has it
    std::int64_t prompted = 0;  ///< a name as "a photo of ..."; a caption again
    std::int64_t group = 0;     ///< equal for pairs that cannot be told apart
    /// Products: sentences made from kind, colour and gender; else empty.
    std::vector<std::int64_t> attributes;
};

/// The pictures and sentences of a set as pairs by kind, and every sentence as tokens, once.
class PairSet {
public:
    static Result<PairSet> make(const TrainingSet& set, const Tokenizer& tokenizer);

    const std::vector<Pair>& ofKind(PictureKind kind) const {
        return m_pairs[static_cast<std::size_t>(kind)];
    }
    /// Photos with captions in other languages; a photo's group is the same as among ofKind().
    const std::vector<Pair>& translated() const { return m_translated; }
    /// On the set's device.
    const TokenBatch& sentences() const { return m_sentences; }

    /// Groups are 0 .. groups() - 1: the pictures, then the sentences, for names and attributes
    /// that several pictures share.
    std::int64_t groups() const { return m_pictures + m_sentences.size(); }
    std::int64_t groupOfSentence(std::int64_t sentence) const { return m_pictures + sentence; }

private:
    PairSet() = default;

    std::vector<Pair> m_pairs[4];
    std::vector<Pair> m_translated;
    TokenBatch m_sentences;
    std::int64_t m_pictures = 0;
};

/// How well the pairs' sentences find their pictures among those of `gallery` (places in the set);
/// right are all pictures of the pair's group. `texts`: unit rows of PairSet::sentences();
/// `pictures`: unit rows of the whole set.
Retrieval textToPicture(const std::vector<Pair>& pairs, std::span<const std::int64_t> gallery,
                        const at::Tensor& texts, const at::Tensor& pictures);

/// Pairs of a batch, column by column.
struct PairBatch {
    std::vector<std::int64_t> pictures;
    std::vector<std::int64_t> sentences;
    std::vector<std::int64_t> groups;
    std::int64_t photos = 0;  ///< so many come first
};

/// BadInput when batches of these shares would be empty: no picture of a kind that is asked for has
/// anything said of it.
Status checkShares(const PairSet& pairs, const BatchShares& shares);

/// Draws batches with fixed shares of each kind; a batch depends on the step alone.
class PairSampler {
public:
    /// `pairs` outlives the sampler.
    PairSampler(const PairSet& pairs, const BatchShares& shares, const Wordings& wordings,
                int seed);

    PairBatch at(int step);

private:
    struct Part {
        const std::vector<Pair>* pairs;
        BatchOrder order;
    };

    std::vector<Part> m_parts;
    std::int64_t m_photos = 0;
    const PairSet& m_pairs;
    Wordings m_wordings;
    int m_seed;
};

}  // namespace semblance
