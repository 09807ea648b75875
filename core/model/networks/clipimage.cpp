#include "core/model/networks/clipimage.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>

#include "core/model/networks/patchembedding.h"
#include "core/model/networks/transformer.h"

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

}  // namespace

std::unique_ptr<ImageNetwork> readClipImage(HfWeights& weights, const HfConfig& config,
                                            const ModelManifest::Normalisation& normalisation) {
    const QString prefix = QStringLiteral("vision_model.");
    const QString embeddings = prefix + QStringLiteral("embeddings.");
    const std::int64_t width = config.image.width;
    const std::int64_t cells = std::int64_t{config.cellsASide()} * config.cellsASide();
    ImageParts parts;
    parts.classToken = weights.float32(embeddings + QStringLiteral("class_embedding"), {width});
    const at::Tensor convolution =
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
    // Of a weight that could not be read there is nothing to make; finish() tells of it.
    if (convolution.defined())
        parts.embedding = PatchEmbedding::create({convolution, {}}, config, normalisation);
    return std::make_unique<ClipImageNetwork>(std::move(parts));
}

}  // namespace semblance
