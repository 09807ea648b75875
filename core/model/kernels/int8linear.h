#pragma once

#include <ATen/core/Tensor.h>

/// Internal to the rooms that use libtorch.
namespace semblance {

/// y = x W^T + b with bytes multiplied: W has a scale for each of its rows from the start, x gets
/// one for each of its rows while computing ("dynamic"), so that one large token does not take the
/// others' precision. On the processor, without gradients. Any thread. Throws c10::Error.
class Int8Linear {
public:
    /// Whether the linked libtorch has what this needs (oneDNN).
    static bool available();

    /// Whether this processor multiplies bytes natively; elsewhere it is right, but not fast.
    static bool isNative();

    /// `weight`: floating-point [out, in]; `bias`: float [out], or undefined.
    Int8Linear(const at::Tensor& weight, const at::Tensor& bias);

    /// [..., in], floating-point -> float [..., out].
    at::Tensor operator()(const at::Tensor& x) const;

    std::int64_t in() const { return m_in; }
    std::int64_t out() const { return m_scales.size(0); }

private:
    at::Tensor m_packed;  ///< in oneDNN's own order
    at::Tensor m_scales;  ///< float [out]
    at::Tensor m_zeros;   ///< int64 [out]: W is symmetric
    at::Tensor m_bias;
    std::int64_t m_in = 0;
};

}  // namespace semblance
