#include "core/model/kernels/packedlinear.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/cat.h>

#include <string_view>

namespace semblance {

namespace {

constexpr auto kPack = "mkldnn::_reorder_linear_weight";
constexpr auto kMultiply = "mkldnn::_linear_pointwise";

using Pack = at::Tensor(const at::Tensor&, std::optional<std::int64_t>);
using Multiply = at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                            std::string_view, c10::List<std::optional<at::Scalar>>,
                            std::optional<std::string_view>);

template <class Signature>
c10::TypedOperatorHandle<Signature> find(const char* name) {
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

/// oneDNN's words for what is applied, and for how.
struct Words {
    std::string_view what;
    std::string_view how;
};

Words wordsOf(PackedLinear::Then then) {
    switch (then) {
        case PackedLinear::Then::Gelu:
            return {"gelu", "none"};
        case PackedLinear::Then::TanhGelu:
            return {"gelu", "tanh"};
        case PackedLinear::Then::Silu:
            return {"swish", ""};
        case PackedLinear::Then::Nothing:
            break;
    }
    return {"none", ""};
}

at::Tensor joined(const std::vector<at::Tensor>& parts, double factor, at::ScalarType type) {
    const at::Tensor all = parts.size() == 1 ? parts.front() : at::cat(parts);
    return (factor == 1 ? all : all.to(at::kFloat) * factor).to(type);
}

}  // namespace

bool PackedLinear::available() {
    const auto has = [](const char* name) {
        return c10::Dispatcher::singleton().findSchema({name, ""}).has_value();
    };
    return has(kPack) && has(kMultiply);
}

PackedLinear::PackedLinear(Source source, Then then)
    : m_in(source.weights.at(0).size(1)),
      m_type(source.type),
      m_then(then),
      m_source(std::move(source)) {
    for (const at::Tensor& weight : m_source.weights)
        m_out += weight.size(0);
}

void PackedLinear::pack() const {
    const at::Tensor weight = joined(m_source.weights, m_source.weightFactor, m_type);
    m_packed = find<Pack>(kPack).call(weight, std::nullopt);
    if (m_source.biases.at(0).defined())
        m_bias = joined(m_source.biases, m_source.biasFactor, m_type).clone();
    m_source = {};
}

at::Tensor PackedLinear::operator()(const at::Tensor& x) const {
    std::call_once(m_once, [this] { pack(); });
    static const auto multiply = find<Multiply>(kMultiply);
    const Words words = wordsOf(m_then);
    const auto bias = m_bias.defined() ? std::optional(m_bias) : std::nullopt;
    return multiply.call(x, m_packed, bias, words.what, c10::List<std::optional<at::Scalar>>(),
                         words.how);
}

}  // namespace semblance
