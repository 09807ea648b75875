#include "core/model/networks/weightinit.h"

#include <cmath>

namespace semblance {

LinearWeights makeLinear(const WeightSource& source, const QString& prefix, std::int64_t out,
                         std::int64_t in) {
    return {source(prefix + QStringLiteral(".weight"), {out, in}),
            source(prefix + QStringLiteral(".bias"), {out})};
}

NormWeights makeNorm(const WeightSource& source, const QString& prefix, std::int64_t width) {
    return {source(prefix + QStringLiteral(".weight"), {width}),
            source(prefix + QStringLiteral(".bias"), {width})};
}

void initialiseUniform(LinearWeights& linear, at::Generator& random) {
    const double limit = 1 / std::sqrt(static_cast<double>(linear.weight.size(1)));
    linear.weight.uniform_(-limit, limit, random);
    linear.bias.uniform_(-limit, limit, random);
}

void initialiseXavier(LinearWeights& linear, at::Generator& random) {
    const double limit =
        std::sqrt(6 / static_cast<double>(linear.weight.size(0) + linear.weight.size(1)));
    linear.weight.uniform_(-limit, limit, random);
    if (linear.bias.defined())
        linear.bias.zero_();
}

void initialise(NormWeights& norm) {
    norm.weight.fill_(1);
    norm.bias.zero_();
}

}  // namespace semblance
