#pragma once

#include <vector>

namespace semblance {

/// One word of a sentence as a tokenizer cut it.
struct WordPieces {
    int letters = 0;
    int pieces = 0;        ///< those that hold letters
    bool unknown = false;  ///< a piece of it is the "unknown" one
};

/// Tokenizer's unknownFraction: the share of the letters that stand in words with an unknown piece
/// or, for a table of English, in words that fall apart into scraps: pieces of fewer than three
/// letters on average. Digits and punctuation do not count. `scraps` is off for tables of many
/// languages, where short pieces mean nothing.
float unreadFraction(const std::vector<WordPieces>& words, bool scraps);

}  // namespace semblance
