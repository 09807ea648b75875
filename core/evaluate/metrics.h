#pragma once

#include <cstddef>
#include <span>

#include "core/evaluate/ranking.h"

/// Pure functions of a ranking and the right answers. `right` is sorted and without repeats; a
/// query without right answers scores 0. Shares are 0..1.
namespace semblance {

/// 1 when a right answer stands among the first k (k >= 1), else 0. With one right answer it is
/// the R@k of CIRR, FashionIQ and GeneCIS; over a ranking restricted to CIRR's subset it is R_s@k.
double recallAt(const Ranking& ranking, std::span<const PictureIndex> right, std::size_t k);

/// AP@k = 1 / min(k, |right|) * sum over i = 1..k of P(i) rel(i), P(i) the share of right answers
/// among the first i, rel(i) whether the i-th is one (Baldrati et al. 2023, CIRCO).
double averagePrecisionAt(const Ranking& ranking, std::span<const PictureIndex> right,
                          std::size_t k);

/// The mean of what was added; 0 of nothing.
class Mean {
public:
    void add(double value) {
        m_sum += value;
        ++m_count;
    }
    double value() const { return m_count == 0 ? 0 : m_sum / static_cast<double>(m_count); }
    std::size_t count() const { return m_count; }

private:
    double m_sum = 0;
    std::size_t m_count = 0;
};

}  // namespace semblance
