#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/text/wordsread.h"

namespace semblance {

/// A sentencepiece model file (unigram or BPE). Immutable; any thread.
class SentencePieceModel {
public:
    /// More letters than these are never handed to the model: far more than any network reads, and
    /// the lattice of a hostile sentence stays small.
    static constexpr qsizetype kMostCharacters = 16384;

    static Result<std::unique_ptr<SentencePieceModel>> load(const QString& path);
    ~SentencePieceModel();

    struct Cut {
        std::vector<std::string> pieces;
        std::vector<std::int32_t> ids;
    };
    /// The pieces of a prepared sentence, without begin and end.
    Result<Cut> cut(const QString& prepared) const;

    /// The pieces put together to words again.
    std::vector<WordPieces> words(const Cut& cut) const;

    int size() const;
    std::int32_t unknownId() const;
    std::int32_t endId() const;  ///< < 0 when the model has none

private:
    struct Private;
    explicit SentencePieceModel(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
