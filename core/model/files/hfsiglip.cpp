#include "core/model/files/hffamily.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <optional>

#include "core/base/json.h"
#include "core/model/files/hfsection.h"
#include "core/model/files/hfweightfiles.h"
#include "core/text/piecemodel.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfManifest)
};

void readConfig(const QJsonObject& json, QString* bad, HfConfig& config) {
    HfSection text(json, "text_config", bad);
    HfSection image(json, "vision_config", bad);
    config.text = text.tower({768, 3072, 12, "gelu_pytorch_tanh", 1e-6});
    config.tableSize = text.whole("vocab_size", 32000, kMostHfRows);
    config.maxTokens = text.whole("max_position_embeddings", 64, kMostHfRows);
    config.image = image.tower({768, 3072, 12, "gelu_pytorch_tanh", 1e-6});
    config.patch = image.whole("patch_size", 16, kMostHfSide);
    config.side = image.whole("image_size", 224, kMostHfSide);
    config.dim = config.image.width;
    if (image.whole("num_channels", 3) != 3)
        image.refuse("num_channels");
    if (!image.flag("vision_use_head", true))
        image.refuse("vision_use_head");
    if (text.whole("projection_size", config.text.width) != config.dim)
        text.refuse("projection_size");
}

/// Which generation's rules, from the tokenizer's class where it is stated, else from the kind of
/// file.
bool isSecondSiglip(const QJsonObject& tokenizerConfig, const QString& file) {
    const QString type = tokenizerConfig[u"tokenizer_class"].toString();
    if (type.startsWith(QLatin1String("Gemma")) || type.startsWith(QLatin1String("Siglip2")))
        return true;
    return !type.startsWith(QLatin1String("Siglip")) && !type.startsWith(QLatin1String("T5")) &&
           file != QLatin1String("spiece.model");
}

/// The id of a special piece as tokenizer_config.json lists it, which saves reading a vocabulary of
/// 256,000 entries for it.
std::optional<int> listedId(const QJsonObject& tokenizerConfig, const QString& piece,
                            std::int64_t tableSize) {
    const QJsonObject all = tokenizerConfig[u"added_tokens_decoder"].toObject();
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        bool isNumber = false;
        const int id = entry.key().toInt(&isNumber);
        if (entry.value().toObject()[u"content"].toString() == piece && isNumber && id >= 0 &&
            id < tableSize)
            return id;
    }
    return std::nullopt;
}

Result<std::vector<HfPart>> findTokenizer(const HfFolder& folder, const HfConfig& network,
                                          ModelManifest::TextRules& to) {
    QString file;
    for (const char* name : {"spiece.model", "tokenizer.model", "tokenizer.json"}) {
        if (file.isEmpty() && folder.has(QLatin1String(name)))
            file = QLatin1String(name);
    }
    if (file.isEmpty())
        return folder.lacks(Text::tr("spiece.model, tokenizer.model or tokenizer.json"));
    SEMBLANCE_TRY(checkFetched(folder, {{QStringLiteral("tokenizer"), file}}));
    QJsonObject config;
    const QString rulesFile = QStringLiteral("tokenizer_config.json");
    if (folder.has(rulesFile)) {
        SEMBLANCE_TRY_ASSIGN(config, readJsonObject(folder.path(rulesFile)));
    }
    const bool second = isSecondSiglip(config, file);
    to.lowerCase = second || config[u"do_lower_case"].toBool(true);
    to.dropPunctuation = !second;

    const QJsonValue stated = config[u"pad_token"];
    const QString padding =
        (stated.isObject() ? stated[u"content"] : stated)
            .toString(second ? QStringLiteral("<pad>") : QStringLiteral("</s>"));
    std::optional<int> id = listedId(config, padding, network.tableSize);
    if (!id) {
        SEMBLANCE_TRY_ASSIGN(const auto vocabulary, PieceModel::load(folder.path(file)));
        id = vocabulary->idOf(padding);
    }
    if (!id) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 lacks the piece \"%2\", with which the model fills "
                             "sentences up.")
                        .arg(folder.path(file), padding));
    }
    to.padding = *id;
    return std::vector<HfPart>{{QStringLiteral("tokenizer"), file}};
}

}  // namespace

const HfFamily hfSiglip{"siglip", readConfig, findTokenizer};

}  // namespace semblance
