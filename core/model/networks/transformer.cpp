#include "core/model/networks/transformer.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>

#include <array>

#include "core/model/kernels/rowkernels.h"

namespace semblance {

namespace {

constexpr double kQuick = 1.702;
// A task of fewer numbers costs more to hand out than to do.
constexpr std::int64_t kNumbersATask = 1 << 14;

kernels::Curve curveOf(HfConfig::Activation activation) {
    switch (activation) {
        case HfConfig::Activation::QuickGelu:
            return kernels::Curve::QuickGelu;
        case HfConfig::Activation::TanhGelu:
            return kernels::Curve::TanhGelu;
        case HfConfig::Activation::Gelu:
            break;
    }
    return kernels::Curve::Gelu;
}

/// What makes the linear before an activation apply it, and what the one behind it makes good.
struct FeedFusion {
    LinearConversion::Fusion in;
    LinearConversion::Fusion out;
};

FeedFusion fusionOf(HfConfig::Activation activation) {
    using Then = PackedLinear::Then;
    switch (activation) {
        case HfConfig::Activation::QuickGelu:
            return {{Then::Silu, kQuick, kQuick}, {Then::Nothing, 1 / kQuick, 1}};
        case HfConfig::Activation::TanhGelu:
            return {{Then::TanhGelu}, {}};
        case HfConfig::Activation::Gelu:
            break;
    }
    return {{Then::Gelu}, {}};
}

/// What transformers calls a layer's parts.
struct LayerNames {
    const char* attentionNorm;
    const char* query;
    const char* key;
    const char* value;
    const char* out;
    const char* feedNorm;
    const char* feedIn;
    const char* feedOut;
};

constexpr LayerNames kClipNames{
    "layer_norm1",        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
    "self_attn.out_proj", "layer_norm2",      "mlp.fc1",          "mlp.fc2"};
constexpr LayerNames kBertNames{"attention.output.LayerNorm", "attention.self.query",
                                "attention.self.key",         "attention.self.value",
                                "attention.output.dense",     "output.LayerNorm",
                                "intermediate.dense",         "output.dense"};

/// y + update; `update` is nobody else's.
at::Tensor plus(const at::Tensor& y, const at::Tensor& update) {
    return update.scalar_type() == y.scalar_type() ? update.add_(y) : y + update;
}

}  // namespace

at::Tensor activate(const at::Tensor& x, HfConfig::Activation activation) {
    switch (activation) {
        case HfConfig::Activation::QuickGelu:
            // x sigmoid(1.702 x), by an operator that does it in one pass.
            return at::silu(x * kQuick) * (1.0 / kQuick);
        case HfConfig::Activation::TanhGelu:
            return at::gelu(x, "tanh");
        case HfConfig::Activation::Gelu:
            break;
    }
    return at::gelu(x);
}

at::Tensor activate(at::Tensor&& x, HfConfig::Activation activation) {
    if (!x.is_cpu() || x.scalar_type() != at::kFloat || !x.is_contiguous() || x.requires_grad())
        return activate(std::as_const(x), activation);
    auto* y = x.mutable_data_ptr<float>();
    const kernels::Curve curve = curveOf(activation);
    at::parallel_for(0, x.numel(), kNumbersATask, [&](std::int64_t first, std::int64_t last) {
        kernels::bendRow(y + first, static_cast<std::size_t>(last - first), curve);
    });
    return std::move(x);
}

Transformer Transformer::read(HfWeights& weights, const QString& prefix,
                              const HfConfig::Tower& tower) {
    const LayerNames& names = tower.postNorm ? kBertNames : kClipNames;
    Transformer transformer;
    transformer.m_tower = tower;
    for (int i = 0; i < tower.layers; ++i) {
        const auto name = [&](const char* part) {
            return QStringLiteral("%1.%2.%3").arg(prefix).arg(i).arg(QLatin1String(part));
        };
        const auto square = [&](const char* part) {
            return weights.mappedLinear(name(part), tower.width, tower.width);
        };
        TransformerLayer layer;
        layer.attentionNorm = weights.norm(name(names.attentionNorm), tower.width);
        layer.query = square(names.query);
        layer.key = square(names.key);
        layer.value = square(names.value);
        layer.out = square(names.out);
        layer.feedNorm = weights.norm(name(names.feedNorm), tower.width);
        layer.feedIn = weights.mappedLinear(name(names.feedIn), tower.hidden, tower.width);
        layer.feedOut = weights.mappedLinear(name(names.feedOut), tower.width, tower.hidden);
        transformer.m_layers.push_back(std::move(layer));
    }
    return transformer;
}

at::Tensor Transformer::norm(const at::Tensor& x, const NormWeights& weights) const {
    return weights(x, m_tower.normEpsilon);
}

at::Tensor Transformer::attention(const TransformerLayer& layer, const at::Tensor& in,
                                  const Sight& sight) const {
    const std::int64_t batch = in.size(0);
    const std::int64_t tokens = in.size(1);
    const std::int64_t heads = m_tower.heads;
    const auto split = [&](const at::Tensor& y) {
        return y.view({batch, tokens, heads, -1}).transpose(1, 2);
    };
    std::array<at::Tensor, 3> parts;
    if (layer.queryKeyValue) {
        const at::Tensor all = layer.queryKeyValue(in).view({batch, tokens, 3, heads, -1});
        for (std::size_t i = 0; i < parts.size(); ++i)
            parts[i] = all.select(2, std::int64_t(i)).transpose(1, 2);
    } else {
        parts = {split(layer.query(in)), split(layer.key(in)), split(layer.value(in))};
    }
    const at::Tensor mixed = at::scaled_dot_product_attention(parts[0], parts[1], parts[2],
                                                              sight.mask, 0.0, sight.causal);
    return layer.out(mixed.transpose(1, 2).reshape({batch, tokens, m_tower.width}));
}

at::Tensor Transformer::feedForward(const TransformerLayer& layer, const at::Tensor& in) const {
    at::Tensor inner = layer.feedIn(in);
    if (!layer.feedInActivates)
        inner = activate(std::move(inner), m_tower.activation);
    return layer.feedOut(inner);
}

at::Tensor Transformer::run(const at::Tensor& x, const Sight& sight) const {
    at::Tensor y = x;
    for (const TransformerLayer& layer : m_layers) {
        if (m_tower.postNorm) {
            y = norm(plus(y, attention(layer, y, sight)), layer.attentionNorm);
            y = norm(plus(y, feedForward(layer, y)), layer.feedNorm);
        } else {
            y = plus(y, attention(layer, norm(y, layer.attentionNorm), sight));
            y = plus(y, feedForward(layer, norm(y, layer.feedNorm)));
        }
        if (layer.adapter)
            y = (*layer.adapter)(y);
    }
    return y;
}

at::Tensor Transformer::operator()(const at::Tensor& x, bool causal) const {
    return run(x, {std::nullopt, causal});
}

at::Tensor Transformer::masked(const at::Tensor& x, const at::Tensor& seen) const {
    return run(x, {seen, false});
}

void Transformer::setPrecision(LinearConversion& conversion, std::int64_t tokens) {
    const FeedFusion fusion = fusionOf(m_tower.activation);
    for (TransformerLayer& layer : m_layers) {
        const bool converts = conversion.precision() != Precision::Fp32;
        if (layer.query.weight.defined() && (converts || conversion.packs(layer.query, tokens)))
            layer.queryKeyValue =
                conversion.joined({&layer.query, &layer.key, &layer.value}, tokens);
        for (LinearWeights* linear : {&layer.query, &layer.key, &layer.value, &layer.out})
            conversion(*linear, tokens);
        if (conversion.packs(layer.feedIn, tokens) && conversion.packs(layer.feedOut, tokens)) {
            conversion(layer.feedIn, tokens, fusion.in);
            conversion(layer.feedOut, tokens, fusion.out);
            layer.feedInActivates = true;
        } else {
            conversion(layer.feedIn, tokens);
            conversion(layer.feedOut, tokens);
        }
    }
}

void Transformer::setAdapters(std::vector<Adapter> adapters) {
    TORCH_CHECK(adapters.empty() || adapters.size() == m_layers.size(),
                "one adapter per layer, or none");
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        if (adapters.empty())
            m_layers[i].adapter.reset();
        else
            m_layers[i].adapter = std::move(adapters[i]);
    }
}

void Transformer::visitParameters(const ParameterVisitor& visit) {
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        TransformerLayer& layer = m_layers[i];
        const QString prefix = QStringLiteral("layers.%1.").arg(i);
        layer.attentionNorm.visit(prefix + QStringLiteral("attn_norm"), visit);
        layer.query.visit(prefix + QStringLiteral("attn.q"), visit);
        layer.key.visit(prefix + QStringLiteral("attn.k"), visit);
        layer.value.visit(prefix + QStringLiteral("attn.v"), visit);
        layer.out.visit(prefix + QStringLiteral("attn.out"), visit);
        layer.feedNorm.visit(prefix + QStringLiteral("ffn_norm"), visit);
        layer.feedIn.visit(prefix + QStringLiteral("ffn_in"), visit);
        layer.feedOut.visit(prefix + QStringLiteral("ffn_out"), visit);
    }
}

}  // namespace semblance
