#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/minifamily.h"
#include "core/model/networks/miniimage.h"

namespace semblance {

std::vector<ModelPartSource> packMiniFamily(DualNetworks& networks) {
    std::vector<ModelPartSource> parts;
    HeadTensors heads;
    parts.push_back(packMiniImage(*networks.image, heads));

    const QLatin1String head("head.");
    std::vector<NamedTensor> text;
    for (const auto& [name, tensor] : parametersOf(*networks.text)) {
        if (name.startsWith(head))
            heads.packed.push_back({QStringLiteral("text.") + name.mid(head.size()), tensor});
        else if (name == QLatin1String("table"))
            text.push_back({QStringLiteral("embedding.weight"), tensor});
        else
            text.push_back({name, tensor});
    }
    for (const auto& [name, tensor] : buffersOf(*networks.text)) {
        if (name == QLatin1String("table.scale"))
            text.push_back({QStringLiteral("embedding.weight.scale"), tensor});
        else
            text.push_back({name, tensor});
    }
    SafetensorsContents tower;
    tower.tensors = packWeights(text, Packing::Int8);
    parts.push_back(weightPart(QStringLiteral("text"), std::move(tower)));
    parts.push_back(headsPart(heads));
    return parts;
}

}  // namespace semblance
