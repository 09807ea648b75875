#include "core/model/files/hfconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <cmath>

#include "core/base/json.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfConfig)
};

constexpr int kMostWidth = 1 << 16;
constexpr int kMostRows = 1 << 22;
constexpr int kMostLayers = 512;
constexpr int kMostSide = 4096;

/// PIL's numbers for its resampling filters.
constexpr int kPilBilinear = 2;
constexpr int kPilBicubic = 3;

/// Takes numbers out of one section of config.json; the first one that makes no sense sticks.
class Section {
public:
    Section(QJsonObject object, QString name, QString* bad)
        : m_object(std::move(object)), m_name(std::move(name)), m_bad(bad) {}

    int whole(const char* field, int otherwise, int most = kMostWidth) {
        const QJsonValue value = m_object.value(QLatin1String(field));
        if (value.isUndefined() || value.isNull())
            return otherwise;
        // Sides may be given as [height, width].
        const QJsonArray pair = value.toArray();
        const double number =
            pair.size() == 2 && pair[0] == pair[1] ? pair[0].toDouble(-1) : value.toDouble(-1);
        if (number < 1 || number > most || number != std::floor(number)) {
            refuse(field);
            return otherwise;
        }
        return int(number);
    }
    double number(const char* field, double otherwise) {
        const QJsonValue value = m_object.value(QLatin1String(field));
        if (value.isUndefined() || value.isNull())
            return otherwise;
        if (!(value.toDouble(-1) > 0 && value.toDouble() < 1))
            refuse(field);
        return value.toDouble();
    }
    QString word(const char* field, const QString& otherwise) const {
        return m_object.value(QLatin1String(field)).toString(otherwise);
    }
    bool flag(const char* field, bool otherwise) const {
        return m_object.value(QLatin1String(field)).toBool(otherwise);
    }
    void refuse(const char* field) {
        if (m_bad->isEmpty())
            *m_bad = m_name + QLatin1String(field);
    }

private:
    QJsonObject m_object;
    QString m_name;
    QString* m_bad;
};

/// A section, with the values of the older "<name>_dict" over it, which transformers prefers.
Section section(const QJsonObject& config, const char* name, QString* bad) {
    QJsonObject object = config.value(QLatin1String(name)).toObject();
    const QJsonObject older = config.value(QLatin1String(name) + QLatin1String("_dict")).toObject();
    for (auto it = older.begin(); it != older.end(); ++it)
        object.insert(it.key(), *it);
    return Section(object, QLatin1String(name) + u'.', bad);
}

struct TowerDefaults {
    int width;
    int hidden;
    int heads;
    const char* activation;
    double normEpsilon;
};

HfConfig::Tower readTower(Section& from, const TowerDefaults& defaults) {
    static const QMap<QString, HfConfig::Activation> activations{
        {QStringLiteral("gelu"), HfConfig::Activation::Gelu},
        {QStringLiteral("gelu_pytorch_tanh"), HfConfig::Activation::TanhGelu},
        {QStringLiteral("gelu_new"), HfConfig::Activation::TanhGelu},
        {QStringLiteral("gelu_fast"), HfConfig::Activation::TanhGelu},
        {QStringLiteral("quick_gelu"), HfConfig::Activation::QuickGelu},
    };
    HfConfig::Tower tower;
    tower.width = from.whole("hidden_size", defaults.width);
    tower.hidden = from.whole("intermediate_size", defaults.hidden);
    tower.layers = from.whole("num_hidden_layers", 12, kMostLayers);
    tower.heads = from.whole("num_attention_heads", defaults.heads);
    tower.normEpsilon = from.number("layer_norm_eps", defaults.normEpsilon);
    const auto activation =
        activations.constFind(from.word("hidden_act", QLatin1String(defaults.activation)));
    if (activation == activations.constEnd())
        from.refuse("hidden_act");
    else
        tower.activation = *activation;
    if (tower.heads > 0 && tower.width % tower.heads != 0)
        from.refuse("num_attention_heads");
    return tower;
}

void readClip(const QJsonObject& json, QString* bad, HfConfig& config) {
    Section whole(json, {}, bad);
    Section text = section(json, "text_config", bad);
    Section image = section(json, "vision_config", bad);
    config.text = readTower(text, {512, 2048, 8, "quick_gelu", 1e-5});
    config.tableSize = text.whole("vocab_size", 49408, kMostRows);
    config.maxTokens = text.whole("max_position_embeddings", 77, kMostRows);
    config.image = readTower(image, {768, 3072, 12, "quick_gelu", 1e-5});
    config.patch = image.whole("patch_size", 32, kMostSide);
    config.side = image.whole("image_size", 224, kMostSide);
    config.dim = whole.whole("projection_dim", 512);
    if (image.whole("num_channels", 3) != 3)
        image.refuse("num_channels");
}

void readSiglip(const QJsonObject& json, QString* bad, HfConfig& config) {
    Section text = section(json, "text_config", bad);
    Section image = section(json, "vision_config", bad);
    config.text = readTower(text, {768, 3072, 12, "gelu_pytorch_tanh", 1e-6});
    config.tableSize = text.whole("vocab_size", 32000, kMostRows);
    config.maxTokens = text.whole("max_position_embeddings", 64, kMostRows);
    config.image = readTower(image, {768, 3072, 12, "gelu_pytorch_tanh", 1e-6});
    config.patch = image.whole("patch_size", 16, kMostSide);
    config.side = image.whole("image_size", 224, kMostSide);
    config.dim = config.image.width;
    if (image.whole("num_channels", 3) != 3)
        image.refuse("num_channels");
    if (!image.flag("vision_use_head", true))
        image.refuse("vision_use_head");
    if (text.whole("projection_size", config.text.width) != config.dim)
        text.refuse("projection_size");
}

tl::unexpected<Error> unknownStep(const QString& path, const QString& step) {
    return fail(ErrorKind::Newer,
                Text::tr("The model's %1 prepares pictures in a way that Semblance does not know: "
                         "%2.")
                    .arg(path, step));
}

/// A size as a number, {"shortest_edge": n} or {"height": n, "width": n}; 0 when it is neither or
/// not square. `short_` says which it was.
int sizeOf(const QJsonValue& value, bool* shortEdge) {
    const QJsonObject object = value.toObject();
    const QJsonValue edge = object[u"shortest_edge"];
    *shortEdge = !edge.isUndefined() || value.isDouble();
    if (value.isDouble())
        return value.toInt();
    if (!edge.isUndefined())
        return edge.toInt();
    return object[u"height"] == object[u"width"] ? object[u"height"].toInt() : 0;
}

/// Three numbers, scaled to pixels of 0..255; empty when they make no sense.
std::optional<std::array<float, 3>> channels(const QJsonValue& value, double rescale) {
    const QJsonArray array = value.toArray();
    std::array<float, 3> result{};
    for (qsizetype i = 0; i < 3; ++i) {
        const double number = array.size() == 3 ? array[i].toDouble(NAN) : NAN;
        if (!(std::abs(number) < 1e6))
            return std::nullopt;
        result[std::size_t(i)] = float(number / rescale);
    }
    return result;
}

Result<QJsonObject> readPreprocessor(const QDir& dir, QString* path) {
    *path = dir.filePath(QStringLiteral("preprocessor_config.json"));
    if (QFileInfo::exists(*path))
        return readJsonObject(*path);
    const QString newer = dir.filePath(QStringLiteral("processor_config.json"));
    if (QFileInfo::exists(newer)) {
        *path = newer;
        SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(newer));
        if (json[u"image_processor"].isObject())
            return json[u"image_processor"].toObject();
    }
    return fail(ErrorKind::NotFound,
                Text::tr("The model folder %1 lacks preprocessor_config.json, which says how it "
                         "takes pictures. Get this file as well.")
                    .arg(dir.path()));
}

}  // namespace

QString toString(HfConfig::Family family) {
    return family == HfConfig::Family::Clip ? QStringLiteral("clip") : QStringLiteral("siglip");
}

Result<HfConfig> HfConfig::read(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path, 4 << 20));
    const QString type = json[u"model_type"].toString();
    HfConfig config;
    QString bad;
    if (type == QLatin1String("clip")) {
        readClip(json, &bad, config);
    } else if (type == QLatin1String("siglip")) {
        config.family = Family::Siglip;
        readSiglip(json, &bad, config);
    } else if (type == QLatin1String("siglip2")) {
        return fail(ErrorKind::Newer,
                    Text::tr("%1 describes a SigLIP 2 model of variable resolution (NaFlex), which "
                             "Semblance does not read. Take one of fixed resolution, such as "
                             "siglip2-base-patch16-224.")
                        .arg(path));
    } else {
        return fail(ErrorKind::Newer,
                    Text::tr("%1 describes a model of the kind \"%2\"; Semblance reads CLIP and "
                             "SigLIP models.")
                        .arg(path, type.isEmpty() ? QStringLiteral("?") : type));
    }
    if (bad.isEmpty() && config.patch > config.side)
        bad = QStringLiteral("vision_config.patch_size");
    if (!bad.isEmpty()) {
        return fail(
            ErrorKind::Corrupt,
            Text::tr("The model's %1 has a field that makes no sense here: %2.").arg(path, bad));
    }
    return config;
}

Result<HfPreprocessing> HfPreprocessing::read(const QString& dir, int side) {
    QString path;
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readPreprocessor(QDir(dir), &path));
    HfPreprocessing result;
    result.input.side = side;

    if (!json[u"do_resize"].toBool(true))
        return unknownStep(path, QStringLiteral("do_resize false"));
    bool shortEdge = false;
    const int size = sizeOf(json[u"size"], &shortEdge);
    const bool crops = json[u"do_center_crop"].toBool(json.contains(u"crop_size"));
    bool ignored = false;
    const int crop = crops ? sizeOf(json[u"crop_size"], &ignored) : size;
    if (size != side || crop != side) {
        return unknownStep(
            path,
            QStringLiteral("size %1, crop %2; the network takes %3").arg(size).arg(crop).arg(side));
    }
    // Without a crop, a short side of the right length leaves the long one too long.
    if (shortEdge && !crops)
        return unknownStep(path, QStringLiteral("do_center_crop false"));
    result.input.resize = shortEdge ? InputSpec::Resize::CropShortSide : InputSpec::Resize::Squash;

    const int filter = json[u"resample"].toInt(kPilBicubic);
    if (filter != kPilBicubic && filter != kPilBilinear)
        return unknownStep(path, QStringLiteral("resample %1").arg(filter));
    result.input.filter =
        filter == kPilBilinear ? InputSpec::Filter::Bilinear : InputSpec::Filter::Bicubic;

    const double rescale =
        json[u"do_rescale"].toBool(true) ? json[u"rescale_factor"].toDouble(1.0 / 255.0) : 1.0;
    if (!(rescale > 0))
        return unknownStep(path, QStringLiteral("rescale_factor"));
    const bool normalises = json[u"do_normalize"].toBool(true);
    const QJsonArray zero{0, 0, 0};
    const QJsonArray one{1, 1, 1};
    const auto mean = channels(normalises ? json[u"image_mean"] : QJsonValue(zero), rescale);
    const auto deviation = channels(normalises ? json[u"image_std"] : QJsonValue(one), rescale);
    if (!mean || !deviation)
        return unknownStep(path, QStringLiteral("image_mean, image_std"));
    for (const float value : *deviation) {
        if (!(value > 0))
            return unknownStep(path, QStringLiteral("image_std"));
    }
    result.normalisation = {*mean, *deviation};
    return result;
}

}  // namespace semblance
