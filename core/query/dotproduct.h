#pragma once

#include <functional>
#include <numeric>
#include <span>

namespace semblance {

/// In double precision. The vectors are of one length.
inline double dotProduct(std::span<const float> a, std::span<const float> b) {
    return std::transform_reduce(a.begin(), a.end(), b.begin(), 0.0, std::plus<>(),
                                 [](float x, float y) { return double(x) * double(y); });
}

/// Pictures whose vectors' cosine is this or more are one picture, or copies of it.
inline constexpr double samePictureCosine = 0.98;

}  // namespace semblance
