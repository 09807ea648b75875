#include "core/model/composition/modelloader.h"

#include <ATen/core/Tensor.h>

#include <QCoreApplication>
#include <QHash>

#include "core/model/composition/mapping.h"
#include "core/model/composition/tuning.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/partfile.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/clipfamily.h"
#include "core/model/networks/minifamily.h"
#include "core/model/networks/siglipfamily.h"
#include "core/text/bytepairtable.h"
#include "core/text/cliptokenizer.h"
#include "core/text/sentencepiecetokenizer.h"
#include "core/text/sigliptokenizer.h"

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

template <class T>
Result<std::unique_ptr<Tokenizer>> asTokenizer(Result<std::unique_ptr<T>> made) {
    if (!made)
        return fail(std::move(made).error());
    return std::unique_ptr<Tokenizer>(std::move(*made));
}

Result<std::unique_ptr<Tokenizer>> loadClipTokenizer(const ModelManifest& manifest) {
    if (const auto file = manifest.part(QStringLiteral("tokenizer"))) {
        SEMBLANCE_TRY_ASSIGN(auto table, BytePairTable::fromTokenizerJson(manifest.pathOf(*file)));
        return asTokenizer(ClipTokenizer::create(std::move(table), manifest.text.maxPieces));
    }
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("vocabulary")));
    SEMBLANCE_TRY_ASSIGN(const auto merges, manifest.part(QStringLiteral("merges")));
    SEMBLANCE_TRY_ASSIGN(
        auto table, BytePairTable::fromFiles(manifest.pathOf(vocabulary), manifest.pathOf(merges)));
    return asTokenizer(ClipTokenizer::create(std::move(table), manifest.text.maxPieces));
}

Result<std::unique_ptr<Tokenizer>> loadSiglipTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
    SiglipTokenizerOptions rules;
    rules.cleaning = manifest.text.dropPunctuation ? SiglipTokenizerOptions::Cleaning::Canonical
                                                   : SiglipTokenizerOptions::Cleaning::None;
    rules.lowerCase = manifest.text.lowerCase;
    rules.maxPieces = manifest.text.maxPieces;
    return asTokenizer(SiglipTokenizer::load(manifest.pathOf(vocabulary), rules));
}

/// Of a model whose networks are in Hugging Face's layout. Ids must be rows of its token table.
Result<std::unique_ptr<Tokenizer>> loadHfTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto description, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(description)));
    SEMBLANCE_TRY_ASSIGN(auto tokenizer, manifest.family == QLatin1String("clip")
                                             ? loadClipTokenizer(manifest)
                                             : loadSiglipTokenizer(manifest));
    if (tokenizer->tableSize() > config.tableSize) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary of the model %1 has %2 pieces, its network takes %3: "
                             "they do not belong together.")
                        .arg(manifest.name, QString::number(tokenizer->tableSize()),
                             QString::number(config.tableSize)));
    }
    return tokenizer;
}

}  // namespace

Result<DualNetworks> loadDualNetworks(const ModelManifest& manifest) {
    if (manifest.family == QLatin1String("mini"))
        return loadMiniFamily(manifest);
    if (manifest.family == QLatin1String("clip"))
        return loadClipFamily(manifest);
    if (manifest.family == QLatin1String("siglip"))
        return loadSiglipFamily(manifest);
    return fail(ErrorKind::Newer,
                Text::tr("The model %1 is of the kind \"%2\", which this version of Semblance "
                         "does not know.")
                    .arg(manifest.name, manifest.family));
}

Result<DualNetworks> loadTrainableNetworks(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(DualNetworks networks, loadDualNetworks(manifest));
    expandParameters(*networks.image);
    expandParameters(*networks.text);
    return networks;
}

Result<std::unique_ptr<Tokenizer>> loadTokenizer(const ModelManifest& manifest) {
    if (manifest.family == QLatin1String("clip") || manifest.family == QLatin1String("siglip"))
        return loadHfTokenizer(manifest);
    SEMBLANCE_TRY_ASSIGN(const auto vocabulary, manifest.part(QStringLiteral("tokenizer")));
    SentencePieceOptions rules;
    rules.maxPieces = manifest.text.maxPieces;
    rules.lowerCase = manifest.text.lowerCase;
    rules.dropFinalPeriod = manifest.text.dropFinalPeriod;
    return asTokenizer(SentencePieceTokenizer::load(manifest.pathOf(vocabulary), rules));
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
