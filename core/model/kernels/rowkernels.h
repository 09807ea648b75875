#pragma once

#include <cstddef>
#include <cstdint>

/// The inner loops between matrix products, compiled for several processors and chosen at run
/// time. Internal to core/model.
namespace semblance::kernels {

/// Puts a row into bytes: q[i] = round(x[i] / scale) + steps + 1 with scale = max |x| / steps, so
/// that every q lies in 1 .. 2 steps + 1. `steps`: 1..127. A row of zeros has the scale 0. Numbers
/// that are not finite give some byte and a scale that is not finite or nonsense, never a crash.
float quantiseRow(const float* x, std::size_t width, int steps, std::uint8_t* q);

/// y[i] = y[i] * scale + bias[i]; `bias` may be null.
void finishRow(float* y, std::size_t width, float scale, const float* bias);

/// The activations of CLIP and SigLIP (Hendrycks & Gimpel 2016, arXiv:1606.08415).
enum class Curve {
    Gelu,       ///< x Phi(x), within 1e-7 |x|
    TanhGelu,   ///< x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))
    QuickGelu,  ///< x sigmoid(1.702 x)
};

/// y[i] = curve(y[i])
void bendRow(float* y, std::size_t width, Curve curve);

}  // namespace semblance::kernels
