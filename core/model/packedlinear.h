#pragma once

#include <ATen/core/Tensor.h>

/// Internal to the rooms that use libtorch.
namespace semblance {

/// y = f(x W^T + b) with W put once into the order that oneDNN multiplies from, b and f applied
/// while a result is still in the registers. at::linear orders W anew in every call, which with the
/// ten tokens of a sentence takes as long as the product itself. On the processor, without
/// gradients. Any thread. Throws c10::Error.
class PackedLinear {
public:
    /// What can be applied on the way. CLIP's quick GELU, x sigmoid(1.702 x), is silu(1.702 x)
    /// / 1.702: scale W and b, and the inverse into what reads y.
    enum class Then { Nothing, Gelu, TanhGelu, Silu };

    /// Whether the linked libtorch has what this needs.
    static bool available();

    /// `weight`: float or bfloat16 [out, in]; `bias`: of the same type, [out], or undefined.
    /// Neither is kept.
    PackedLinear(const at::Tensor& weight, const at::Tensor& bias, Then then = Then::Nothing);

    /// [..., in], of the weight's type -> [..., out], of the same.
    at::Tensor operator()(const at::Tensor& x) const;

    std::int64_t in() const { return m_in; }
    std::int64_t out() const { return m_out; }
    at::ScalarType type() const { return m_type; }

private:
    at::Tensor m_packed;  ///< in oneDNN's own order
    at::Tensor m_bias;
    std::int64_t m_in = 0;
    std::int64_t m_out = 0;
    at::ScalarType m_type = at::kFloat;
    Then m_then = Then::Nothing;
};

}  // namespace semblance
