#include "core/model/networks/embeddinghead.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/gelu.h>

#include "core/model/networks/weights.h"

namespace semblance {

namespace {

constexpr double kNormEpsilon = 1e-5;

at::Tensor dropped(const at::Tensor& x, double rate) {
    return rate > 0 ? at::dropout(x, rate, /*train=*/true) : x;
}

}  // namespace

EmbeddingHead EmbeddingHead::read(WeightReader& reader, const QString& prefix, std::int64_t in,
                                  std::int64_t dim) {
    const at::Tensor bias = reader.float32(prefix + QStringLiteral(".hidden.bias"), {-1});
    const std::int64_t hidden = reader.status() ? bias.size(0) : 0;
    EmbeddingHead head;
    head.norm = reader.norm(prefix + QStringLiteral(".norm"), in);
    head.straight = reader.linear(prefix + QStringLiteral(".linear"), dim, in);
    head.hidden = reader.linear(prefix + QStringLiteral(".hidden"), hidden, in);
    head.out = reader.linear(prefix + QStringLiteral(".out"), dim, hidden);
    return head;
}

at::Tensor EmbeddingHead::operator()(const at::Tensor& features,
                                     const HeadDropout::Rates& dropout) const {
    const at::Tensor x = dropped(norm(features, kNormEpsilon), dropout.input);
    return straight(x) + out(dropped(at::gelu(hidden(x)), dropout.hidden));
}

void EmbeddingHead::visit(const QString& prefix, const ParameterVisitor& visitor) {
    norm.visit(prefix + QStringLiteral(".norm"), visitor);
    straight.visit(prefix + QStringLiteral(".linear"), visitor);
    hidden.visit(prefix + QStringLiteral(".hidden"), visitor);
    out.visit(prefix + QStringLiteral(".out"), visitor);
}

}  // namespace semblance
