#include "tests/core/model/composition/composingmodel.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/full_like.h>

#include <algorithm>

#include "core/model/composition/mapping.h"
#include "core/model/composition/modelloader.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/packing.h"

namespace semblance::test {

namespace {
Result<ModelManifest> shipped() {
    return ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
}

std::vector<ModelPartSource> plainParts(const ModelManifest& manifest) {
    std::vector<ModelPartSource> parts = copiesOf(manifest);
    std::erase_if(parts, [](const ModelPartSource& part) {
        return part.role == u"mapping" || part.role == u"composing";
    });
    return parts;
}
}  // namespace

Status writeComposingModel(const QString& dir, int words) {
    const at::NoGradGuard noGradients;
    SEMBLANCE_TRY_ASSIGN(const ModelManifest manifest, shipped());
    SEMBLANCE_TRY_ASSIGN(const DualNetworks networks, loadTrainableNetworks(manifest));
    MappingConfig config = MappingConfig::defaultsFor(*networks.image);
    config.words = words;
    SEMBLANCE_TRY_ASSIGN(const auto mapping,
                         MappingNetwork::create(config, *networks.image, *networks.text, 3));
    mapping->visitParameters([](const QString& name, at::Tensor& tensor) {
        // Closed at the start: open, the words depend on the patches, too.
        if (name == u"injection.gate")
            tensor.copy_(at::full_like(tensor, 0.5));
    });
    auto parts = plainParts(manifest);
    replacePart(parts, weightPart(QStringLiteral("mapping"), mapping->pack(Packing::Int8)));
    const auto written = writeModelFolder(dir, manifest, parts, {});
    return written ? Status() : fail(written.error());
}

Status writePlainModel(const QString& dir) {
    SEMBLANCE_TRY_ASSIGN(const ModelManifest manifest, shipped());
    const auto written = writeModelFolder(dir, manifest, plainParts(manifest), {});
    return written ? Status() : fail(written.error());
}

}  // namespace semblance::test
