#pragma once

#include <algorithm>
#include <vector>

namespace semblance::test {

/// Median and 95th percentile of times.
struct Spread {
    explicit Spread(std::vector<double> times) {
        std::sort(times.begin(), times.end());
        median = times[times.size() / 2];
        p95 = times[times.size() * 95 / 100];
    }
    double median = 0;
    double p95 = 0;
};

}  // namespace semblance::test
