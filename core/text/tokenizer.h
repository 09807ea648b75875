#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// A sentence as a text network reads it.
struct TokenizedText {
    std::vector<std::int32_t> ids;  ///< empty for a blank sentence, never longer than the limit
    int unknownPieces = 0;          ///< how many of the ids are the "unknown" one
    /// 0..1: how much of the sentence the model does not really read. 1 = nothing of it. Says how
    /// a tokenizer measures it; good for a hint to the user, for nothing else.
    float unknownFraction = 0;
    /// Of a model with two text towers: how many of the ids are for the first, which come before
    /// those for the second. < 0 for a model with one.
    int lead = -1;
};

/// A sentence with one place where the embeddings of pseudo-words go.
struct TokenizedPrompt {
    std::vector<std::int32_t> ids;  ///< place holders stand from `place` on
    int place = 0;                  ///< index into ids
    int lead = -1;                  ///< TokenizedText's
    /// Of a model with two text towers: where the second half of the place holders stands; the
    /// first half's `place` is < 0 where the first tower does not read the sentence.
    int secondPlace = -1;
};

/// Turns sentences into the ids of one model's table. Implementations are immutable: every method
/// may be called from any thread. Any Unicode text is accepted, lone surrogates included.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// A blank sentence gives no ids and is no error.
    virtual Result<TokenizedText> encode(const QString& text) const = 0;

    /// `before` and `after` are encoded separately, `words` (at least 1) place holders between
    /// them; either may be blank. WrongUse when `before` leaves no room for the place holders.
    virtual Result<TokenizedPrompt> encodePrompt(const QString& before, const QString& after,
                                                 int words) const = 0;

    /// Ids are 0..tableSize-1.
    virtual int tableSize() const = 0;

protected:
    Tokenizer() = default;
    Tokenizer(const Tokenizer&) = delete;
    Tokenizer& operator=(const Tokenizer&) = delete;
};

}  // namespace semblance
