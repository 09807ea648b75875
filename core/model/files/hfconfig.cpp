#include "core/model/files/hfconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <cmath>

#include "core/base/json.h"
#include "core/model/files/hffamily.h"
#include "core/model/files/openclip.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfConfig)
};

/// PIL's numbers for its resampling filters.
constexpr int kPilBilinear = 2;
constexpr int kPilBicubic = 3;

tl::unexpected<Error> unknownStep(const QString& path, const QString& step) {
    return fail(ErrorKind::Newer,
                Text::tr("The model's %1 prepares pictures in a way that Semblance does not know: "
                         "%2.")
                    .arg(path, step));
}

tl::unexpected<Error> unknownKind(const QString& path, const QString& kind) {
    if (kind.isEmpty()) {
        return fail(
            ErrorKind::Newer,
            Text::tr("%1 does not say what kind of model it describes (\"model_type\"). Get "
                     "the config.json that belongs to the model.")
                .arg(path));
    }
    if (kind == QLatin1String("siglip2")) {
        return fail(ErrorKind::Newer,
                    Text::tr("%1 describes a SigLIP 2 model of variable resolution (NaFlex), which "
                             "Semblance does not read. Take one of fixed resolution, such as "
                             "siglip2-base-patch16-224.")
                        .arg(path));
    }
    if (kind.endsWith(QLatin1String("_text_model")) ||
        kind.endsWith(QLatin1String("_vision_model"))) {
        return fail(ErrorKind::Newer,
                    Text::tr("%1 describes one half of a model (\"%2\"). Semblance needs the one "
                             "for pictures and the one for sentences, which were trained together: "
                             "get the whole model.")
                        .arg(path, kind));
    }
    return fail(
        ErrorKind::Newer,
        Text::tr("%1 describes a model of the kind \"%2\"; Semblance reads CLIP and SigLIP models.")
            .arg(path, kind));
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

Result<HfConfig> HfConfig::read(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path, 4 << 20));
    HfConfig config;
    config.family = hfFamily(json[u"model_type"].toString());
    QString bad;
    if (isOpenClip(json))
        SEMBLANCE_TRY(readOpenClipConfig(json, path, &bad, config));
    else if (config.family)
        config.family->readConfig(json, &bad, config);
    else
        return unknownKind(path, json[u"model_type"].toString());
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
    result.input.crop = InputSpec::Crop::Transformers;

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
