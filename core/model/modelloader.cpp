#include "core/model/modelloader.h"

#include <ATen/core/Tensor.h>

#include <QCoreApplication>
#include <QHash>

#include "core/model/mapping.h"
#include "core/model/minifamily.h"
#include "core/model/packing.h"
#include "core/model/parameters.h"
#include "core/model/safetensors.h"
#include "core/model/tuning.h"
#include "core/text/sentencepiecetokenizer.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelLoader)
};

/// Every parameter as float32 in memory of its own.
template <class Network>
void expandParameters(Network& network) {
    QHash<QString, at::Tensor> buffers;
    for (const NamedTensor& buffer : buffersOf(network))
        buffers.insert(buffer.name, buffer.tensor);
    network.visitParameters([&](const QString& name, at::Tensor& tensor) {
        tensor = tensor.scalar_type() == at::kChar
                     ? expandRows(tensor, buffers.value(name + QLatin1String(kScaleSuffix)))
                     : tensor.to(at::kFloat, false, true);
    });
}

}  // namespace

Result<std::shared_ptr<const SafetensorsFile>> openPart(const ModelManifest& manifest,
                                                        const QString& role) {
    SEMBLANCE_TRY_ASSIGN(const auto part, manifest.part(role));
    return SafetensorsFile::open(manifest.pathOf(part));
}

Result<DualNetworks> loadDualNetworks(const ModelManifest& manifest, Precision precision) {
    if (manifest.family == QLatin1String("mini"))
        return loadMiniFamily(manifest, precision);
    return fail(ErrorKind::Newer,
                Text::tr("The model %1 is of the kind \"%2\", which this version of Semblance "
                         "does not know.")
                    .arg(manifest.name, manifest.family));
}

Result<DualNetworks> loadTrainableNetworks(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(DualNetworks networks, loadDualNetworks(manifest, Precision::Fp32));
    expandParameters(*networks.image);
    expandParameters(*networks.text);
    return networks;
}

Result<std::unique_ptr<Tokenizer>> loadTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
    SentencePieceOptions rules;
    rules.maxPieces = manifest.text.maxPieces;
    rules.lowerCase = manifest.text.lowerCase;
    rules.dropFinalPeriod = manifest.text.dropFinalPeriod;
    SEMBLANCE_TRY_ASSIGN(auto tokenizer,
                         SentencePieceTokenizer::load(manifest.pathOf(vocabulary), rules));
    return std::unique_ptr<Tokenizer>(std::move(tokenizer));
}

Result<std::unique_ptr<MappingNetwork>> loadMapping(const ModelManifest& manifest,
                                                    DualNetworks& networks) {
    SEMBLANCE_TRY_ASSIGN(const auto file,
                         openPart(manifest, QLatin1String(ModelManifest::kMappingRole)));
    return MappingNetwork::load(file, *networks.image, *networks.text);
}

Result<std::unique_ptr<TextNetwork>> loadComposingText(const ModelManifest& manifest,
                                                       TextNetwork& text) {
    if (!manifest.hasPart(QLatin1String(ModelManifest::kComposingRole)))
        return text.clone();
    SEMBLANCE_TRY_ASSIGN(const auto file,
                         openPart(manifest, QLatin1String(ModelManifest::kComposingRole)));
    SEMBLANCE_TRY_ASSIGN(auto tuning, TextTuning::load(file, text));
    return tuning->release();
}

}  // namespace semblance
