#include "core/model/networks/layers.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/linear.h>

#include <algorithm>

#include "core/model/kernels/int8linear.h"

namespace semblance {

namespace {
constexpr double kAdapterNormEpsilon = 1e-5;
/// From here on ordering a weight in every call is won back by MKL's faster product.
constexpr std::int64_t kManyRows = 128;

void visitPair(const QString& prefix, at::Tensor& weight, at::Tensor& bias,
               const ParameterVisitor& visitor) {
    if (weight.defined())
        visitor(prefix + QStringLiteral(".weight"), weight);
    if (bias.defined())
        visitor(prefix + QStringLiteral(".bias"), bias);
}

at::ScalarType typeOf(Precision precision) {
    return precision == Precision::Bf16 ? at::kBFloat16 : at::kFloat;
}

LinearWeights packed(PackedLinear::Source source, Precision precision, PackedLinear::Then then) {
    source.type = typeOf(precision);
    LinearWeights result;
    result.packed = std::make_shared<const PackedLinear>(std::move(source), then);
    return result;
}

LinearWeights converted(const LinearWeights& linear, Precision precision) {
    if (precision == Precision::Int8)
        return {{}, {}, std::make_shared<const Int8Linear>(linear.weight, linear.bias)};
    return {linear.weight.to(typeOf(precision)),
            linear.bias.defined() ? linear.bias.to(typeOf(precision)) : linear.bias};
}

}  // namespace

at::Tensor LinearWeights::operator()(const at::Tensor& x) const {
    if (int8)
        return (*int8)(x);
    if (packed)
        return (*packed)(x.to(packed->type()));
    if (weight.scalar_type() == at::kHalf)
        return at::linear(x, weight.to(at::kFloat), bias);
    const bool half = weight.scalar_type() == at::kBFloat16;
    return at::linear(half ? x.to(at::kBFloat16) : x, weight, bias);
}

std::int64_t LinearWeights::out() const {
    if (packed)
        return packed->out();
    return int8 ? int8->out() : weight.size(0);
}

bool LinearConversion::packs(const LinearWeights& linear, std::int64_t rows) const {
    const bool native = (m_precision == Precision::Fp32 && (rows < kManyRows || !at::hasMKL())) ||
                        (m_precision == Precision::Bf16 && bestPrecision() == Precision::Bf16);
    return native && linear.weight.defined() && linear.weight.device().is_cpu() &&
           PackedLinear::available();
}

void LinearConversion::operator()(LinearWeights& linear, std::int64_t rows, const Fusion& fusion) {
    if (!linear.weight.defined())
        return;
    // Not from a braced list, which would hold a reference of its own: see shared().
    const std::vector<at::Tensor> weight(1, linear.weight);
    if (packs(linear, rows)) {
        linear = shared(weight, [&] {
            return packed(
                {weight, {linear.bias}, at::kFloat, fusion.weightFactor, fusion.biasFactor},
                m_precision, fusion.then);
        });
    } else if (m_precision == Precision::Int8 ||
               linear.weight.scalar_type() != typeOf(m_precision)) {
        linear = shared(weight, [&] { return converted(linear, m_precision); });
    }
}

LinearWeights LinearConversion::joined(const std::vector<LinearWeights*>& linears,
                                       std::int64_t rows) {
    std::vector<at::Tensor> weights;
    for (const LinearWeights* linear : linears)
        weights.push_back(linear->weight);
    const LinearWeights result = shared(weights, [&] {
        std::vector<at::Tensor> biases;
        for (const LinearWeights* linear : linears)
            biases.push_back(linear->bias);
        if (packs(*linears.front(), rows))
            return packed({weights, biases}, m_precision, PackedLinear::Then::Nothing);
        return converted({at::cat(weights), at::cat(biases)}, m_precision);
    });
    for (LinearWeights* linear : linears)
        *linear = {};
    return result;
}

LinearWeights LinearConversion::shared(const std::vector<at::Tensor>& weights,
                                       const std::function<LinearWeights()>& make) {
    for (const Shared& known : m_shared) {
        if (std::equal(weights.begin(), weights.end(), known.from.begin(), known.from.end(),
                       [](const at::Tensor& a, const at::Tensor& b) { return a.is_same(b); }))
            return known.to;
    }
    // One reference is the list's and one the linear's. Who has the only ones takes the weights
    // along: a checkpoint is not in memory twice.
    const bool isShared = std::any_of(weights.begin(), weights.end(), [](const at::Tensor& weight) {
        return weight.use_count() > 2;
    });
    LinearWeights to = make();
    if (isShared)
        m_shared.push_back({weights, to});
    return to;
}

void LinearWeights::visit(const QString& prefix, const ParameterVisitor& visitor) {
    visitPair(prefix, weight, bias, visitor);
}

at::Tensor NormWeights::operator()(const at::Tensor& x, double epsilon) const {
    return at::layer_norm(x, {x.size(-1)}, weight, bias, epsilon);
}

void NormWeights::visit(const QString& prefix, const ParameterVisitor& visitor) {
    visitPair(prefix, weight, bias, visitor);
}

at::Tensor Adapter::operator()(const at::Tensor& h) const {
    return h + up(at::gelu(down(norm(h, kAdapterNormEpsilon)))) * alpha;
}

void Adapter::visit(const QString& prefix, const ParameterVisitor& visitor) {
    norm.visit(prefix + QStringLiteral(".norm"), visitor);
    down.visit(prefix + QStringLiteral(".down"), visitor);
    up.visit(prefix + QStringLiteral(".up"), visitor);
}

at::Tensor unitRows(const at::Tensor& x) {
    return x / at::linalg_vector_norm(x, 2, {1}, true).clamp_min(1e-12);
}

}  // namespace semblance
