#pragma once

#include <memory>

#include "core/text/tokenizer.h"

namespace semblance {

class BytePairTable;

/// CLIP's tokenizer as Hugging Face's transformers has it (CLIPTokenizer; the same since version
/// 4): NFC, runs of white space become one space, lower case letter by letter; words, single
/// digits and runs of anything else; byte pairs inside each. No clean-up of broken encodings.
///
/// Sentences begin with <|startoftext|> and end with <|endoftext|>, which is kept when a long one
/// is cut. CLIP reads nothing behind the first <|endoftext|>, so a sentence that spells it out ends
/// there. A blank sentence has no ids, not even these two.
class ClipTokenizer final : public Tokenizer {
public:
    /// `maxPieces` >= 3 counts begin and end. Corrupt when the table lacks one of these two.
    static Result<std::unique_ptr<ClipTokenizer>> create(BytePairTable table, int maxPieces);
    ~ClipTokenizer() override;

    Result<TokenizedText> encode(const QString& text) const override;
    Result<TokenizedPrompt> encodePrompt(const QString& before, const QString& after,
                                         int words) const override;
    int tableSize() const override;

private:
    struct Private;
    explicit ClipTokenizer(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
