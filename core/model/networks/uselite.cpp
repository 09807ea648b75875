#include "core/model/networks/uselite.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/outer.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/sin.h>

#include <array>
#include <optional>

#include "core/model/kernels/threadlimit.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

constexpr std::int64_t kHeads = 4;
constexpr std::int64_t kHidden = 1536;
constexpr double kEpsilon = 1e-6;

struct Layer {
    NormWeights attentionNorm;
    LinearWeights qkv;
    LinearWeights out;
    LinearWeights residual;  ///< undefined where the layer's input is added as it is
    NormWeights feedNorm;
    LinearWeights feedIn;
    LinearWeights feedOut;
    std::optional<Adapter> adapter;

    at::Tensor operator()(const at::Tensor& x, const at::Tensor& mask) const;
    at::Tensor attention(const at::Tensor& x, const at::Tensor& mask) const;
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// `mask`: bool [B, 1, 1, T], true for real tokens; undefined when all are.
at::Tensor Layer::attention(const at::Tensor& x, const at::Tensor& mask) const {
    const std::int64_t batch = x.size(0);
    const std::int64_t tokens = x.size(1);
    const std::int64_t head = x.size(2) / kHeads;
    // [B, T, 3, heads, head] -> three of [B, heads, T, head]
    const at::Tensor all = qkv(attentionNorm(x, kEpsilon)).view({batch, tokens, 3, kHeads, head});
    const auto part = [&](int i) { return all.select(2, i).transpose(1, 2); };
    const at::Tensor mixed = at::scaled_dot_product_attention(
        part(0), part(1), part(2), mask.defined() ? std::optional<at::Tensor>(mask) : std::nullopt);
    return out(mixed.transpose(1, 2).reshape({batch, tokens, kHeads * head}));
}

at::Tensor Layer::operator()(const at::Tensor& x, const at::Tensor& mask) const {
    const at::Tensor kept = residual.weight.defined() ? residual(x) : x;
    const at::Tensor y = kept + attention(x, mask);
    const at::Tensor z = y + feedOut(at::relu(feedIn(feedNorm(y, kEpsilon))));
    return adapter ? (*adapter)(z) : z;
}

void Layer::visit(const QString& prefix, const ParameterVisitor& visitor) {
    attentionNorm.visit(prefix + QStringLiteral("attn_norm"), visitor);
    qkv.visit(prefix + QStringLiteral("attn.qkv"), visitor);
    out.visit(prefix + QStringLiteral("attn.out"), visitor);
    residual.visit(prefix + QStringLiteral("residual"), visitor);
    feedNorm.visit(prefix + QStringLiteral("ffn_norm"), visitor);
    feedIn.visit(prefix + QStringLiteral("ffn_in"), visitor);
    feedOut.visit(prefix + QStringLiteral("ffn_out"), visitor);
}

Layer readLayer(WeightReader& reader, int index, std::int64_t in, std::int64_t width) {
    const auto name = [&](const char* part) {
        return QStringLiteral("layers.%1.%2").arg(index).arg(QLatin1String(part));
    };
    Layer layer;
    layer.attentionNorm = reader.norm(name("attn_norm"), in);
    layer.qkv = reader.linear(name("attn.qkv"), 3 * in, in);
    layer.out = reader.linear(name("attn.out"), width, in);
    if (in != width)
        layer.residual = reader.linear(name("residual"), width, in);
    layer.feedNorm = reader.norm(name("ffn_norm"), width);
    layer.feedIn = reader.linear(name("ffn_in"), kHidden, width);
    layer.feedOut = reader.linear(name("ffn_out"), width, kHidden);
    return layer;
}

}  // namespace

struct UseLite::Private {
    StoredRows table;  ///< [8002, 256]: a sentence needs a few rows of it
    at::Tensor inverseTimescales;
    std::array<Layer, kLayers> layers;
};

Result<UseLite> UseLite::load(const std::shared_ptr<const SafetensorsFile>& file) {
    WeightReader reader(file);
    auto priv = std::make_unique<Private>();
    priv->table = reader.rows(QStringLiteral("embedding.weight"), {kTable, kTokenWidth});
    priv->inverseTimescales = reader.float32(QStringLiteral("inv_timescales"), {kTokenWidth / 2});
    priv->layers[0] = readLayer(reader, 0, kTokenWidth, kWidth);
    priv->layers[1] = readLayer(reader, 1, kWidth, kWidth);
    SEMBLANCE_TRY(reader.status());
    return UseLite(std::move(priv));
}

UseLite::UseLite(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
UseLite::UseLite(UseLite&&) noexcept = default;
UseLite::UseLite(const UseLite& other) : d(std::make_unique<Private>(*other.d)) {}
UseLite::~UseLite() = default;

at::Tensor UseLite::tokenRows(const at::Tensor& ids) const {
    return d->table.at(ids.reshape({-1})).view({ids.size(0), ids.size(1), kTokenWidth});
}

at::Tensor UseLite::pooled(const at::Tensor& rows, const at::Tensor& lengths) const {
    const std::int64_t batch = rows.size(0);
    const std::int64_t tokens = rows.size(1);
    const auto device = rows.device();
    // With a sentence's few tokens the weights' reading takes the time, which one thread does as
    // fast as two. Waking another for each of some forty steps would take longer on a busy machine.
    constexpr std::int64_t kFewTokens = 32;
    std::optional<ThreadLimit> alone;
    if (batch * tokens <= kFewTokens)
        alone.emplace(1);
    const at::Tensor place = at::arange(tokens, at::dtype(at::kFloat).device(device));
    const at::Tensor angles = at::outer(place, d->inverseTimescales);
    const at::Tensor timing = at::cat({at::sin(angles), at::cos(angles)}, 1);

    const at::Tensor real =
        at::arange(tokens, at::dtype(at::kLong).device(device)).unsqueeze(0) < lengths.unsqueeze(1);
    at::Tensor mask;
    if (batch > 1)
        mask = real.view({batch, 1, 1, tokens});
    at::Tensor x = rows * 2 + timing;
    for (const Layer& layer : d->layers)
        x = layer(x, mask);
    const at::Tensor kept = real.to(at::kFloat).unsqueeze(2);
    return (x * kept).sum(1) / lengths.to(at::kFloat).unsqueeze(1);
}

void UseLite::setAdapters(std::vector<Adapter> adapters) {
    TORCH_CHECK(adapters.empty() || adapters.size() == d->layers.size(),
                "one adapter per layer, or none");
    for (std::size_t i = 0; i < d->layers.size(); ++i) {
        if (adapters.empty())
            d->layers[i].adapter.reset();
        else
            d->layers[i].adapter = std::move(adapters[i]);
    }
}

void UseLite::visitParameters(const ParameterVisitor& visit) {
    visit(QStringLiteral("table"), d->table.tensor);
    for (std::size_t i = 0; i < d->layers.size(); ++i)
        d->layers[i].visit(QStringLiteral("layers.%1.").arg(i), visit);
}

void UseLite::visitBuffers(const ParameterVisitor& visit) {
    if (d->table.tensor.scalar_type() == at::kChar)
        visit(QStringLiteral("table.scale"), d->table.scale);
    visit(QStringLiteral("inv_timescales"), d->inverseTimescales);
}

}  // namespace semblance
