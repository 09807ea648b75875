#include "core/query/scorespread.h"

#include <algorithm>
#include <cmath>

namespace semblance {

namespace {
/// The upper one of an even number of values.
float medianOf(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}
}  // namespace

ScoreSpread spreadOf(std::vector<float> scores) {
    if (scores.empty())
        return {};
    const float centre = medianOf(scores);
    for (float& score : scores)
        score = std::abs(score - centre);
    constexpr double sigmaOfMedianDistance = 1.4826;
    return {centre, sigmaOfMedianDistance * double(medianOf(scores))};
}

}  // namespace semblance
