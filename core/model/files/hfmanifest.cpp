#include "core/model/files/hfmanifest.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <span>

#include "core/base/float16.h"
#include "core/base/json.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/hffamily.h"
#include "core/model/files/hffolder.h"
#include "core/model/files/hfhashes.h"
#include "core/model/files/safetensors.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HfManifest)
};

const QString kConfig = QStringLiteral("config.json");
const QString kWeights = QStringLiteral("model.safetensors");
const QString kIndex = QStringLiteral("model.safetensors.index.json");

tl::unexpected<Error> pickled(const HfFolder& folder) {
    return fail(
        ErrorKind::Newer,
        Text::tr("The model in %1 has its weights in pytorch_model.bin. Such a file (a pickle) can "
                 "run any program when it is opened, so Semblance does not. Convert it once, in "
                 "Python: from transformers import AutoModel; "
                 "AutoModel.from_pretrained(\"%1\").save_pretrained(\"NEW FOLDER\"), and copy the "
                 "other files over.")
            .arg(folder.dir.path()));
}

Result<std::vector<HfPart>> shards(const HfFolder& folder) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject index, readJsonObject(folder.path(kIndex)));
    QSet<QString> files;
    for (const QJsonValue& file : index[u"weight_map"].toObject())
        files.insert(file.toString());
    QStringList sorted(files.begin(), files.end());
    sorted.sort();
    std::vector<HfPart> parts;
    for (const QString& file : sorted) {
        if (file.isEmpty() || QFileInfo(file).fileName() != file) {
            return fail(ErrorKind::Corrupt, Text::tr("%1 names a file outside its folder: \"%2\".")
                                                .arg(folder.path(kIndex), file));
        }
        if (!folder.has(file))
            return folder.lacks(file);
        parts.push_back(
            {QStringLiteral("weights.%1").arg(parts.size() + 1, 5, 10, QChar(u'0')), file});
    }
    if (parts.empty())
        return folder.lacks(Text::tr("the weights that %1 should name").arg(kIndex));
    return parts;
}

Result<std::vector<HfPart>> weightParts(const HfFolder& folder) {
    if (folder.has(kWeights))
        return std::vector<HfPart>{{QStringLiteral("weights"), kWeights}};
    if (folder.has(kIndex))
        return shards(folder);
    if (folder.has(QStringLiteral("pytorch_model.bin")) ||
        folder.has(QStringLiteral("pytorch_model.bin.index.json")))
        return pickled(folder);
    return folder.lacks(kWeights);
}

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
        SEMBLANCE_TRY_ASSIGN(auto file, SafetensorsFile::open(manifest.pathOf(part)));
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

/// The download cache keeps a model as models--<owner>--<name>/snapshots/<revision>.
QString nameOf(const QDir& dir) {
    const QString path = QDir(dir.absolutePath()).path();
    const QStringList steps = path.split(u'/', Qt::SkipEmptyParts);
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

}  // namespace

bool isHfFolder(const QString& dir) {
    return QFileInfo(QDir(dir).filePath(kConfig)).isFile();
}

Result<ModelManifest> hfManifest(const QString& dir) {
    const HfFolder folder{QDir(dir)};
    if (!folder.has(kConfig))
        return folder.lacks(kConfig);
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(folder.path(kConfig)));

    ModelManifest manifest;
    manifest.dir = dir;
    manifest.name = nameOf(folder.dir);
    manifest.family = QLatin1String(config.family->name);
    manifest.dim = config.dim;
    manifest.text.maxPieces = config.maxTokens;
    manifest.text.dropFinalPeriod = false;
    manifest.licences = licences(folder);

    std::vector<HfPart> parts{{QStringLiteral("config"), kConfig}};
    SEMBLANCE_TRY_ASSIGN(const auto weights, weightParts(folder));
    parts.insert(parts.end(), weights.begin(), weights.end());
    SEMBLANCE_TRY_ASSIGN(const HfPreprocessing preprocessing,
                         HfPreprocessing::read(dir, config.side));
    manifest.input = preprocessing.input;
    manifest.normalisation = preprocessing.normalisation;
    SEMBLANCE_TRY_ASSIGN(const auto tokenizer,
                         config.family->findTokenizer(folder, config, manifest.text));
    parts.insert(parts.end(), tokenizer.begin(), tokenizer.end());

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
