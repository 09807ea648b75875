#include "core/model/networks/bertclipfamily.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>

#include "core/model/files/hfconfig.h"
#include "core/model/networks/clipimage.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/transformertext.h"

namespace semblance {

namespace {

struct BertHead {
    bool mean = false;     ///< of the states; else the first one
    LinearWeights hidden;  ///< of an MLP, GELU behind it; none where the projection is all
};

/// `after` is the norm of the embeddings here.
class BertTextNetwork final : public TransformerTextNetwork {
public:
    BertTextNetwork(TransformerTextParts parts, BertHead head)
        : TransformerTextNetwork(std::move(parts)), m_head(std::move(head)) {}

    std::unique_ptr<TextNetwork> clone() const override {
        return std::make_unique<BertTextNetwork>(d, m_head);
    }

    at::Tensor raw(const at::Tensor& rows, const at::Tensor& lengths) const override {
        const std::int64_t batch = rows.size(0);
        const std::int64_t tokens = rows.size(1);
        const at::Tensor x = d.transformer.norm(rows + d.positions.narrow(0, 0, tokens), d.after);
        const at::Tensor real =
            at::arange(tokens, lengths.options()).unsqueeze(0) < lengths.unsqueeze(1);
        const at::Tensor states = batch == 1
                                      ? d.transformer(x, false)
                                      : d.transformer.masked(x, real.view({batch, 1, 1, tokens}));
        if (!m_head.mean)
            return states.select(1, 0);
        const at::Tensor kept = real.to(states.scalar_type()).unsqueeze(2);
        return (states * kept).sum(1) / lengths.to(states.scalar_type()).unsqueeze(1);
    }

    at::Tensor embed(const at::Tensor& raw) const override {
        if (!m_head.hidden)
            return TransformerTextNetwork::embed(raw);
        return TransformerTextNetwork::embed(
            activate(m_head.hidden(raw), HfConfig::Activation::Gelu));
    }

    void visitParameters(const ParameterVisitor& visit) override {
        visit(QStringLiteral("table"), d.table.tensor);
        visit(QStringLiteral("positions"), d.positions);
        d.after.visit(QStringLiteral("first_norm"), visit);
        d.transformer.visitParameters(visit);
        m_head.hidden.visit(QStringLiteral("head.in"), visit);
        d.projection.visit(QStringLiteral("projection"), visit);
    }

private:
    BertHead m_head;
};

/// The positions that are used, each with the row of the first token type.
at::Tensor readPositions(HfWeights& weights, const QString& embeddings, const HfConfig& config) {
    const std::int64_t width = config.text.width;
    const at::Tensor positions = weights.float32(
        embeddings + QStringLiteral("position_embeddings.weight"), {config.bert.positions, width});
    const at::Tensor types = weights.float32(
        embeddings + QStringLiteral("token_type_embeddings.weight"), {config.bert.types, width});
    if (!positions.defined() || !types.defined())
        return {};
    return positions.narrow(0, config.bert.firstPosition, config.maxTokens) + types.narrow(0, 0, 1);
}

TransformerTextParts readText(HfWeights& weights, const HfConfig& config) {
    const QString prefix = QStringLiteral("text_model.");
    const QString embeddings = prefix + QStringLiteral("embeddings.");
    TransformerTextParts parts;
    parts.table = weights.rows(embeddings + QStringLiteral("word_embeddings.weight"),
                               {config.tableSize, config.text.width});
    parts.positions = readPositions(weights, embeddings, config);
    parts.after = weights.norm(embeddings + QStringLiteral("LayerNorm"), config.text.width);
    parts.transformer =
        Transformer::read(weights, prefix + QStringLiteral("encoder.layer"), config.text);
    return parts;
}

/// Into the text's projection and what stands before it.
BertHead readHead(HfWeights& weights, const HfConfig& config, LinearWeights& projection) {
    const QString name = QStringLiteral("text_projection");
    const std::int64_t width = config.text.width;
    const std::int64_t hidden = config.bert.headHidden;
    BertHead head{config.bert.mean, {}};
    if (hidden == 0) {
        projection = weights.linearWithoutBias(name, config.dim, width);
    } else {
        head.hidden = weights.linearWithoutBias(name + QStringLiteral(".0"), hidden, width);
        projection = weights.linearWithoutBias(name + QStringLiteral(".2"), config.dim, hidden);
    }
    return head;
}

}  // namespace

Result<DualNetworks> loadBertClipFamily(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const auto description, manifest.part(QStringLiteral("config")));
    SEMBLANCE_TRY_ASSIGN(const HfConfig config, HfConfig::read(manifest.pathOf(description)));
    SEMBLANCE_TRY_ASSIGN(HfWeights weights, HfWeights::open(manifest, config.layout));
    TransformerTextParts text = readText(weights, config);
    BertHead head = readHead(weights, config, text.projection);
    auto image = readClipImage(weights, config, manifest.normalisation);
    // BERT's pooler is for what it was trained on first.
    const QString tower = config.layout == HfConfig::Layout::HfText
                              ? QStringLiteral("text.transformer.")
                              : QStringLiteral("text_model.");
    SEMBLANCE_TRY(weights.finish(
        {QStringLiteral("logit_scale"), tower + QStringLiteral("embeddings.position_ids"),
         tower + QStringLiteral("embeddings.token_type_ids"),
         tower + QStringLiteral("pooler.dense.weight"), tower + QStringLiteral("pooler.dense.bias"),
         QStringLiteral("vision_model.embeddings.position_ids")}));
    return DualNetworks{std::move(image),
                        std::make_unique<BertTextNetwork>(std::move(text), std::move(head))};
}

}  // namespace semblance
