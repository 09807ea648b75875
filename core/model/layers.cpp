#include "core/model/layers.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/linear.h>

namespace semblance {

namespace {
constexpr double kAdapterNormEpsilon = 1e-5;

void visitPair(const QString& prefix, at::Tensor& weight, at::Tensor& bias,
               const ParameterVisitor& visitor) {
    if (weight.defined())
        visitor(prefix + QStringLiteral(".weight"), weight);
    if (bias.defined())
        visitor(prefix + QStringLiteral(".bias"), bias);
}

}  // namespace

at::Tensor LinearWeights::operator()(const at::Tensor& x) const {
    return at::linear(x, weight, bias);
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
