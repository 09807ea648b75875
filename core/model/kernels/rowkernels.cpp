#include "core/model/kernels/rowkernels.h"

// Bytes are made from vectors of a fixed size; such processors have NEON or plain loops too.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/model/kernels/rowkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
// After the above: compiled once for each processor.
#include <hwy/contrib/math/math-inl.h>

#include <algorithm>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace semblance::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::ScalableTag<float>;
using Numbers = hn::RebindToSigned<Floats>;
using Bytes = hn::Rebind<std::uint8_t, Floats>;
using Vector = hn::Vec<Floats>;

float largest(const float* x, std::size_t width) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    // Several chains: one would wait for itself.
    Vector a = hn::Zero(d);
    Vector b = a;
    std::size_t i = 0;
    for (; i + 2 * lanes <= width; i += 2 * lanes) {
        a = hn::Max(a, hn::Abs(hn::LoadU(d, x + i)));
        b = hn::Max(b, hn::Abs(hn::LoadU(d, x + i + lanes)));
    }
    float result = hn::GetLane(hn::MaxOfLanes(d, hn::Max(a, b)));
    for (; i < width; ++i)
        result = std::max(result, std::abs(x[i]));
    return result;
}

float QuantiseRow(const float* HWY_RESTRICT x, std::size_t width, int steps,
                  std::uint8_t* HWY_RESTRICT q) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    const float most = largest(x, width);
    const float scale = most / static_cast<float>(steps);
    // Below, the inverse would not be finite.
    const float inverse = most > 1e-30f ? static_cast<float>(steps) / most : 0.0f;
    const Vector factor = hn::Set(d, inverse);
    const auto zero = hn::Set(Numbers(), steps + 1);
    std::size_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        const auto rounded = hn::NearestInt(hn::Mul(hn::LoadU(d, x + i), factor));
        hn::StoreU(hn::DemoteTo(Bytes(), hn::Add(rounded, zero)), Bytes(), q + i);
    }
    for (; i < width; ++i) {
        const float value = std::nearbyint(x[i] * inverse) + static_cast<float>(steps + 1);
        q[i] = value >= 1 && value <= 255 ? static_cast<std::uint8_t>(value) : std::uint8_t{0};
    }
    return inverse == 0.0f ? 0.0f : scale;
}

void FinishRow(float* HWY_RESTRICT y, std::size_t width, float scale,
               const float* HWY_RESTRICT bias) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    const Vector factor = hn::Set(d, scale);
    std::size_t i = 0;
    if (bias) {
        for (; i + lanes <= width; i += lanes)
            hn::StoreU(hn::MulAdd(hn::LoadU(d, y + i), factor, hn::LoadU(d, bias + i)), d, y + i);
    } else {
        for (; i + lanes <= width; i += lanes)
            hn::StoreU(hn::Mul(hn::LoadU(d, y + i), factor), d, y + i);
    }
    for (; i < width; ++i)
        y[i] = y[i] * scale + (bias ? bias[i] : 0.0f);
}

/// exp(-x); from 104 on it is infinite.
Vector expOfMinus(Vector x) {
    const Floats d;
    return hn::Exp(d, hn::Min(hn::Neg(x), hn::Set(d, 104.0f)));
}

Vector timesSigmoid(Vector x, Vector of) {
    return hn::Div(x, hn::Add(hn::Set(Floats(), 1.0f), expOfMinus(of)));
}

Vector quickGelu(Vector x) {
    return timesSigmoid(x, hn::Mul(x, hn::Set(Floats(), 1.702f)));
}

/// (1 + tanh z) / 2 = sigmoid(2 z).
Vector tanhGelu(Vector x) {
    const Floats d;
    const Vector inner =
        hn::MulAdd(hn::Mul(x, x), hn::Set(d, 0.044715f * 1.5957691216f), hn::Set(d, 1.5957691216f));
    return timesSigmoid(x, hn::Mul(x, inner));
}

/// With Abramowitz and Stegun's 7.1.26 for the error function: 1 - erf(z) = p(t) exp(-z^2) with
/// t = 1 / (1 + 0.3275911 z).
Vector gelu(Vector x) {
    const Floats d;
    const Vector one = hn::Set(d, 1.0f);
    const Vector z = hn::Mul(hn::Abs(x), hn::Set(d, 0.70710678f));
    const Vector t = hn::Div(one, hn::MulAdd(z, hn::Set(d, 0.3275911f), one));
    Vector p = hn::Set(d, 1.061405429f);
    for (const float c : {-1.453152027f, 1.421413741f, -0.284496736f, 0.254829592f})
        p = hn::MulAdd(p, t, hn::Set(d, c));
    const Vector beyond =
        hn::Mul(hn::Mul(hn::Mul(p, t), expOfMinus(hn::Mul(z, z))), hn::Set(d, 0.5f));
    const Vector part = hn::IfThenElse(hn::Lt(x, hn::Zero(d)), beyond, hn::Sub(one, beyond));
    return hn::Mul(x, part);
}

template <Vector (*kCurve)(Vector)>
void bend(float* HWY_RESTRICT y, std::size_t width) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= width; i += lanes)
        hn::StoreU(kCurve(hn::LoadU(d, y + i)), d, y + i);
    if (i < width) {
        float rest[hn::MaxLanes(Floats())] = {};
        std::copy(y + i, y + width, rest);
        hn::StoreU(kCurve(hn::LoadU(d, rest)), d, rest);
        std::copy(rest, rest + (width - i), y + i);
    }
}

void BendRow(float* y, std::size_t width, Curve curve) {
    switch (curve) {
        case Curve::Gelu:
            return bend<gelu>(y, width);
        case Curve::TanhGelu:
            return bend<tanhGelu>(y, width);
        case Curve::QuickGelu:
            return bend<quickGelu>(y, width);
    }
}

}  // namespace semblance::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace semblance::kernels {

HWY_EXPORT(QuantiseRow);
HWY_EXPORT(FinishRow);
HWY_EXPORT(BendRow);

float quantiseRow(const float* x, std::size_t width, int steps, std::uint8_t* q) {
    return HWY_DYNAMIC_DISPATCH(QuantiseRow)(x, width, steps, q);
}

void finishRow(float* y, std::size_t width, float scale, const float* bias) {
    HWY_DYNAMIC_DISPATCH(FinishRow)(y, width, scale, bias);
}

void bendRow(float* y, std::size_t width, Curve curve) {
    HWY_DYNAMIC_DISPATCH(BendRow)(y, width, curve);
}

}  // namespace semblance::kernels
#endif  // HWY_ONCE
