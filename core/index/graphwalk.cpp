#include "core/index/graphwalk.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/index/kernels.h"

namespace semblance {

GraphWalk::GraphWalk(const LinkLists& lists, std::size_t rows, const MatrixSnapshot& snapshot)
    : m_lists(lists), m_snapshot(snapshot), m_visited((rows + 63) / 64) {}

bool GraphWalk::visit(Row row) {
    std::uint64_t& word = m_visited[row / 64];
    const std::uint64_t bit = std::uint64_t{1} << row % 64;
    const bool isNew = (word & bit) == 0;
    word |= bit;
    return isNew;
}

void GraphWalk::score(std::span<const Row> rows) {
    m_bits.clear();
    for (const Row row : rows)
        m_bits.push_back(m_snapshot.row(row));
    if (m_scores.size() < rows.size())
        m_scores.resize(rows.size());
    float* out = m_scores.data();
    kernels::dotScattered(m_bits.data(), m_bits.size(), m_snapshot.stride(), m_query, 1, &out);
    m_scored += rows.size();
}

Row GraphWalk::descend(Row start, int from, int to) {
    if (from <= to)
        return start;
    score({&start, 1});
    ScoreCode best = encodeScore(start, m_scores[0]);
    for (int layer = from; layer > to; --layer) {
        for (ScoreCode before = 0; best != before;) {
            before = best;
            const std::span<const Row> rows = m_lists.linked(decodeScore(best).row, layer, m_room);
            score(rows);
            for (std::size_t i = 0; i < rows.size(); ++i)
                best = std::max(best, encodeScore(rows[i], m_scores[i]));
        }
    }
    return decodeScore(best).row;
}

void GraphWalk::expand(Row row, int layer) {
    m_new.clear();
    for (const Row to : m_lists.linked(row, layer, m_room)) {
        if (visit(to))
            m_new.push_back(to);
    }
    score(m_new);
    for (std::size_t i = 0; i < m_new.size(); ++i)
        offer(encodeScore(m_new[i], m_scores[i]));
}

void GraphWalk::offer(ScoreCode code) {
    if (code < m_least)
        return;
    m_open.push_back(code);
    std::push_heap(m_open.begin(), m_open.end());
    if (m_filter && !m_filter->keeps(decodeScore(code).row))
        return;
    if (m_reach.slack > 0)
        m_met.push_back(code);
    if (m_best.size() == m_reach.width) {
        if (code < m_best.front())
            return;
        std::pop_heap(m_best.begin(), m_best.end(), std::greater<>());
        m_best.pop_back();
    }
    m_best.push_back(code);
    std::push_heap(m_best.begin(), m_best.end(), std::greater<>());
    if (m_best.size() == m_reach.width)
        m_least = leastWanted();
}

ScoreCode GraphWalk::leastWanted() const {
    const ScoreCode worst = m_best.front();
    if (m_reach.slack <= 0)
        return worst;
    // Rows are unit vectors: |x - q|^2 = 2 - 2 x.q.
    const float cosine = m_length > 0 ? decodeScore(worst).score / m_length : 0;
    const float distance = std::sqrt(std::max(0.0f, 2 - 2 * cosine)) + m_reach.slack;
    return encodeScore(std::numeric_limits<Row>::max(), m_length * (1 - distance * distance / 2));
}

std::span<const ScoreCode> GraphWalk::search(Row start, int layer, const WalkReach& reach,
                                             const WalkFilter* filter) {
    std::fill(m_visited.begin(), m_visited.end(), 0);
    m_open.clear();
    m_best.clear();
    m_met.clear();
    m_filter = filter;
    m_reach = reach;
    m_least = 0;
    m_gaveUp = false;
    if (reach.slack > 0)
        m_length =
            std::sqrt(std::inner_product(m_query, m_query + m_snapshot.stride(), m_query, 0.0f));
    visit(start);
    score({&start, 1});
    offer(encodeScore(start, m_scores[0]));
    while (!m_open.empty() && m_open.front() >= m_least) {
        m_gaveUp = m_scored > reach.mostScored;
        if (m_gaveUp)
            break;
        const Row next = decodeScore(m_open.front()).row;
        std::pop_heap(m_open.begin(), m_open.end());
        m_open.pop_back();
        expand(next, layer);
    }
    if (reach.slack <= 0)
        return m_best;
    std::erase_if(m_met, [this](ScoreCode code) { return code < m_least; });
    return m_met;
}

}  // namespace semblance
