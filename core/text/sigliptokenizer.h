#pragma once

#include <memory>

#include "core/text/piecemodel.h"
#include "core/text/tokenizer.h"

namespace semblance {

/// How a SigLIP model's sentences are prepared; from its files.
struct SiglipTokenizerOptions {
    enum class Cleaning {
        Canonical,  ///< SigLIP: no ASCII punctuation, white space collapsed and trimmed
        None,       ///< SigLIP 2, XLM-R: as it stands
    };
    Cleaning cleaning = Cleaning::Canonical;
    bool lowerCase = true;
    int maxPieces = 64;  ///< with the end of the text, which is kept when a sentence is cut
    QString begin{};     ///< the piece before a sentence, which counts: XLM-R's "<s>"; or none
};

/// The tokenizers of SigLIP (Zhai et al. 2023, arXiv:2303.15343) and SigLIP 2 (Tschannen et al.
/// 2025, arXiv:2502.14786) over a PieceModel, as transformers' SiglipTokenizer and
/// Siglip2Tokenizer have them, and XLM-R's (Conneau et al. 2020, arXiv:1911.02116), which MetaCLIP
/// 2 uses, and BERT's, whose pieces have rules of their own. The padding that these models read is
/// the network's matter. Unlike there, "</s>" or "<eos>" spelt out in a sentence is text. A
/// sentence in which the cleaning leaves nothing is blank: it has no ids, not even the end.
class SiglipTokenizer final : public Tokenizer {
public:
    /// Corrupt when the model has no end-of-text piece, or not the one it is to begin with.
    static Result<std::unique_ptr<SiglipTokenizer>> load(const QString& path,
                                                         const SiglipTokenizerOptions& options);

    /// Over pieces that have an end and, where one is asked for, a begin.
    static std::unique_ptr<SiglipTokenizer> of(std::unique_ptr<PieceModel> model,
                                               const SiglipTokenizerOptions& options);
    ~SiglipTokenizer() override;

    Result<TokenizedText> encode(const QString& text) const override;
    Result<TokenizedPrompt> encodePrompt(const QString& before, const QString& after,
                                         int words) const override;
    int tableSize() const override;

private:
    struct Private;
    explicit SiglipTokenizer(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
