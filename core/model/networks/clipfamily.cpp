#include "core/model/networks/clipfamily.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>

#include "core/model/files/hfconfig.h"
#include "core/model/networks/clipimage.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/transformertext.h"

namespace semblance {

namespace {

class ClipTextNetwork final : public TransformerTextNetwork {
public:
    explicit ClipTextNetwork(TransformerTextParts parts)
        : TransformerTextNetwork(std::move(parts)) {}

    std::unique_ptr<TextNetwork> clone() const override {
        return std::make_unique<ClipTextNetwork>(d);
    }

    /// The state at the end of the text, which is a sentence's last token. Padding stands behind it
    /// and is out of its sight.
    at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const override {
        const at::Tensor x = rows + d.positions.narrow(0, 0, rows.size(1));
        const at::Tensor states = d.transformer(x, true);
        const at::Tensor batch = at::arange(rows.size(0), lengths.options());
        const at::Tensor last = states.index({batch, lengths - 1});
        return d.transformer.norm(last, d.after);
    }
};

TransformerTextParts readText(HfWeights& weights, const HfConfig& config) {
    TransformerTextParts parts = TransformerTextParts::read(weights, config);
    parts.projection =
        weights.linearWithoutBias(QStringLiteral("text_projection"), config.dim, config.text.width);
    return parts;
}

}  // namespace

Result<DualNetworks> loadClipFamily(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto description, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(description)));
    SEMBLANCE_TRY_ASSIGN(HfWeights weights, HfWeights::open(manifest, config.layout));
    TransformerTextParts text = readText(weights, config);
    auto image = readClipImage(weights, config, manifest.normalisation);
    // The scale is in the manifest; older files carry the positions' numbers as well.
    SEMBLANCE_TRY(weights.finish({QStringLiteral("logit_scale"),
                                  QStringLiteral("text_model.embeddings.position_ids"),
                                  QStringLiteral("vision_model.embeddings.position_ids")}));
    return DualNetworks{std::move(image), std::make_unique<ClipTextNetwork>(std::move(text))};
}

}  // namespace semblance
