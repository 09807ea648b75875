#pragma once

#include <QString>
#include <vector>

namespace semblance {

/// One word of a sentence as a tokenizer cut it.
struct WordPieces {
    int letters = 0;
    int pieces = 0;        ///< those that hold letters
    bool unknown = false;  ///< a piece of it is the "unknown" one
    QString text{};        ///< as it stands in the sentence, in lower case
};

/// What a table of pieces was made for.
enum class TableOf { English, ManyLanguages };

/// Tokenizer's unknownFraction: the share of the letters that stand in words with an unknown piece
/// or, for a table of English, in words that are not English (EnglishWords): a table has pieces for
/// any word, and a word that falls apart into several may be read as well as one that is whole.
/// Digits and punctuation do not count.
float unreadFraction(const std::vector<WordPieces>& words, TableOf table);

}  // namespace semblance
