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

}  // namespace semblance
