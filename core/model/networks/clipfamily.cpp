#include "core/model/networks/clipfamily.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>

#include "core/model/files/hfconfig.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/patchembedding.h"
#include "core/model/networks/transformer.h"
#include "core/model/networks/transformertext.h"

namespace semblance {

namespace {

struct ImageParts {
    at::Tensor classToken;  ///< [width]
    PatchEmbedding embedding;
    at::Tensor positions;  ///< [1 + cells, width]
    NormWeights before;
    Transformer transformer;
    NormWeights after;
    LinearWeights projection;  ///< width -> dim, no bias
};

class ClipImageNetwork final : public ImageNetwork {
public:
    explicit ClipImageNetwork(ImageParts parts) : d(std::move(parts)) {}

    at::Tensor trunk(const at::Tensor& pixels) const override {
        const at::Tensor cells = d.embedding(pixels);
        const at::Tensor first = d.classToken.expand({cells.size(0), 1, -1});
        const at::Tensor x = at::cat({first, cells}, 1) + d.positions;
        return d.transformer(d.transformer.norm(x, d.before), false);
    }
    at::Tensor patchesFrom(const at::Tensor& trunk) const override { return trunk; }
    at::Tensor raw(const at::Tensor& patches) const override {
        return d.projection(d.transformer.norm(patches.select(1, 0), d.after));
    }
    at::Tensor sideFeatures(const at::Tensor& pixels) const override {
        return at::empty({pixels.size(0), 0}, d.positions.options());
    }
    at::Tensor embed(const at::Tensor& raw, const at::Tensor&) const override {
        return unitRows(raw);
    }

    std::int64_t rawWidth() const override { return d.projection.weight.size(0); }
    std::int64_t patchWidth() const override { return d.transformer.width(); }
    std::int64_t cells() const override { return d.positions.size(0); }
    std::int64_t sideWidth() const override { return 0; }
    /// What reads the pixels and what makes the embedding stay exact: 3 % of the work or less.
    Precision setPrecision(LinearConversion& conversion) override {
        d.transformer.setPrecision(conversion, cells());
        return conversion.precision();
    }
    at::Tensor classRows() const override { return {}; }

    void visitParameters(const ParameterVisitor& visit) override {
        visit(QStringLiteral("class"), d.classToken);
        d.embedding.linear.visit(QStringLiteral("patch"), visit);
        visit(QStringLiteral("positions"), d.positions);
        d.before.visit(QStringLiteral("first_norm"), visit);
        d.transformer.visitParameters(visit);
        d.after.visit(QStringLiteral("final_norm"), visit);
        d.projection.visit(QStringLiteral("projection"), visit);
    }
    void visitBuffers(const ParameterVisitor&) override {}

private:
    ImageParts d;
};

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

ImageParts readImage(HfWeights& weights, const HfConfig& config) {
    const QString prefix = QStringLiteral("vision_model.");
    const QString embeddings = prefix + QStringLiteral("embeddings.");
    const std::int64_t width = config.image.width;
    const std::int64_t cells = std::int64_t{config.cellsASide()} * config.cellsASide();
    ImageParts parts;
    parts.classToken = weights.float32(embeddings + QStringLiteral("class_embedding"), {width});
    parts.embedding.linear.weight =
        weights.float32(embeddings + QStringLiteral("patch_embedding.weight"),
                        {width, 3, config.patch, config.patch});
    parts.positions = weights.float32(embeddings + QStringLiteral("position_embedding.weight"),
                                      {cells + 1, width});
    // The files' own spelling.
    parts.before = weights.norm(prefix + QStringLiteral("pre_layrnorm"), width);
    parts.transformer =
        Transformer::read(weights, prefix + QStringLiteral("encoder.layers"), config.image);
    parts.after = weights.norm(prefix + QStringLiteral("post_layernorm"), width);
    parts.projection =
        weights.linearWithoutBias(QStringLiteral("visual_projection"), config.dim, width);
    return parts;
}

}  // namespace

Result<DualNetworks> loadClipFamily(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto description, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(description)));
    SEMBLANCE_TRY_ASSIGN(HfWeights weights, HfWeights::open(manifest, config.layout));
    TransformerTextParts text = readText(weights, config);
    ImageParts image = readImage(weights, config);
    // The scale is in the manifest; older files carry the positions' numbers as well.
    SEMBLANCE_TRY(weights.finish({QStringLiteral("logit_scale"),
                                  QStringLiteral("text_model.embeddings.position_ids"),
                                  QStringLiteral("vision_model.embeddings.position_ids")}));
    image.embedding =
        PatchEmbedding::create(image.embedding.linear, config, manifest.normalisation);
    return DualNetworks{std::make_unique<ClipImageNetwork>(std::move(image)),
                        std::make_unique<ClipTextNetwork>(std::move(text))};
}

}  // namespace semblance
