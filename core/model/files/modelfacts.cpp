#include "core/model/files/modelfacts.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include "core/base/modelfolder.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/hfmanifest.h"
#include "core/model/files/weightfile.h"

namespace semblance {

namespace {

/// Of files that are no parts: what a card or a licence may have at most.
constexpr qint64 kLargestText = 16 << 20;

struct UsualSize {
    int width;
    int layers;
    const char* letter;
};
/// As the publications call them.
constexpr UsualSize kUsualSizes[] = {
    {192, 12, "Ti"},      {384, 12, "S"},  {512, 12, "M"},  {768, 12, "B"},     {1024, 24, "L"},
    {1152, 27, "So400m"}, {1280, 32, "H"}, {1408, 40, "g"}, {1536, 40, "gopt"}, {1664, 48, "bigG"},
};

QString visionName(const HfConfig& config) {
    const HfConfig::Tower& tower = config.image;
    const auto usual =
        std::find_if(std::begin(kUsualSizes), std::end(kUsualSizes), [&](const UsualSize& size) {
            return size.width == tower.width && size.layers == tower.layers;
        });
    const QString side = config.side == 224 ? QString() : QStringLiteral("@%1").arg(config.side);
    if (usual == std::end(kUsualSizes)) {
        return QStringLiteral("ViT/%1%2, %3 layers of %4")
            .arg(config.patch)
            .arg(side)
            .arg(tower.layers)
            .arg(tower.width);
    }
    return QStringLiteral("ViT-%1/%2%3")
        .arg(QLatin1String(usual->letter), QString::number(config.patch), side);
}

Status nameNetworks(const ModelManifest& manifest, ModelFacts& facts) {
    if (!manifest.hasPart(QStringLiteral("config"))) {
        facts.imageNetwork = QStringLiteral("EfficientNet-Lite2@%1").arg(manifest.input.side);
        facts.textNetwork =
            manifest.hasPart(QStringLiteral("multilingual"))
                ? QStringLiteral("MiniLM-L6 and Universal Sentence Encoder multilingual")
                : QStringLiteral("Universal Sentence Encoder Lite");
        return {};
    }
    SEMBLANCE_TRY_ASSIGN(const auto part, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(part)));
    facts.imageNetwork = visionName(config);
    facts.textNetwork = QStringLiteral("Transformer, %1 layers of %2")
                            .arg(config.text.layers)
                            .arg(config.text.width);
    return {};
}

/// How many weights a tensor holds: two in a byte of a packed table (see NibbleRows), none in what
/// unpacks others.
qint64 weightsIn(const QString& name, const TensorView& view) {
    const auto numbers = static_cast<qint64>(view.bytes.size() / sizeOf(view.type));
    switch (view.type) {
        case TensorType::U8:
            return 2 * numbers;
        case TensorType::F16:
        case TensorType::BF16:
        case TensorType::F32:
        case TensorType::F64:
        case TensorType::I8:
            for (const char* unpacking : {".scale", ".low", ".step"}) {
                if (name.endsWith(QLatin1String(unpacking)))
                    return 0;
            }
            return numbers;
        default:
            return 0;
    }
}

Result<qint64> countParameters(const ModelManifest& manifest) {
    qint64 count = 0;
    for (const ModelManifest::Part& part : manifest.parts) {
        if (!part.file.endsWith(QLatin1String(".safetensors")) &&
            !part.role.startsWith(QLatin1String("weights")))
            continue;
        SEMBLANCE_TRY_ASSIGN(const auto file, WeightFile::open(manifest.pathOf(part)));
        for (const QString& name : file->names())
            count += weightsIn(name, *file->find(name));
    }
    return count;
}

bool isLicence(const QString& file) {
    for (const char* word : {"LICENSE", "LICENCE", "COPYING"}) {
        if (file.startsWith(QLatin1String(word), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

/// Files of a model's folder that are read or shown, beyond its parts.
bool belongs(const QString& file, const ModelManifest& manifest, bool isHf) {
    if (isLicence(file) || file == manifest.card)
        return true;
    for (const char* word : {"NOTICE", "ATTRIBUTION"}) {
        if (file.startsWith(QLatin1String(word), Qt::CaseInsensitive))
            return true;
    }
    if (!isHf)
        return file == QLatin1String(kManifestName);
    static const QStringList described{QStringLiteral("preprocessor_config.json"),
                                       QStringLiteral("processor_config.json"),
                                       QStringLiteral("tokenizer_config.json"),
                                       QStringLiteral("model.safetensors.index.json"),
                                       QStringLiteral("pytorch_model.bin.index.json"),
                                       QStringLiteral("README.md")};
    return described.contains(file);
}

}  // namespace

Result<ModelFacts> modelFacts(const ModelManifest& manifest) {
    ModelFacts facts;
    SEMBLANCE_TRY(nameNetworks(manifest, facts));
    SEMBLANCE_TRY_ASSIGN(facts.parameters, countParameters(manifest));
    facts.licences = manifest.licences;
    for (const ModelManifest::Part& part : manifest.parts) {
        facts.files << part.file;
        facts.bytes += part.size;
    }
    const bool isHf = isHfFolder(manifest.dir) &&
                      !QFileInfo::exists(manifest.dir + u'/' + QLatin1String(kManifestName));
    QStringList licenceFiles;
    for (const QFileInfo& file : QDir(manifest.dir).entryInfoList(QDir::Files, QDir::Name)) {
        const QString name = file.fileName();
        if (facts.files.contains(name) || file.size() > kLargestText ||
            !belongs(name, manifest, isHf))
            continue;
        facts.files << name;
        facts.bytes += file.size();
        if (isLicence(name))
            licenceFiles << name;
    }
    if (facts.licences.isEmpty())
        facts.licences = licenceFiles;
    return facts;
}

}  // namespace semblance
