#pragma once

#include <vector>

namespace semblance {

/// Where a query's scores lie over a sample of a library, whatever few of them are right: robust.
struct ScoreSpread {
    double centre = 0;  ///< median
    double width = 0;   ///< 1.4826 times the median distance from it: of normal numbers, sigma
};

/// 0 and 0 of no scores.
ScoreSpread spreadOf(std::vector<float> scores);

}  // namespace semblance
