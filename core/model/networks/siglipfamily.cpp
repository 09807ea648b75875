#include "core/model/networks/siglipfamily.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/where.h>

#include "core/model/files/hfconfig.h"
#include "core/model/networks/fewqueries.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/patchembedding.h"
#include "core/model/networks/transformer.h"
#include "core/model/networks/transformertext.h"

namespace semblance {

namespace {

/// Attention pooling: one learnt query over all patch tokens, then an MLP beside it.
struct Pooling {
    at::Tensor probe;  ///< [1, 1, width]
    LinearWeights query;
    LinearWeights key;
    LinearWeights value;
    LinearWeights out;
    NormWeights norm;
    LinearWeights feedIn;
    LinearWeights feedOut;

    at::Tensor operator()(const at::Tensor& patches, const HfConfig::Tower& tower) const {
        const at::Tensor asked = query(probe).expand({patches.size(0), -1, -1});
        const at::Tensor x =
            out(attendWithFewQueries(asked, patches, key, value, tower.heads)).squeeze(1);
        return x + feedOut(activate(feedIn(norm(x, tower.normEpsilon)), tower.activation));
    }

    void visit(const ParameterVisitor& visitor) {
        visitor(QStringLiteral("pool.probe"), probe);
        query.visit(QStringLiteral("pool.attn.q"), visitor);
        key.visit(QStringLiteral("pool.attn.k"), visitor);
        value.visit(QStringLiteral("pool.attn.v"), visitor);
        out.visit(QStringLiteral("pool.attn.out"), visitor);
        norm.visit(QStringLiteral("pool.norm"), visitor);
        feedIn.visit(QStringLiteral("pool.ffn_in"), visitor);
        feedOut.visit(QStringLiteral("pool.ffn_out"), visitor);
    }
};

struct ImageParts {
    PatchEmbedding embedding;
    at::Tensor positions;  ///< [cells, width]
    Transformer transformer;
    NormWeights after;
    Pooling pooling;
};

class SiglipImageNetwork final : public ImageNetwork {
public:
    explicit SiglipImageNetwork(ImageParts parts) : d(std::move(parts)) {}

    at::Tensor trunk(const at::Tensor& pixels) const override {
        const at::Tensor x = d.embedding(pixels) + d.positions;
        return d.transformer.norm(d.transformer(x, false), d.after);
    }
    at::Tensor patchesFrom(const at::Tensor& trunk) const override { return trunk; }
    at::Tensor raw(const at::Tensor& patches) const override {
        return d.pooling(patches, d.transformer.tower());
    }
    at::Tensor sideFeatures(const at::Tensor& pixels) const override {
        return at::empty({pixels.size(0), 0}, d.positions.options());
    }
    at::Tensor embed(const at::Tensor& raw, const at::Tensor&) const override {
        return unitRows(raw);
    }

    std::int64_t rawWidth() const override { return d.transformer.width(); }
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
        d.embedding.linear.visit(QStringLiteral("patch"), visit);
        visit(QStringLiteral("positions"), d.positions);
        d.transformer.visitParameters(visit);
        d.after.visit(QStringLiteral("final_norm"), visit);
        d.pooling.visit(visit);
    }
    void visitBuffers(const ParameterVisitor&) override {}

private:
    ImageParts d;
};

class SiglipTextNetwork final : public TransformerTextNetwork {
public:
    /// `padding`: the id behind a sentence.
    SiglipTextNetwork(TransformerTextParts parts, std::int64_t padding)
        : TransformerTextNetwork(std::move(parts)), m_padding(padding) {}

    std::unique_ptr<TextNetwork> clone() const override {
        return std::make_unique<SiglipTextNetwork>(d, m_padding);
    }
    at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const override {
        const at::Tensor states = d.transformer(filled(rows, lengths) + d.positions, false);
        return d.transformer.norm(states.select(1, states.size(1) - 1), d.after);
    }

private:
    /// The sentences at full length, padding behind them: [B, tokens, width].
    at::Tensor filled(const at::Tensor& rows, const at::Tensor& lengths) const {
        const std::int64_t tokens = d.positions.size(0);
        const at::Tensor longer = at::constant_pad_nd(rows, {0, 0, 0, tokens - rows.size(1)});
        const at::Tensor real =
            at::arange(tokens, lengths.options()).unsqueeze(0) < lengths.unsqueeze(1);
        const at::Tensor padding = d.table.at(at::full({1}, m_padding, lengths.options()));
        return at::where(real.unsqueeze(2), longer, padding);
    }

    std::int64_t m_padding;
};

TransformerTextParts readText(HfWeights& weights, const HfConfig& config) {
    TransformerTextParts parts = TransformerTextParts::read(weights, config);
    parts.projection =
        weights.linear(QStringLiteral("text_model.head"), config.dim, config.text.width);
    return parts;
}

Pooling readPooling(HfWeights& weights, const HfConfig& config) {
    const QString prefix = QStringLiteral("vision_model.head.");
    const std::int64_t width = config.image.width;
    const QString attention = prefix + QStringLiteral("attention.");
    const auto square = [&](const char* name) {
        return weights.linear(attention + QLatin1String(name), width, width);
    };
    return {weights.float32(prefix + QStringLiteral("probe"), {1, 1, width}),
            square("q_proj"),
            square("k_proj"),
            square("v_proj"),
            square("out_proj"),
            weights.norm(prefix + QStringLiteral("layernorm"), width),
            weights.linear(prefix + QStringLiteral("mlp.fc1"), config.image.hidden, width),
            weights.linear(prefix + QStringLiteral("mlp.fc2"), width, config.image.hidden)};
}

ImageParts readImage(HfWeights& weights, const HfConfig& config) {
    const QString prefix = QStringLiteral("vision_model.");
    const QString embeddings = prefix + QStringLiteral("embeddings.");
    const std::int64_t width = config.image.width;
    const std::int64_t cells = std::int64_t{config.cellsASide()} * config.cellsASide();
    ImageParts parts;
    const QString convolution = embeddings + QStringLiteral("patch_embedding");
    parts.embedding.linear = {weights.float32(convolution + QStringLiteral(".weight"),
                                              {width, 3, config.patch, config.patch}),
                              weights.float32(convolution + QStringLiteral(".bias"), {width})};
    parts.positions =
        weights.float32(embeddings + QStringLiteral("position_embedding.weight"), {cells, width});
    parts.transformer =
        Transformer::read(weights, prefix + QStringLiteral("encoder.layers"), config.image);
    parts.after = weights.norm(prefix + QStringLiteral("post_layernorm"), width);
    parts.pooling = readPooling(weights, config);
    return parts;
}

}  // namespace

Result<DualNetworks> loadSiglipFamily(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto description, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(description)));
    SEMBLANCE_TRY_ASSIGN(HfWeights weights, HfWeights::open(manifest, config.layout));
    TransformerTextParts text = readText(weights, config);
    ImageParts image = readImage(weights, config);
    // Scale and bias are in the manifest; older files carry the positions' numbers as well.
    SEMBLANCE_TRY(weights.finish({QStringLiteral("logit_scale"), QStringLiteral("logit_bias"),
                                  QStringLiteral("text_model.embeddings.position_ids"),
                                  QStringLiteral("vision_model.embeddings.position_ids")}));
    image.embedding =
        PatchEmbedding::create(image.embedding.linear, config, manifest.normalisation);
    return DualNetworks{
        std::make_unique<SiglipImageNetwork>(std::move(image)),
        std::make_unique<SiglipTextNetwork>(std::move(text), manifest.text.padding)};
}

}  // namespace semblance
