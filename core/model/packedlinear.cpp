#include "core/model/packedlinear.h"

#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>

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

}  // namespace

bool PackedLinear::available() {
    const auto has = [](const char* name) {
        return c10::Dispatcher::singleton().findSchema({name, ""}).has_value();
    };
    return has(kPack) && has(kMultiply);
}

PackedLinear::PackedLinear(const at::Tensor& weight, const at::Tensor& bias, Then then)
    : m_packed(find<Pack>(kPack).call(weight, std::nullopt)),
      m_in(weight.size(1)),
      m_out(weight.size(0)),
      m_type(weight.scalar_type()),
      m_then(then) {
    if (bias.defined())
        m_bias = bias.clone();
}

at::Tensor PackedLinear::operator()(const at::Tensor& x) const {
    static const auto multiply = find<Multiply>(kMultiply);
    const Words words = wordsOf(m_then);
    const auto bias = m_bias.defined() ? std::optional(m_bias) : std::nullopt;
    return multiply.call(x, m_packed, bias, words.what, c10::List<std::optional<at::Scalar>>(),
                         words.how);
}

}  // namespace semblance
