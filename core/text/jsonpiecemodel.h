#pragma once

#include <memory>

#include "core/text/bytepairtable.h"
#include "core/text/piecemodel.h"

namespace semblance {

/// A vocabulary of Gemma's kind in a tokenizer.json: byte pairs over the whole sentence, letters
/// without a piece as their bytes <0x00> to <0xFF>. Sentences are taken as they stand but for the
/// spaces. Added tokens that a sentence spells out are text.
class JsonPieceModel final : public PieceModel {
public:
    /// Corrupt when a byte or <eos> has no piece.
    static Result<std::unique_ptr<JsonPieceModel>> load(const QString& path);

    Result<Cut> cut(const QString& prepared) const override;
    int size() const override { return m_table.size(); }
    std::int32_t unknownId() const override { return -1; }  ///< every letter has its bytes
    std::int32_t endId() const override { return m_end; }
    std::optional<std::int32_t> idOf(const QString& piece) const override;

private:
    JsonPieceModel() = default;

    BytePairTable m_table;
    std::vector<std::int32_t> m_bytes;
    std::int32_t m_end = -1;
};

}  // namespace semblance
