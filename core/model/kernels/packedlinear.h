#pragma once

#include <ATen/core/Tensor.h>

#include <mutex>
#include <vector>

/// Internal to the rooms that use libtorch.
namespace semblance {

/// y = f(x W^T + b) with W in the order that oneDNN multiplies from, b and f applied while a result
/// is still in the registers. at::linear orders W anew in every call, which with the ten tokens of
/// a sentence takes as long as the product itself. W is ordered at the first call, so that starting
/// costs nothing and a tower that is never asked stays on disk. On the processor, without
/// gradients. Any thread. Throws c10::Error.
class PackedLinear {
public:
    /// What can be applied on the way. CLIP's quick GELU, x sigmoid(1.702 x), is
    /// silu(1.702 x) / 1.702: scale W and b, and the inverse into what reads y.
    enum class Then { Nothing, Gelu, TanhGelu, Silu };

    /// W and b before they are ordered. Not to be changed until the first call, which lets go of
    /// them.
    struct Source {
        std::vector<at::Tensor> weights;   ///< floating-point [out, in] each; one below the other
        std::vector<at::Tensor> biases;    ///< as many, [out] each; undefined where there is none
        at::ScalarType type = at::kFloat;  ///< to compute in: float or bfloat16
        double weightFactor = 1;           ///< what both are multiplied by
        double biasFactor = 1;
    };

    /// Whether the linked libtorch has what this needs.
    static bool available();

    explicit PackedLinear(Source source, Then then = Then::Nothing);

    /// [..., in], of the source's type -> [..., out], of the same.
    at::Tensor operator()(const at::Tensor& x) const;

    std::int64_t in() const { return m_in; }
    std::int64_t out() const { return m_out; }
    at::ScalarType type() const { return m_type; }

private:
    void pack() const;

    std::int64_t m_in;
    std::int64_t m_out = 0;
    at::ScalarType m_type;
    Then m_then;
    mutable std::once_flag m_once;
    mutable Source m_source;      ///< empty from the first call on
    mutable at::Tensor m_packed;  ///< in oneDNN's own order
    mutable at::Tensor m_bias;
};

}  // namespace semblance
