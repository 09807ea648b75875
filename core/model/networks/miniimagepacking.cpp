#include "core/model/kernels/packing.h"
#include "core/model/networks/miniimage.h"

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

}  // namespace

ModelPartSource packMiniImage(ImageNetwork& network, HeadTensors& heads) {
    const QLatin1String tower("tower.");
    std::vector<NamedTensor> packed;
    std::vector<NamedTensor> halves;
    for (const auto& [name, tensor] : parametersOf(network)) {
        if (name.startsWith(tower)) {
            const QString inTower = name.mid(tower.size());
            (wantsHalf(inTower) ? halves : packed).push_back({inTower, tensor});
            continue;
        }
        const bool isHead = name.startsWith(QLatin1String("head."));
        heads.packed.push_back(
            {QStringLiteral("image.") + (isHead ? name.mid(name.indexOf(u'.') + 1) : name),
             tensor});
    }
    for (const auto& [name, tensor] : buffersOf(network)) {
        const bool mean = name == QLatin1String("side.mean");
        heads.exact.push_back(
            {mean ? QStringLiteral("image.colour.mean") : QStringLiteral("image.colour.std"),
             tensor});
    }
    SafetensorsContents contents;
    contents.tensors = packWeights(packed, Packing::Int8);
    for (StoredTensor& tensor : packWeights(halves, Packing::Half))
        contents.tensors.push_back(std::move(tensor));
    return weightPart(QStringLiteral("image"), std::move(contents));
}

ModelPartSource headsPart(const HeadTensors& heads) {
    SafetensorsContents contents;
    contents.tensors = packWeights(heads.packed, Packing::Int8);
    for (StoredTensor& tensor : packWeights(heads.exact, Packing::Exact))
        contents.tensors.push_back(std::move(tensor));
    return weightPart(QStringLiteral("heads"), std::move(contents));
}

}  // namespace semblance
