#pragma once

#include <QJsonObject>
#include <QString>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/hffolder.h"
#include "core/model/files/manifest.h"

namespace semblance {

/// A kind of model in Hugging Face's layout, as far as its files go: a file each, and an entry in
/// hfFamilies(). What computes is in ModelFamily.
struct HfFamily {
    /// config.json's "model_type", and what a manifest calls the family.
    const char* name;

    /// The networks, from config.json. The first field that makes no sense is named in `bad`.
    void (*readConfig)(const QJsonObject& json, QString* bad, HfConfig& config);

    /// The tokenizer's files, and what they say of the rules. Sentences name what is missing.
    Result<std::vector<HfPart>> (*findTokenizer)(const HfFolder& folder, const HfConfig& config,
                                                 ModelManifest::TextRules& rules);
};

extern const HfFamily hfClip;
extern const HfFamily hfMetaClip2;    ///< CLIP's networks with XLM-R's tokenizer
extern const HfFamily hfChineseClip;  ///< CLIP's image tower with BERT
extern const HfFamily hfXlmRoberta;   ///< CLIP's image tower with XLM-R
extern const HfFamily hfSiglip;

/// CLIP's image tower and the width of the common space, from config.json.
void readClipImageConfig(const QJsonObject& json, QString* bad, HfConfig& config);

/// XLM-R's tokenizer: tokenizer.json, since sentencepiece.bpe.model counts its pieces otherwise.
Result<std::vector<HfPart>> findXlmRobertaTokenizer(const HfFolder& folder, const HfConfig& config,
                                                    ModelManifest::TextRules& rules);

std::span<const HfFamily* const> hfFamilies();

/// Null when there is none of this name.
const HfFamily* hfFamily(const QString& name);

}  // namespace semblance
