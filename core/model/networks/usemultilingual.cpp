#include "core/model/networks/usemultilingual.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/where.h>

#include <array>
#include <cmath>
#include <optional>

#include "core/model/kernels/threadlimit.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

constexpr double kEpsilon = 1e-12;
constexpr std::int64_t kGramWidth = 256;
constexpr std::int64_t kDeep = 320;

/// A convolution over neighbouring tokens: how many, and how many of them stand before the token.
struct Reach {
    std::int64_t tokens;
    std::int64_t before;
};
constexpr std::array<Reach, 3> kReaches{{{2, 0}, {3, 1}, {5, 2}}};
constexpr std::int64_t kAllGrams = kGramWidth * static_cast<std::int64_t>(kReaches.size());

/// Two convolutions with residuals.
struct Grams {
    Reach reach{};
    LinearWeights first;
    LinearWeights second;

    /// x: [B, T, 256]; `real`: float [B, T, 1], 0 where there is no token.
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& real) const {
        const at::Tensor h = x + at::relu(first(windows(x * real)));
        return h + at::relu(second(windows(h * real)));
    }

    /// [B, T, 256] -> [B, T, tokens * 256]: each token's neighbours side by side.
    at::Tensor windows(const at::Tensor& x) const {
        const std::int64_t after = reach.tokens - 1 - reach.before;
        const at::Tensor padded = at::constant_pad_nd(x, {0, 0, reach.before, after});
        std::vector<at::Tensor> shifted;
        for (std::int64_t i = 0; i < reach.tokens; ++i)
            shifted.push_back(padded.narrow(1, i, x.size(1)));
        return at::cat(shifted, 2);
    }
};

}  // namespace

struct UseMultilingual::Private {
    StoredRows frequent;
    NibbleRows rest;
    LinearWeights tokens;  ///< 512 -> what each convolution reads, side by side
    NormWeights tokensNorm;
    std::array<Grams, kReaches.size()> grams;
    NormWeights statesNorm;
    LinearWeights average;              ///< [512 + 3 * 256] -> 512
    std::array<LinearWeights, 4> deep;  ///< 512 -> 320 -> 320 -> 512 -> 512
    LinearWeights pass1;                ///< 512 -> 320, beside deep.1
    LinearWeights pass3;                ///< 320 -> 512, beside deep.3

    void visit(const ParameterVisitor& visitor) {
        tokens.visit(QStringLiteral("tokens"), visitor);
        tokensNorm.visit(QStringLiteral("tokens_norm"), visitor);
        for (std::size_t i = 0; i < grams.size(); ++i) {
            const QString prefix = QStringLiteral("grams.%1.").arg(i);
            grams[i].first.visit(prefix + QStringLiteral("first"), visitor);
            grams[i].second.visit(prefix + QStringLiteral("second"), visitor);
        }
        statesNorm.visit(QStringLiteral("states_norm"), visitor);
        average.visit(QStringLiteral("average"), visitor);
        for (std::size_t i = 0; i < deep.size(); ++i)
            deep[i].visit(QStringLiteral("deep.%1").arg(i), visitor);
        pass1.visit(QStringLiteral("pass.1"), visitor);
        pass3.visit(QStringLiteral("pass.3"), visitor);
    }

    /// The deep averaging network on averaged states [B, 512].
    at::Tensor deepAverage(const at::Tensor& mean) const {
        const at::Tensor first = at::relu(deep[0](mean));
        const at::Tensor second = at::relu(deep[1](first) + pass1(mean));
        const at::Tensor third = at::relu(deep[2](second));
        return at::tanh(deep[3](third) + pass3(second));
    }
};

Result<UseMultilingual> UseMultilingual::load(const std::shared_ptr<const SafetensorsFile>& file) {
    WeightReader reader(file);
    auto priv = std::make_unique<Private>();
    priv->frequent = reader.rows(QStringLiteral("frequent"), {kFrequent, kWidth});
    priv->rest = reader.nibbles(QStringLiteral("rest"), kTable - kFrequent, kWidth);
    priv->tokens = reader.linear(QStringLiteral("tokens"), kAllGrams, kWidth);
    priv->tokensNorm = reader.norm(QStringLiteral("tokens_norm"), kAllGrams);
    for (std::size_t i = 0; i < kReaches.size(); ++i) {
        const QString prefix = QStringLiteral("grams.%1.").arg(i);
        const std::int64_t in = kReaches[i].tokens * kGramWidth;
        priv->grams[i] = {kReaches[i],
                          reader.linear(prefix + QStringLiteral("first"), kGramWidth, in),
                          reader.linear(prefix + QStringLiteral("second"), kGramWidth, in)};
    }
    const std::int64_t states = kWidth + kAllGrams;
    priv->statesNorm = reader.norm(QStringLiteral("states_norm"), states);
    priv->average = reader.linear(QStringLiteral("average"), kWidth, states);
    const std::array<std::int64_t, 5> widths{kWidth, kDeep, kDeep, kWidth, kWidth};
    for (std::size_t i = 0; i < priv->deep.size(); ++i) {
        priv->deep[i] =
            reader.linearWithoutBias(QStringLiteral("deep.%1").arg(i), widths[i + 1], widths[i]);
    }
    priv->pass1 = reader.linearWithoutBias(QStringLiteral("pass.1"), kDeep, kWidth);
    priv->pass3 = reader.linearWithoutBias(QStringLiteral("pass.3"), kWidth, kDeep);
    SEMBLANCE_TRY(reader.status());
    return UseMultilingual(std::move(priv));
}

UseMultilingual::UseMultilingual(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
UseMultilingual::UseMultilingual(UseMultilingual&&) noexcept = default;
UseMultilingual::UseMultilingual(const UseMultilingual& other)
    : d(std::make_unique<Private>(*other.d)) {}
UseMultilingual::~UseMultilingual() = default;

at::Tensor UseMultilingual::tokenRows(const at::Tensor& ids) const {
    const at::Tensor frequent = d->frequent.at(ids.clamp_max(kFrequent - 1));
    const at::Tensor rest = d->rest.at((ids - kFrequent).clamp_min(0));
    return at::where((ids < kFrequent).unsqueeze(1), frequent, rest);
}

at::Tensor UseMultilingual::sentence(const at::Tensor& rows, const at::Tensor& lengths) const {
    const std::int64_t tokens = rows.size(1);
    constexpr std::int64_t kFewTokens = 32;
    std::optional<ThreadLimit> alone;
    if (rows.size(0) * tokens <= kFewTokens)
        alone.emplace(1);
    const at::Tensor real =
        (at::arange(tokens, at::dtype(at::kLong).device(rows.device())).unsqueeze(0) <
         lengths.unsqueeze(1))
            .to(at::kFloat)
            .unsqueeze(2);
    const at::Tensor read = d->tokensNorm(d->tokens(rows), kEpsilon);
    std::vector<at::Tensor> states{rows};
    for (std::size_t i = 0; i < d->grams.size(); ++i) {
        const auto first = static_cast<std::int64_t>(i) * kGramWidth;
        states.push_back(d->grams[i](read.narrow(2, first, kGramWidth), real));
    }
    const at::Tensor kept = d->statesNorm(at::cat(states, 2), kEpsilon) * real;
    // The mean over tokens times their number's square root.
    const at::Tensor count = lengths.to(at::kFloat).unsqueeze(1);
    const at::Tensor mean = d->average(kept.sum(1) / count) * count.sqrt();
    return unitRows(d->deepAverage(mean)) * std::sqrt(static_cast<double>(kWidth));
}

void UseMultilingual::visitParameters(const ParameterVisitor& visit) {
    d->visit(visit);
}

void UseMultilingual::visitBuffers(const ParameterVisitor& visit) {
    visit(QStringLiteral("frequent"), d->frequent.tensor);
    if (d->frequent.tensor.scalar_type() == at::kChar)
        visit(QStringLiteral("frequent.scale"), d->frequent.scale);
    visit(QStringLiteral("rest"), d->rest.pairs);
    visit(QStringLiteral("rest.low"), d->rest.low);
    visit(QStringLiteral("rest.step"), d->rest.step);
}

}  // namespace semblance
