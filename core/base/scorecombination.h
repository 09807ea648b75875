#pragma once

#include <cstddef>
#include <vector>

namespace semblance {

/// Takes from a score what the score with one endpoint has above a line.
struct ScorePenalty {
    std::size_t endpoint = 0;
    float above = 0;
    float factor = 1;  ///< at least 0

    friend bool operator==(const ScorePenalty&, const ScorePenalty&) = default;
};

/// A score made of the scores s_i with a few endpoints:
///     sum_i weights[i] s_i - sum_p factor_p max(0, s_(endpoint p) - above_p)
struct ScoreCombination {
    std::vector<float> weights;  ///< one for each endpoint
    std::vector<ScorePenalty> penalties{};
};

}  // namespace semblance
