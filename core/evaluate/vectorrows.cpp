#include "core/evaluate/vectorrows.h"

#include <array>
#include <cmath>

namespace semblance {

void normalise(std::span<float> row) {
    double square = 0;
    for (const float value : row)
        square += double(value) * value;
    if (square == 0)
        return;
    const double scale = 1 / std::sqrt(square);
    for (float& value : row)
        value = static_cast<float>(value * scale);
}

void normalise(Rows& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        normalise(rows.row(i));
}

float dot(std::span<const float> a, std::span<const float> b) {
    // Independent sums let the compiler vectorise without reordering what it may not reorder.
    constexpr std::size_t kLanes = 16;
    std::array<float, kLanes> sums{};
    const std::size_t whole = a.size() - a.size() % kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    }
    float sum = 0;
    for (const float lane : sums)
        sum += lane;
    for (std::size_t i = whole; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

std::vector<float> normalisedSum(std::span<const float> a, std::span<const float> b) {
    std::vector<float> sum(a.begin(), a.end());
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += b[i];
    normalise(sum);
    return sum;
}

}  // namespace semblance
