#pragma once

#include <QHash>

#include "core/text/piecemodel.h"

namespace semblance {

/// BERT's uncased WordPiece (Wu et al. 2016, arXiv:1609.08144, as google-research/bert has it): a
/// sentence is cleaned, lower-cased and freed of accents, cut at white space, punctuation and
/// Chinese characters, and each word taken apart by the longest piece that fits. The same ids as
/// the package tokenizers gives by BertNormalizer, BertPreTokenizer and WordPiece; a special token
/// that is spelt out in a sentence is text.
class WordPieceModel final : public PieceModel {
public:
    /// `path`: vocab.txt, a piece a line in order of the ids, "##" before those that go on. Corrupt
    /// for a table with double pieces or without [UNK], [CLS] and [SEP].
    static Result<std::unique_ptr<WordPieceModel>> load(const QString& path);

    Result<Cut> cut(const QString& prepared) const override;
    int size() const override { return static_cast<int>(m_ids.size()); }
    std::int32_t unknownId() const override { return m_unknown; }
    std::int32_t endId() const override { return m_end; }  ///< [SEP]
    std::int32_t beginId() const { return m_begin; }       ///< [CLS]
    std::optional<std::int32_t> idOf(const QString& piece) const override;

private:
    WordPieceModel() = default;

    void append(const QString& word, std::vector<std::int32_t>& ids) const;

    QHash<QString, std::int32_t> m_ids;
    std::int32_t m_unknown = 0;
    std::int32_t m_begin = 0;
    std::int32_t m_end = 0;
};

}  // namespace semblance
