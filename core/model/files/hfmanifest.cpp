#include "core/model/files/hfmanifest.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <span>

#include "core/base/float16.h"
#include "core/base/json.h"
#include "core/base/modelfolder.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/hffamily.h"
#include "core/model/files/hffolder.h"
#include "core/model/files/hfhashes.h"
#include "core/model/files/hfweightfiles.h"
#include "core/model/files/openclip.h"
#include "core/model/files/weightfile.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfManifest)
};

const QString kConfig = QStringLiteral("config.json");

template <class T>
T firstAs(const TensorView& view) {
    T value{};
    std::memcpy(&value, view.bytes.data(), sizeof value);
    return value;
}

/// Nothing where the tensor is not floating-point.
std::optional<float> firstNumber(const TensorView& view) {
    switch (view.type) {
        case TensorType::F16: {
            const auto half = firstAs<HalfBits>(view);
            return fromHalf(std::span(&half, 1)).front();
        }
        case TensorType::BF16:
            return std::bit_cast<float>(std::uint32_t{firstAs<std::uint16_t>(view)} << 16);
        case TensorType::F32:
            return firstAs<float>(view);
        case TensorType::F64:
            return static_cast<float>(firstAs<double>(view));
        default:
            return std::nullopt;
    }
}

/// A tensor of one number in any of the weight files; nothing when no file has it.
Result<std::optional<float>> scalar(const ModelManifest& manifest, const QString& name) {
    for (const ModelManifest::Part& part : manifest.parts) {
        if (!part.role.startsWith(QLatin1String("weights")))
            continue;
        SEMBLANCE_TRY_ASSIGN(auto file, WeightFile::open(manifest.pathOf(part)));
        const TensorView* view = file->find(name);
        if (!view || view->bytes.size() != semblance::sizeOf(view->type))
            continue;
        const std::optional<float> number = firstNumber(*view);
        if (!number) {
            return fail(ErrorKind::Corrupt,
                        Text::tr("In the weight file %1 the tensor %2 holds %3, which are no "
                                 "weights.")
                            .arg(file->path(), name, toString(view->type)));
        }
        return number;
    }
    return std::optional<float>();
}

Status readLogits(ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto scale, scalar(manifest, QStringLiteral("logit_scale")));
    SEMBLANCE_TRY_ASSIGN(const auto bias, scalar(manifest, QStringLiteral("logit_bias")));
    // The files hold its logarithm.
    if (scale && std::isfinite(std::exp(*scale)))
        manifest.logitScale = std::clamp(std::exp(*scale), 1e-3f, 1e6f);
    if (bias && std::isfinite(*bias))
        manifest.logitBias = *bias;
    return {};
}

/// The download cache keeps a model as models--<owner>--<name>/snapshots/<revision>;
/// sentence-transformers in a folder of its own.
QString nameOf(const QDir& dir) {
    const QString path = QDir(dir.absolutePath()).path();
    QStringList steps = path.split(u'/', Qt::SkipEmptyParts);
    if (steps.size() > 1 && steps.last() == QLatin1String(kSentenceTransformersClip))
        steps.removeLast();
    const qsizetype count = steps.size();
    if (count >= 3 && steps[count - 2] == QLatin1String("snapshots"))
        return steps[count - 3].section(QStringLiteral("--"), -1);
    return count > 0 ? steps.last() : QStringLiteral("model");
}

/// A value of the front matter as people read it.
QString unquoted(const QString& value) {
    const QString text = value.trimmed();
    const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                        (text.front() == u'"' || text.front() == u'\'');
    return quoted ? text.mid(1, text.size() - 2) : text;
}

/// What the model card's front matter (YAML) states: "license:", one or a list, with "other" its
/// "license_name:".
QStringList licences(const HfFolder& folder) {
    QFile card(folder.path(QStringLiteral("README.md")));
    if (!card.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(card.read(1 << 16)).split(u'\n');
    if (lines.first().trimmed() != QLatin1String("---"))
        return {};
    QStringList stated;
    QString name;
    bool isList = false;
    for (const QString& line : lines.mid(1)) {
        const QString text = line.trimmed();
        if (text == QLatin1String("---"))
            break;
        if (isList && text.startsWith(QLatin1String("- "))) {
            stated << unquoted(text.mid(2));
            continue;
        }
        const QString value = unquoted(line.section(u':', 1));
        isList = line.startsWith(QLatin1String("license:")) && value.isEmpty();
        if (line.startsWith(QLatin1String("license:")) && !value.isEmpty())
            stated << value;
        if (line.startsWith(QLatin1String("license_name:")))
            name = value;
    }
    if (!name.isEmpty() && (stated.isEmpty() || stated == QStringList{QStringLiteral("other")}))
        return {name};
    return stated;
}

/// Which of the two descriptions a folder is read by: many have both, and the same weights twice.
/// Transformers' own is that of a model with code of its own as well ("auto_map"), whose weights
/// have names of their own.
QString descriptionOf(const HfFolder& folder) {
    const QString openClip = QLatin1String(kOpenClipConfig);
    if (!folder.has(openClip))
        return kConfig;
    const QJsonObject json = readJsonObject(folder.path(kConfig), 4 << 20).value_or(QJsonObject());
    const bool isOwn = hfFamily(json[u"model_type"].toString()) && !json.contains(u"auto_map") &&
                       hasWeights(folder, HfConfig::Layout::Transformers);
    return isOwn ? kConfig : openClip;
}

}  // namespace

bool isHfFolder(const QString& dir) {
    const HfFolder folder{QDir(dir)};
    return folder.has(kConfig) || folder.has(QLatin1String(kOpenClipConfig));
}

Result<ModelManifest> hfManifest(const QString& dir) {
    const HfFolder folder{QDir(dir)};
    if (!isHfFolder(dir))
        return folder.lacks(kConfig);
    const QString description = descriptionOf(folder);
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(folder.path(description)));

    ModelManifest manifest;
    manifest.dir = dir;
    manifest.name = nameOf(folder.dir);
    manifest.family = QLatin1String(config.family->name);
    manifest.dim = config.dim;
    manifest.text.maxPieces = config.maxTokens;
    manifest.text.dropFinalPeriod = false;
    manifest.licences = licences(folder);

    std::vector<HfPart> parts{{QStringLiteral("config"), description}};
    SEMBLANCE_TRY_ASSIGN(const auto weights, findWeights(folder, config.layout));
    parts.insert(parts.end(), weights.begin(), weights.end());
    SEMBLANCE_TRY_ASSIGN(const HfPreprocessing preprocessing,
                         config.layout == HfConfig::Layout::Transformers
                             ? HfPreprocessing::read(dir, config.side)
                             : readOpenClipPreprocessing(folder.path(description), config.side));
    manifest.input = preprocessing.input;
    manifest.normalisation = preprocessing.normalisation;
    SEMBLANCE_TRY_ASSIGN(const auto tokenizer,
                         config.family->findTokenizer(folder, config, manifest.text));
    parts.insert(parts.end(), tokenizer.begin(), tokenizer.end());
    if (config.layout == HfConfig::Layout::Timm)
        SEMBLANCE_TRY(readOpenClipText(folder.path(description), manifest.text));
    SEMBLANCE_TRY(checkFetched(folder, parts));

    for (const HfPart& found : parts) {
        ModelManifest::Part part;
        part.role = found.role;
        part.file = found.file;
        manifest.parts.push_back(part);
    }
    SEMBLANCE_TRY(hashParts(manifest));
    SEMBLANCE_TRY(readLogits(manifest));
    return manifest;
}

}  // namespace semblance
