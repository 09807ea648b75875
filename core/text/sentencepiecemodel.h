#pragma once

#include <memory>
#include <string>

#include "core/text/piecemodel.h"

namespace semblance {

/// A sentencepiece model file (unigram or BPE), or a tokenizer.json of the unigram kind.
class SentencePieceModel final : public PieceModel {
public:
    static Result<std::unique_ptr<SentencePieceModel>> load(const QString& path);
    ~SentencePieceModel() override;

    Result<Cut> cut(const QString& prepared) const override;
    int size() const override;
    std::int32_t unknownId() const override;
    std::int32_t endId() const override;
    std::optional<std::int32_t> idOf(const QString& piece) const override;

private:
    struct Private;
    explicit SentencePieceModel(std::unique_ptr<Private> priv);

    std::vector<WordPieces> wordsOf(const std::vector<std::string>& pieces,
                                    const std::vector<std::int32_t>& ids) const;

    std::unique_ptr<Private> d;
};

}  // namespace semblance
