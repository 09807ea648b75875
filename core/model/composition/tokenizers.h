#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/text/tokenizer.h"

/// The families' tokenizers, with the manifest's text rules; modelloader.h's loadTokenizer() takes
/// the right one. Corrupt where a vocabulary has more pieces than the network has rows for.
namespace semblance {

Result<std::unique_ptr<Tokenizer>> loadMiniTokenizer(const ModelManifest& manifest);
Result<std::unique_ptr<Tokenizer>> loadSmallTokenizer(const ModelManifest& manifest);
Result<std::unique_ptr<Tokenizer>> loadClipTokenizer(const ModelManifest& manifest);
Result<std::unique_ptr<Tokenizer>> loadChineseClipTokenizer(const ModelManifest& manifest);
Result<std::unique_ptr<Tokenizer>> loadXlmRobertaTokenizer(const ModelManifest& manifest);
Result<std::unique_ptr<Tokenizer>> loadSiglipTokenizer(const ModelManifest& manifest);

}  // namespace semblance
