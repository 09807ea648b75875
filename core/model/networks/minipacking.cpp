#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/minifamily.h"

namespace semblance {

namespace {

/// The tower's early and depthwise convolutions have few weights and few of them a channel, so an
/// int8 step weighs much: with all in int8 photos' embeddings fell to cosine .965, without these
/// (5 % of the weights) the worst of 8 was .9990, the mean .9994.
bool wantsHalf(const QString& name) {
    constexpr int kFirstPackedBlock = 7;
    if (name.contains(QLatin1String(".depthwise.")) || name.startsWith(QLatin1String("stem.")))
        return true;
    const QStringList parts = name.split(u'.');
    return parts[0] == QLatin1String("blocks") && parts.value(1).toInt() < kFirstPackedBlock;
}

/// The name without its first part when it begins with that, else nothing.
std::optional<QString> behind(const QString& name, const char* prefix) {
    const QLatin1String start(prefix);
    return name.startsWith(start) ? std::optional(name.mid(start.size())) : std::nullopt;
}

struct Sorted {
    std::vector<NamedTensor> image;
    std::vector<NamedTensor> imageHalf;
    std::vector<NamedTensor> text;
    std::vector<NamedTensor> heads;
    std::vector<NamedTensor> exact;  ///< of the heads' file
};

/// The networks' names -> the files' names.
Sorted sort(DualNetworks& networks) {
    Sorted sorted;
    for (const auto& [name, tensor] : parametersOf(*networks.image)) {
        if (const auto inTower = behind(name, "tower."))
            (wantsHalf(*inTower) ? sorted.imageHalf : sorted.image).push_back({*inTower, tensor});
        else if (const auto inHead = behind(name, "head."))
            sorted.heads.push_back({QStringLiteral("image.") + *inHead, tensor});
        else
            sorted.heads.push_back({QStringLiteral("image.") + name, tensor});
    }
    for (const auto& [name, tensor] : buffersOf(*networks.image)) {
        const bool mean = name == QLatin1String("side.mean");
        sorted.exact.push_back(
            {mean ? QStringLiteral("image.colour.mean") : QStringLiteral("image.colour.std"),
             tensor});
    }
    for (const auto& [name, tensor] : parametersOf(*networks.text)) {
        if (const auto inHead = behind(name, "head."))
            sorted.heads.push_back({QStringLiteral("text.") + *inHead, tensor});
        else if (name == QLatin1String("table"))
            sorted.text.push_back({QStringLiteral("embedding.weight"), tensor});
        else
            sorted.text.push_back({name, tensor});
    }
    for (const auto& [name, tensor] : buffersOf(*networks.text)) {
        if (name == QLatin1String("table.scale"))
            sorted.text.push_back({QStringLiteral("embedding.weight.scale"), tensor});
        else
            sorted.text.push_back({name, tensor});
    }
    return sorted;
}

SafetensorsContents packed(const std::vector<NamedTensor>& tensors,
                           const std::vector<NamedTensor>& others, Packing othersPacking) {
    SafetensorsContents contents;
    contents.tensors = packWeights(tensors, Packing::Int8);
    for (StoredTensor& tensor : packWeights(others, othersPacking))
        contents.tensors.push_back(std::move(tensor));
    return contents;
}

}  // namespace

std::vector<ModelPartSource> packMiniFamily(DualNetworks& networks) {
    const Sorted sorted = sort(networks);
    std::vector<ModelPartSource> parts;
    parts.push_back(
        weightPart(QStringLiteral("image"), packed(sorted.image, sorted.imageHalf, Packing::Half)));
    parts.push_back(weightPart(QStringLiteral("text"), packed(sorted.text, {}, Packing::Exact)));
    parts.push_back(
        weightPart(QStringLiteral("heads"), packed(sorted.heads, sorted.exact, Packing::Exact)));
    return parts;
}

}  // namespace semblance
