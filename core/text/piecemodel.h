#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/text/wordsread.h"

namespace semblance {

/// A vocabulary that cuts whole sentences into pieces, with U+2581 for a space. Immutable; any
/// thread.
class PieceModel {
public:
    /// More letters than these should never be handed to a model: far more than any network reads,
    /// and the work on a hostile sentence stays small.
    static constexpr qsizetype kMostCharacters = 16384;

    /// By the file: a tokenizer.json of byte pairs (JsonPieceModel) or of the unigram kind, else a
    /// sentencepiece model.
    static Result<std::unique_ptr<PieceModel>> load(const QString& path);
    virtual ~PieceModel() = default;

    struct Cut {
        std::vector<std::int32_t> ids;
        std::vector<WordPieces> words;  ///< for unreadFraction
    };
    /// The pieces of a prepared sentence, without begin and end.
    virtual Result<Cut> cut(const QString& prepared) const = 0;

    virtual int size() const = 0;
    virtual std::int32_t unknownId() const = 0;
    virtual std::int32_t endId() const = 0;  ///< < 0 when the model has none
    virtual std::optional<std::int32_t> idOf(const QString& piece) const = 0;

protected:
    PieceModel() = default;
    PieceModel(const PieceModel&) = delete;
    PieceModel& operator=(const PieceModel&) = delete;
};

}  // namespace semblance
