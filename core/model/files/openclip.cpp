#include "core/model/files/openclip.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/json.h"
#include "core/model/files/hffamily.h"
#include "core/model/files/hfsection.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::OpenClip)
};

tl::unexpected<Error> unknownTower(const QString& path, const QString& tower) {
    return fail(ErrorKind::Newer,
                Text::tr("%1 describes a model with the part \"%2\", which Semblance does not "
                         "read; it reads CLIP's and SigLIP's transformers.")
                    .arg(path, tower));
}

/// What open_clip can switch on in a tower and the networks here do not have; nothing when it is
/// none of these.
std::optional<QString> unknownSwitch(const QJsonObject& tower) {
    for (const char* name :
         {"ls_init_value", "attentional_pool", "no_ln_pre", "embed_cls", "block_type", "qk_norm",
          "scaled_cosine_attn", "scale_heads", "scale_attn_inner", "scale_attn", "scale_fc"}) {
        const QJsonValue value = tower[QLatin1String(name)];
        const bool isOff = value.isUndefined() || value.isNull() || value == QJsonValue(false) ||
                           value == QJsonValue(QStringLiteral("default"));
        if (!isOff)
            return QLatin1String(name);
    }
    if (tower[u"pos_embed_type"].toString(QStringLiteral("learnable")) !=
        QLatin1String("learnable"))
        return QStringLiteral("pos_embed_type");
    return std::nullopt;
}

/// GELU, or what the model says of it.
HfConfig::Activation activationOf(const QJsonObject& tower, bool quick) {
    if (tower[u"act_kwargs"][u"approximate"].toString() == QLatin1String("tanh"))
        return HfConfig::Activation::TanhGelu;
    return quick ? HfConfig::Activation::QuickGelu : HfConfig::Activation::Gelu;
}

int hiddenOf(const QJsonObject& json, int width) {
    return int(width * json[u"mlp_ratio"].toDouble(4.0));
}

double epsilonOf(const QJsonObject& json) {
    const double epsilon = json[u"norm_kwargs"][u"eps"].toDouble(1e-5);
    return epsilon > 0 && epsilon < 1 ? epsilon : 1e-5;
}

void readText(const QJsonObject& json, bool quick, QString* bad, HfConfig& config) {
    HfSection section(json, QStringLiteral("text_cfg"), bad);
    config.text.width = section.whole("width", 512);
    config.text.layers = section.whole("layers", 12, kMostHfLayers);
    config.text.heads = section.whole("heads", 8);
    config.text.hidden = hiddenOf(json, config.text.width);
    config.text.activation = activationOf(json, quick);
    config.text.normEpsilon = epsilonOf(json);
    config.tableSize = section.whole("vocab_size", 49408, kMostHfRows);
    config.maxTokens = section.whole("context_length", 77, kMostHfRows);
    if (config.text.width % config.text.heads != 0)
        section.refuse("heads");
    if (config.text.hidden < 1 || config.text.hidden > kMostHfWidth)
        section.refuse("mlp_ratio");
}

void readImage(const QJsonObject& json, bool quick, QString* bad, HfConfig& config) {
    HfSection section(json, QStringLiteral("vision_cfg"), bad);
    config.image.width = section.whole("width", 768);
    config.image.layers = section.whole("layers", 12, kMostHfLayers);
    config.image.heads = config.image.width / section.whole("head_width", 64);
    config.image.hidden = hiddenOf(json, config.image.width);
    config.image.activation = activationOf(json, quick);
    config.image.normEpsilon = epsilonOf(json);
    config.side = section.whole("image_size", 224, kMostHfSide);
    config.patch = section.whole("patch_size", 16, kMostHfSide);
    if (config.image.heads < 1 || config.image.width % config.image.heads != 0)
        section.refuse("head_width");
    if (config.image.hidden < 1 || config.image.hidden > kMostHfWidth)
        section.refuse("mlp_ratio");
}

/// open_clip's files name a text tower of transformers' and leave its sizes to it.
struct HfTextSize {
    const char* name;
    int width;
    int hidden;
    int layers;
    int heads;
    int rows;  ///< of the token table
    int positions;
};

constexpr HfTextSize kHfTexts[] = {
    {"xlm-roberta-base", 768, 3072, 12, 12, 250002, 514},
    {"xlm-roberta-large", 1024, 4096, 24, 16, 250002, 514},
};

/// A field under its present name or the one it had before.
QString renamed(const QJsonObject& json, const char* now, const char* before,
                const char* otherwise) {
    const QJsonValue old = json[QLatin1String(before)];
    return json[QLatin1String(now)].toString(old.toString(QLatin1String(otherwise)));
}

/// XLM-R with the mean of its states and an MLP or a matrix behind it, as LAION trained it.
Status readHfText(const QJsonObject& json, const QString& path, QString* bad, HfConfig& config) {
    const QString name = json[u"hf_model_name"].toString();
    const auto size =
        std::find_if(std::begin(kHfTexts), std::end(kHfTexts), [&](const HfTextSize& known) {
            return name.section(u'/', -1) == QLatin1String(known.name);
        });
    if (size == std::end(kHfTexts))
        return unknownTower(path, name);
    const QString pooler = renamed(json, "hf_pooler_type", "pooler_type", "mean_pooler");
    if (pooler != QLatin1String("mean_pooler"))
        return unknownTower(path, QStringLiteral("pooler_type %1").arg(pooler));
    const QString head = renamed(json, "hf_proj_type", "proj", "mlp");
    if (head != QLatin1String("mlp") && head != QLatin1String("linear"))
        return unknownTower(path, QStringLiteral("proj %1").arg(head));
    config.text = {size->width, size->hidden, size->layers, size->heads, HfConfig::Activation::Gelu,
                   1e-5,        true};
    config.tableSize = size->rows;
    // XLM-R counts positions from behind its padding's.
    constexpr int kFirst = 2;
    config.bert = {size->positions, kFirst, 1, true, 0};
    if (head == QLatin1String("mlp"))
        config.bert.headHidden = (size->width + config.dim) / 2;
    config.maxTokens = HfSection(json, QStringLiteral("text_cfg"), bad)
                           .whole("context_length", 77, size->positions - kFirst);
    return {};
}

struct TimmSize {
    const char* word;
    int width;
    int hidden;
    int layers;
    int heads;
};
constexpr TimmSize kTimmSizes[] = {
    {"base", 768, 3072, 12, 12},
    {"large", 1024, 4096, 24, 16},
    {"so400m", 1152, 4304, 27, 16},
    {"giantopt", 1536, 6144, 40, 16},
};

/// timm's image towers of SigLIP by their names, "vit_base_patch16_siglip_224" and so on; false for
/// any other.
bool readTimm(const QString& name, const QJsonObject& json, QString* bad, HfConfig& config) {
    static const QRegularExpression shape(
        QStringLiteral("\\Avit_([a-z0-9]+)_patch([0-9]{1,3})_siglip_([0-9]{1,4})(\\.|\\z)"));
    const auto match = shape.match(name);
    const auto size = std::find_if(
        std::begin(kTimmSizes), std::end(kTimmSizes),
        [&](const TimmSize& known) { return match.captured(1) == QLatin1String(known.word); });
    if (!match.hasMatch() || size == std::end(kTimmSizes))
        return false;
    config.patch = match.captured(2).toInt();
    config.side = HfSection(json, QStringLiteral("vision_cfg"), bad)
                      .whole("image_size", match.captured(3).toInt(), kMostHfSide);
    // As timm has it: those that SigLIP 2 brought compute as they were trained, the first ones
    // exactly.
    const QLatin1String word(size->word);
    const bool tanh = config.patch == 32 || word == QLatin1String("giantopt") ||
                      (word == QLatin1String("so400m") && config.patch == 16) ||
                      (word == QLatin1String("large") && match.captured(3) == QLatin1String("512"));
    config.image = {size->width,
                    size->hidden,
                    size->layers,
                    size->heads,
                    tanh ? HfConfig::Activation::TanhGelu : HfConfig::Activation::Gelu,
                    1e-6};
    if (config.patch < 1)
        *bad = QStringLiteral("vision_cfg.timm_model_name");
    return true;
}

Status readSiglip(const QJsonObject& vision, const QJsonObject& text, const QString& path,
                  QString* bad, HfConfig& config) {
    const QString tower = vision[u"timm_model_name"].toString();
    if (vision[u"timm_pool"].toString() != QLatin1String("map") ||
        vision[u"timm_proj"].toString() != QLatin1String("none") ||
        !readTimm(tower, vision, bad, config))
        return unknownTower(path, tower);
    if (!text[u"no_causal_mask"].toBool() || !text[u"proj_bias"].toBool() ||
        text[u"pool_type"].toString() != QLatin1String("last"))
        return unknownTower(path, QStringLiteral("text_cfg"));
    config.family = &hfSiglip;
    config.layout = HfConfig::Layout::Timm;
    if (config.dim != config.image.width)
        *bad = QStringLiteral("embed_dim");
    return {};
}

Status readClipImage(const QJsonObject& vision, bool quick, const QString& path, QString* bad,
                     HfConfig& config) {
    if (!vision[u"timm_model_name"].toString().isEmpty())
        return unknownTower(path, vision[u"timm_model_name"].toString());
    if (vision[u"layers"].isArray())
        return unknownTower(path, QStringLiteral("ResNet"));
    if (vision[u"pool_type"].toString(QStringLiteral("tok")) != QLatin1String("tok"))
        return unknownTower(path, QStringLiteral("vision_cfg.pool_type"));
    readImage(vision, quick, bad, config);
    return {};
}

/// The end of the text is the highest id of CLIP's table and the last token read here; padding
/// stands behind it.
Status checkClipText(const QJsonObject& text, const QString& path, HfConfig& config) {
    const QString pool = text[u"pool_type"].toString(QStringLiteral("argmax"));
    // As MetaCLIP 2 has it: the end is told by its id, with XLM-R's tokenizer.
    const bool byId = pool == QLatin1String("eos") &&
                      text[u"hf_tokenizer_name"].toString().contains(QLatin1String("xlm"));
    config.family = byId ? &hfMetaClip2 : &hfClip;
    if (pool != QLatin1String("argmax") && !byId)
        return unknownTower(path, QStringLiteral("text_cfg.pool_type %1").arg(pool));
    if (text[u"no_causal_mask"].toBool())
        return unknownTower(path, QStringLiteral("text_cfg.no_causal_mask"));
    if (text[u"proj_bias"].toBool())
        return unknownTower(path, QStringLiteral("text_cfg.proj_bias"));
    return {};
}

}  // namespace

bool isOpenClip(const QJsonObject& json) {
    return json[u"model_cfg"].isObject();
}

Status readOpenClipConfig(const QJsonObject& json, const QString& path, QString* bad,
                          HfConfig& config) {
    const QJsonObject model = json[u"model_cfg"].toObject();
    const QJsonObject vision = model[u"vision_cfg"].toObject();
    const QJsonObject text = model[u"text_cfg"].toObject();
    if (model.contains(u"multimodal_cfg"))
        return unknownTower(path, QStringLiteral("multimodal_cfg"));
    const bool isHfText = !text[u"hf_model_name"].toString().isEmpty();
    if (text[u"proj_type"].toString(QStringLiteral("linear")) != QLatin1String("linear"))
        return unknownTower(path, QStringLiteral("text_cfg.proj_type"));
    for (const QJsonObject& tower : {vision, text}) {
        if (const auto name = unknownSwitch(tower))
            return unknownTower(path, *name);
    }
    const bool quick = model[u"quick_gelu"].toBool();
    config.dim = HfSection(model, QStringLiteral("model_cfg"), bad).whole("embed_dim", 512);
    if (isHfText) {
        SEMBLANCE_TRY(readHfText(text, path, bad, config));
        config.family = &hfXlmRoberta;
        config.layout = HfConfig::Layout::HfText;
        return readClipImage(vision, quick, path, bad, config);
    }
    readText(text, quick, bad, config);
    if (!vision[u"timm_model_name"].toString().isEmpty())
        return readSiglip(vision, text, path, bad, config);
    config.layout = HfConfig::Layout::OpenClip;
    SEMBLANCE_TRY(readClipImage(vision, quick, path, bad, config));
    return checkClipText(text, path, config);
}

Status readOpenClipText(const QString& path, ModelManifest::TextRules& to) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path, 4 << 20));
    const QString clean = json[u"model_cfg"][u"text_cfg"][u"tokenizer_kwargs"][u"clean"].toString();
    to.dropPunctuation = clean == QLatin1String("canonicalize");
    to.lowerCase = to.dropPunctuation || clean == QLatin1String("lower");
    return {};
}

Result<HfPreprocessing> readOpenClipPreprocessing(const QString& path, int side) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path, 4 << 20));
    const QJsonObject rules = json[u"preprocess_cfg"].toObject();
    const auto unknown = [&](const QString& step) {
        return fail(ErrorKind::Newer,
                    Text::tr("The model's %1 prepares pictures in a way that Semblance does not "
                             "know: %2.")
                        .arg(path, step));
    };
    HfPreprocessing result;
    result.input.side = side;
    result.input.crop = InputSpec::Crop::Torchvision;
    const QString resize = rules[u"resize_mode"].toString(QStringLiteral("shortest"));
    if (resize == QLatin1String("squash"))
        result.input.resize = InputSpec::Resize::Squash;
    else if (resize != QLatin1String("shortest"))
        return unknown(QStringLiteral("resize_mode ") + resize);
    const QString filter = rules[u"interpolation"].toString(QStringLiteral("bicubic"));
    if (filter == QLatin1String("bilinear"))
        result.input.filter = InputSpec::Filter::Bilinear;
    else if (filter != QLatin1String("bicubic"))
        return unknown(QStringLiteral("interpolation ") + filter);
    if (rules[u"mode"].toString(QStringLiteral("RGB")) != QLatin1String("RGB"))
        return unknown(QStringLiteral("mode"));

    // OpenAI's, where the file names no others.
    const QJsonArray means = rules[u"mean"].toArray({0.48145466, 0.4578275, 0.40821073});
    const QJsonArray deviations = rules[u"std"].toArray({0.26862954, 0.26130258, 0.27577711});
    for (qsizetype i = 0; i < 3; ++i) {
        const double mean = 255 * means.at(i).toDouble(NAN);
        const double deviation = 255 * deviations.at(i).toDouble(NAN);
        if (means.size() != 3 || deviations.size() != 3 || !(std::abs(mean) < 1e6) ||
            !(deviation > 0 && deviation < 1e6))
            return unknown(QStringLiteral("mean, std"));
        result.normalisation.mean[std::size_t(i)] = float(mean);
        result.normalisation.deviation[std::size_t(i)] = float(deviation);
    }
    return result;
}

}  // namespace semblance
