#include "core/train/batchorder.h"

#include <numeric>
#include <random>
#include <utility>

#include "core/train/stepseed.h"

namespace semblance {

BatchOrder::BatchOrder(int items, int batch, int seed, int use)
    : m_items(items), m_batch(batch), m_seed(seed), m_use(use) {}

std::vector<std::int64_t> BatchOrder::at(int step) {
    std::vector<std::int64_t> batch;
    if (m_items <= 0)
        return batch;
    batch.reserve(static_cast<std::size_t>(m_batch));
    const std::int64_t first = m_batch * step;
    for (std::int64_t place = first; place < first + m_batch; ++place)
        batch.push_back(round(place / m_items)[static_cast<std::size_t>(place % m_items)]);
    return batch;
}

const std::vector<std::int64_t>& BatchOrder::round(std::int64_t number) {
    if (number == m_round)
        return m_order;
    m_round = number;
    m_order.resize(static_cast<std::size_t>(m_items));
    std::iota(m_order.begin(), m_order.end(), std::int64_t(0));
    // Not std::shuffle and no std distribution: their results differ between standard libraries.
    std::mt19937_64 random(stepSeed(m_seed, static_cast<int>(number), m_use));
    for (std::size_t i = m_order.size() - 1; i > 0; --i)
        std::swap(m_order[i], m_order[random() % (i + 1)]);
    return m_order;
}

}  // namespace semblance
