#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "core/index/neighbour.h"
#include "core/index/scorecode.h"

namespace semblance {

/// Keeps the `k` best of the rows offered to it, in the order of ranksBefore; what it keeps does
/// not depend on the order of offers. Scores that are not numbers are never kept. O(n + k log k).
/// Internal to core/index. Thread-safety: none.
class TopK {
public:
    explicit TopK(std::size_t k);

    /// A score below this is not kept for certain.
    float threshold() const { return m_threshold; }

    void offer(Row row, float score) {
        if (!(score >= m_threshold))
            return;
        const ScoreCode code = encodeScore(row, score);
        if (code < m_worst)
            return;
        m_codes.push_back(code);
        if (m_codes.size() == m_capacity)
            shrink();
    }

    void merge(const TopK& other);

    /// What was kept, best first; the object is empty afterwards.
    std::vector<Neighbour> take();

private:
    void shrink();

    std::size_t m_k;
    std::size_t m_capacity;
    float m_threshold;
    ScoreCode m_worst = 0;
    std::vector<ScoreCode> m_codes;
};

}  // namespace semblance
