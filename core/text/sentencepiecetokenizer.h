#pragma once

#include <memory>

#include "core/text/tokenizer.h"

namespace semblance {

/// How a sentence is prepared before it is cut into pieces; from the model's manifest.
struct SentencePieceOptions {
    int maxPieces = 40;  ///< what comes after is dropped
    bool lowerCase = true;
    bool dropFinalPeriod = true;  ///< one "." at the end, after trimming
};

/// Pieces by a sentencepiece model file (unigram or BPE), without begin or end tokens.
///
/// unknownFraction is the share of the sentence's letters that stand in words the table does not
/// hold: words with an unknown piece, and words that fall apart into scraps (see wordsread.cpp for
/// the rule and what it was measured to do). Digits and punctuation do not count. It tells English
/// from other languages only by spelling: a short foreign word that happens to be in the table
/// counts as known.
class SentencePieceTokenizer final : public Tokenizer {
public:
    static Result<std::unique_ptr<SentencePieceTokenizer>> load(
        const QString& path, const SentencePieceOptions& options);
    ~SentencePieceTokenizer() override;

    Result<TokenizedText> encode(const QString& text) const override;
    Result<TokenizedPrompt> encodePrompt(const QString& before, const QString& after,
                                         int words) const override;
    int tableSize() const override;

private:
    struct Private;
    explicit SentencePieceTokenizer(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
