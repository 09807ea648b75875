#include "core/index/topk.h"

#include <algorithm>
#include <functional>

namespace semblance {

namespace {
constexpr std::size_t kLeastCapacity = 256;
}  // namespace

TopK::TopK(std::size_t k)
    : m_k(k),
      m_capacity(std::max(2 * k, kLeastCapacity)),
      m_threshold(k > 0 ? -std::numeric_limits<float>::infinity()
                        : std::numeric_limits<float>::quiet_NaN()) {}

void TopK::shrink() {
    if (m_codes.size() <= m_k)
        return;
    const auto worst = m_codes.begin() + static_cast<std::ptrdiff_t>(m_k) - 1;
    std::nth_element(m_codes.begin(), worst, m_codes.end(), std::greater<>());
    m_worst = *worst;
    m_threshold = decodeScore(m_worst).score;
    m_codes.resize(m_k);
}

void TopK::merge(const TopK& other) {
    if (m_k == 0)
        return;
    m_codes.insert(m_codes.end(), other.m_codes.begin(), other.m_codes.end());
    shrink();
}

std::vector<Neighbour> TopK::take() {
    shrink();
    std::sort(m_codes.begin(), m_codes.end(), std::greater<>());
    std::vector<Neighbour> neighbours(m_codes.size());
    std::transform(m_codes.begin(), m_codes.end(), neighbours.begin(), decodeScore);
    m_codes.clear();
    return neighbours;
}

}  // namespace semblance
