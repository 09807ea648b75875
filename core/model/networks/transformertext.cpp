#include "core/model/networks/transformertext.h"

namespace semblance {

TransformerTextParts TransformerTextParts::read(HfWeights& weights, const HfConfig& config) {
    const QString prefix = QStringLiteral("text_model.");
    const QString embeddings = prefix + QStringLiteral("embeddings.");
    const std::int64_t width = config.text.width;
    return {weights.rows(embeddings + QStringLiteral("token_embedding.weight"),
                         {config.tableSize, width}),
            weights.float32(embeddings + QStringLiteral("position_embedding.weight"),
                            {config.maxTokens, width}),
            Transformer::read(weights, prefix + QStringLiteral("encoder.layers"), config.text),
            weights.norm(prefix + QStringLiteral("final_layer_norm"), width),
            {}};
}

at::Tensor TransformerTextNetwork::tokenRows(const at::Tensor& ids) const {
    return d.table.at(ids.reshape({-1})).view({ids.size(0), ids.size(1), tokenWidth()});
}

at::Tensor TransformerTextNetwork::embed(const at::Tensor& raw) const {
    return unitRows(d.projection(raw));
}

Precision TransformerTextNetwork::setPrecision(LinearConversion& conversion) {
    constexpr std::int64_t kTokens = 16;  // a query's
    d.transformer.setPrecision(conversion, kTokens);
    return conversion.precision();
}

void TransformerTextNetwork::setAdapters(std::vector<Adapter> adapters) {
    d.transformer.setAdapters(std::move(adapters));
}

void TransformerTextNetwork::visitParameters(const ParameterVisitor& visit) {
    visit(QStringLiteral("table"), d.table.tensor);
    visit(QStringLiteral("positions"), d.positions);
    d.transformer.visitParameters(visit);
    d.after.visit(QStringLiteral("final_norm"), visit);
    d.projection.visit(QStringLiteral("projection"), visit);
}

}  // namespace semblance
