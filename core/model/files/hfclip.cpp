#include "core/model/files/hffamily.h"

#include <QCoreApplication>

#include "core/model/files/hfsection.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfManifest)
};

void readConfig(const QJsonObject& json, QString* bad, HfConfig& config) {
    HfSection text(json, "text_config", bad);
    config.text = text.tower({512, 2048, 8, "quick_gelu", 1e-5});
    config.tableSize = text.whole("vocab_size", 49408, kMostHfRows);
    config.maxTokens = text.whole("max_position_embeddings", 77, kMostHfRows);
    readClipImageConfig(json, bad, config);
}

Result<std::vector<HfPart>> findTokenizer(const HfFolder& folder, const HfConfig&,
                                          ModelManifest::TextRules&) {
    const QString json = QStringLiteral("tokenizer.json");
    if (folder.has(json))
        return std::vector<HfPart>{{QStringLiteral("tokenizer"), json}};
    const QString vocabulary = QStringLiteral("vocab.json");
    const QString merges = QStringLiteral("merges.txt");
    if (!folder.has(vocabulary) || !folder.has(merges))
        return folder.lacks(Text::tr("tokenizer.json, or vocab.json with merges.txt"));
    return std::vector<HfPart>{{QStringLiteral("vocabulary"), vocabulary},
                               {QStringLiteral("merges"), merges}};
}

}  // namespace

void readClipImageConfig(const QJsonObject& json, QString* bad, HfConfig& config) {
    HfSection image(json, "vision_config", bad);
    config.image = image.tower({768, 3072, 12, "quick_gelu", 1e-5});
    config.patch = image.whole("patch_size", 32, kMostHfSide);
    config.side = image.whole("image_size", 224, kMostHfSide);
    config.dim = HfSection(json, bad).whole("projection_dim", 512);
    if (image.whole("num_channels", 3) != 3)
        image.refuse("num_channels");
}

Result<std::vector<HfPart>> findXlmRobertaTokenizer(const HfFolder& folder, const HfConfig&,
                                                    ModelManifest::TextRules& to) {
    const QString json = QStringLiteral("tokenizer.json");
    if (!folder.has(json))
        return folder.lacks(json);
    to.lowerCase = false;
    return std::vector<HfPart>{{QStringLiteral("tokenizer"), json}};
}

const HfFamily hfClip{"clip", readConfig, findTokenizer};
const HfFamily hfMetaClip2{"metaclip_2", readConfig, findXlmRobertaTokenizer};

}  // namespace semblance
