#include <algorithm>

#include "core/model/files/hffamily.h"
#include "core/model/files/hfsection.h"

namespace semblance {

namespace {

/// What Chinese-CLIP (Yang et al. 2022, arXiv:2211.01335) was trained on; its positions reach
/// further.
constexpr int kChineseClipTokens = 52;

void readChineseClip(const QJsonObject& json, QString* bad, HfConfig& config) {
    HfSection text(json, "text_config", bad);
    config.text = text.tower({768, 3072, 12, "gelu", 1e-12});
    config.text.postNorm = true;
    config.tableSize = text.whole("vocab_size", 30522, kMostHfRows);
    config.bert.positions = text.whole("max_position_embeddings", 512, kMostHfRows);
    config.bert.types = text.whole("type_vocab_size", 2, kMostHfRows);
    config.maxTokens = std::min(config.bert.positions, kChineseClipTokens);
    readClipImageConfig(json, bad, config);
}

/// Only open_clip describes these.
void refuseXlmRoberta(const QJsonObject& json, QString* bad, HfConfig&) {
    HfSection(json, bad).refuse("model_type");
}

Result<std::vector<HfPart>> findWordPieces(const HfFolder& folder, const HfConfig&,
                                           ModelManifest::TextRules&) {
    const QString vocabulary = QStringLiteral("vocab.txt");
    if (!folder.has(vocabulary))
        return folder.lacks(vocabulary);
    return std::vector<HfPart>{{QStringLiteral("vocabulary"), vocabulary}};
}

}  // namespace

const HfFamily hfChineseClip{"chinese_clip", readChineseClip, findWordPieces};
const HfFamily hfXlmRoberta{"xlm_roberta_clip", refuseXlmRoberta, findXlmRobertaTokenizer};

}  // namespace semblance
