#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// Whether a tokenizer.json of Hugging Face's tokenizers library holds a vocabulary of the kind
/// "Unigram" (Kudo 2018, arXiv:1804.10959), as T5's and XLM-R's are.
bool isUnigramJson(const QString& path);

/// The sentencepiece model (a serialised ModelProto) that such a vocabulary was made from: pieces
/// with their scores and ids, and the table by which letters are normalised. Corrupt when it is
/// none; the sentence names the file.
Result<QByteArray> sentencePieceModelFrom(const QString& path);

}  // namespace semblance
