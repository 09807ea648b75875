#include "core/model/networks/berttext.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/scaled_dot_product_attention.h>

#include <array>
#include <optional>

#include "core/model/kernels/threadlimit.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

constexpr std::int64_t kHeads = 12;
constexpr std::int64_t kHidden = 1536;
constexpr double kEpsilon = 1e-12;

struct Layer {
    LinearWeights qkv;
    LinearWeights out;
    NormWeights attentionNorm;
    LinearWeights feedIn;
    LinearWeights feedOut;
    NormWeights feedNorm;
    std::optional<Adapter> adapter;

    /// `mask`: bool [B, 1, 1, T], true for real tokens; undefined when all are.
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& mask) const {
        const at::Tensor y = attentionNorm(x + attention(x, mask), kEpsilon);
        const at::Tensor z = feedNorm(y + feedOut(at::gelu(feedIn(y))), kEpsilon);
        return adapter ? (*adapter)(z) : z;
    }

    at::Tensor attention(const at::Tensor& x, const at::Tensor& mask) const {
        const std::int64_t batch = x.size(0);
        const std::int64_t tokens = x.size(1);
        constexpr std::int64_t kHead = BertText::kWidth / kHeads;
        // [B, T, 3, heads, head] -> three of [B, heads, T, head]
        const at::Tensor all = qkv(x).view({batch, tokens, 3, kHeads, kHead});
        const auto part = [&](int i) { return all.select(2, i).transpose(1, 2); };
        const at::Tensor mixed = at::scaled_dot_product_attention(
            part(0), part(1), part(2),
            mask.defined() ? std::optional<at::Tensor>(mask) : std::nullopt);
        return out(mixed.transpose(1, 2).reshape({batch, tokens, BertText::kWidth}));
    }

    void visit(const QString& prefix, const ParameterVisitor& visitor) {
        qkv.visit(prefix + QStringLiteral("attn.qkv"), visitor);
        out.visit(prefix + QStringLiteral("attn.out"), visitor);
        attentionNorm.visit(prefix + QStringLiteral("attn_norm"), visitor);
        feedIn.visit(prefix + QStringLiteral("ffn_in"), visitor);
        feedOut.visit(prefix + QStringLiteral("ffn_out"), visitor);
        feedNorm.visit(prefix + QStringLiteral("ffn_norm"), visitor);
    }
};

Layer readLayer(WeightReader& reader, std::size_t index) {
    const auto name = [&](const char* part) {
        return QStringLiteral("layers.%1.%2").arg(index).arg(QLatin1String(part));
    };
    Layer layer;
    layer.qkv = reader.linear(name("attn.qkv"), 3 * BertText::kWidth, BertText::kWidth);
    layer.out = reader.linear(name("attn.out"), BertText::kWidth, BertText::kWidth);
    layer.attentionNorm = reader.norm(name("attn_norm"), BertText::kWidth);
    layer.feedIn = reader.linear(name("ffn_in"), kHidden, BertText::kWidth);
    layer.feedOut = reader.linear(name("ffn_out"), BertText::kWidth, kHidden);
    layer.feedNorm = reader.norm(name("ffn_norm"), BertText::kWidth);
    return layer;
}

}  // namespace

struct BertText::Private {
    StoredRows table;      ///< [30522, 384]: a sentence needs a few rows of it
    at::Tensor positions;  ///< [128, 384]
    NormWeights norm;
    std::array<Layer, kLayers> layers;
};

Result<BertText> BertText::load(const std::shared_ptr<const SafetensorsFile>& file) {
    WeightReader reader(file);
    auto priv = std::make_unique<Private>();
    priv->table = reader.rows(QStringLiteral("table"), {kTable, kWidth});
    priv->positions = reader.float32(QStringLiteral("positions"), {kMostTokens, kWidth});
    priv->norm = reader.norm(QStringLiteral("norm"), kWidth);
    for (std::size_t i = 0; i < priv->layers.size(); ++i)
        priv->layers[i] = readLayer(reader, i);
    SEMBLANCE_TRY(reader.status());
    return BertText(std::move(priv));
}

BertText::BertText(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
BertText::BertText(BertText&&) noexcept = default;
BertText::BertText(const BertText& other) : d(std::make_unique<Private>(*other.d)) {}
BertText::~BertText() = default;

at::Tensor BertText::tokenRows(const at::Tensor& ids) const {
    return d->table.at(ids);
}

at::Tensor BertText::pooled(const at::Tensor& rows, const at::Tensor& lengths) const {
    const std::int64_t batch = rows.size(0);
    const std::int64_t tokens = rows.size(1);
    // As in UseLite: of a single sentence the weights' reading takes the time.
    constexpr std::int64_t kFewTokens = 32;
    std::optional<ThreadLimit> alone;
    if (batch * tokens <= kFewTokens)
        alone.emplace(1);
    const at::Tensor real =
        at::arange(tokens, at::dtype(at::kLong).device(rows.device())).unsqueeze(0) <
        lengths.unsqueeze(1);
    at::Tensor mask;
    if (batch > 1)
        mask = real.view({batch, 1, 1, tokens});
    at::Tensor x = d->norm(rows + d->positions.narrow(0, 0, tokens), kEpsilon);
    for (const Layer& layer : d->layers)
        x = layer(x, mask);
    const at::Tensor kept = real.to(at::kFloat).unsqueeze(2);
    return (x * kept).sum(1) / lengths.to(at::kFloat).unsqueeze(1);
}

void BertText::setAdapters(std::vector<Adapter> adapters) {
    TORCH_CHECK(adapters.empty() || adapters.size() == d->layers.size(),
                "one adapter per layer, or none");
    for (std::size_t i = 0; i < d->layers.size(); ++i) {
        if (adapters.empty())
            d->layers[i].adapter.reset();
        else
            d->layers[i].adapter = std::move(adapters[i]);
    }
}

void BertText::visitParameters(const ParameterVisitor& visit) {
    visit(QStringLiteral("table"), d->table.tensor);
    visit(QStringLiteral("positions"), d->positions);
    d->norm.visit(QStringLiteral("norm"), visit);
    for (std::size_t i = 0; i < d->layers.size(); ++i)
        d->layers[i].visit(QStringLiteral("layers.%1.").arg(i), visit);
}

void BertText::visitBuffers(const ParameterVisitor& visit) {
    if (d->table.tensor.scalar_type() == at::kChar)
        visit(QStringLiteral("table.scale"), d->table.scale);
}

}  // namespace semblance
