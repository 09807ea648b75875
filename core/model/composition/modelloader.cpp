#include "core/model/composition/modelloader.h"

#include <ATen/core/Tensor.h>

#include <QCoreApplication>
#include <QHash>

#include "core/model/composition/mapping.h"
#include "core/model/composition/modelfamilies.h"
#include "core/model/composition/tuning.h"
#include "core/model/files/partfile.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"

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

Result<const ModelFamily*> known(const ModelManifest& manifest) {
    if (const ModelFamily* family = modelFamily(manifest.family))
        return family;
    return fail(ErrorKind::Newer,
                Text::tr("The model %1 is of the kind \"%2\", which this version of Semblance "
                         "does not know.")
                    .arg(manifest.name, manifest.family));
}

}  // namespace

Result<DualNetworks> loadDualNetworks(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const ModelFamily* family, known(manifest));
    return family->load(manifest);
}

Result<DualNetworks> loadTrainableNetworks(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(DualNetworks networks, loadDualNetworks(manifest));
    expandParameters(*networks.image);
    expandParameters(*networks.text);
    return networks;
}

Result<std::unique_ptr<Tokenizer>> loadTokenizer(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const ModelFamily* family, known(manifest));
    return family->tokenizer(manifest);
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
