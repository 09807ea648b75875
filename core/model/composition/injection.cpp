#include "core/model/composition/injection.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mv.h>
#include <ATen/ops/tanh.h>

#include "core/model/networks/fewqueries.h"

namespace semblance {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr double kPositionDeviation = 0.02;  // as ViT's and BERT's

QString layerName(std::size_t i) {
    return QStringLiteral("injection.%1.").arg(i);
}

}  // namespace

InjectionLayer::InjectionLayer(const WeightSource& source, const QString& prefix,
                               std::int64_t width, std::int64_t feedWidth)
    : attentionNorm(makeNorm(source, prefix + QStringLiteral("attn_norm"), width)),
      query(makeLinear(source, prefix + QStringLiteral("attn.q"), width, width)),
      key(makeLinear(source, prefix + QStringLiteral("attn.k"), width, width)),
      value(makeLinear(source, prefix + QStringLiteral("attn.v"), width, width)),
      out(makeLinear(source, prefix + QStringLiteral("attn.out"), width, width)),
      attentionGate(source(prefix + QStringLiteral("attn_gate"), {})),
      feedNorm(makeNorm(source, prefix + QStringLiteral("ffn_norm"), width)),
      feedIn(makeLinear(source, prefix + QStringLiteral("ffn_in"), feedWidth, width)),
      feedOut(makeLinear(source, prefix + QStringLiteral("ffn_out"), width, feedWidth)),
      feedGate(source(prefix + QStringLiteral("ffn_gate"), {})) {}

at::Tensor InjectionLayer::operator()(const at::Tensor& x, const at::Tensor& memory,
                                      const MappingConfig::Injection& config, bool training) const {
    const at::Tensor seen = at::dropout(attention(attentionNorm(x, kEpsilon), memory, config.heads),
                                        config.dropout, training);
    const at::Tensor y = x + attentionGate * seen;
    const at::Tensor fed =
        at::dropout(feedOut(at::gelu(feedIn(feedNorm(y, kEpsilon)))), config.dropout, training);
    return y + feedGate * fed;
}

at::Tensor InjectionLayer::attention(const at::Tensor& x, const at::Tensor& memory,
                                     std::int64_t heads) const {
    return out(attendWithFewQueries(query(x), memory, key, value, heads));
}

void InjectionLayer::initialise(at::Generator& random) {
    semblance::initialise(attentionNorm);
    for (LinearWeights* linear : {&query, &key, &value, &out})
        initialiseXavier(*linear, random);
    attentionGate.fill_(1);
    semblance::initialise(feedNorm);
    initialiseUniform(feedIn, random);
    initialiseUniform(feedOut, random);
    feedGate.fill_(1);
}

void InjectionLayer::visit(const QString& prefix, const ParameterVisitor& visitor) {
    attentionNorm.visit(prefix + QStringLiteral("attn_norm"), visitor);
    query.visit(prefix + QStringLiteral("attn.q"), visitor);
    key.visit(prefix + QStringLiteral("attn.k"), visitor);
    value.visit(prefix + QStringLiteral("attn.v"), visitor);
    out.visit(prefix + QStringLiteral("attn.out"), visitor);
    visitor(prefix + QStringLiteral("attn_gate"), attentionGate);
    feedNorm.visit(prefix + QStringLiteral("ffn_norm"), visitor);
    feedIn.visit(prefix + QStringLiteral("ffn_in"), visitor);
    feedOut.visit(prefix + QStringLiteral("ffn_out"), visitor);
    visitor(prefix + QStringLiteral("ffn_gate"), feedGate);
}

Injection::Injection(const WeightSource& source, const MappingConfig& config,
                     const MappingWidths& widths)
    : patchNorm(makeNorm(source, QStringLiteral("injection.patch_norm"), widths.patch)),
      patchIn(makeLinear(source, QStringLiteral("injection.patch"), widths.token, widths.patch)),
      positions(source(QStringLiteral("injection.positions"), {widths.cells, widths.token})),
      outNorm(makeNorm(source, QStringLiteral("injection.out_norm"), widths.token)),
      out{source(QStringLiteral("injection.out.weight"), {widths.token, widths.token}), {}},
      gate(source(QStringLiteral("injection.gate"), {})) {
    if (config.injection.learnedQueries)
        queries = source(QStringLiteral("injection.queries"), {config.words, widths.token});
    for (std::size_t i = 0; i < static_cast<std::size_t>(config.injection.layers); ++i) {
        layers.emplace_back(source, layerName(i), widths.token,
                            config.injection.feedForward * widths.token);
    }
}

at::Tensor Injection::operator()(const at::Tensor& words, const at::Tensor& patches,
                                 const MappingConfig::Injection& config, bool training) const {
    // The norm's weights go into the linear's: gradients then stay away from the patches, which are
    // given, and far larger than either.
    const at::Tensor level = at::layer_norm(patches, {patches.size(2)}, {}, {}, kEpsilon);
    const at::Tensor memory = at::linear(level, patchIn.weight * patchNorm.weight,
                                         at::mv(patchIn.weight, patchNorm.bias) + patchIn.bias) +
                              positions;
    at::Tensor x = queries.defined() ? queries.unsqueeze(0).expand_as(words) : words;
    for (const InjectionLayer& layer : layers)
        x = layer(x, memory, config, training);
    return words + at::tanh(gate) * out(outNorm(x, kEpsilon));
}

void Injection::initialise(const MappingConfig::Injection& config, at::Generator& random) {
    semblance::initialise(patchNorm);
    initialiseUniform(patchIn, random);
    positions.normal_(0, kPositionDeviation, random);
    if (queries.defined())
        queries.normal_(0, kPositionDeviation, random);
    for (InjectionLayer& layer : layers)
        layer.initialise(random);
    semblance::initialise(outNorm);
    initialiseXavier(out, random);
    gate.zero_();
    if (config.openGate) {
        gate.fill_(1);
        out.weight.zero_();
    }
}

void Injection::visit(const ParameterVisitor& visitor) {
    patchNorm.visit(QStringLiteral("injection.patch_norm"), visitor);
    patchIn.visit(QStringLiteral("injection.patch"), visitor);
    visitor(QStringLiteral("injection.positions"), positions);
    if (queries.defined())
        visitor(QStringLiteral("injection.queries"), queries);
    for (std::size_t i = 0; i < layers.size(); ++i)
        layers[i].visit(layerName(i), visitor);
    outNorm.visit(QStringLiteral("injection.out_norm"), visitor);
    out.visit(QStringLiteral("injection.out"), visitor);
    visitor(QStringLiteral("injection.gate"), gate);
}

}  // namespace semblance
