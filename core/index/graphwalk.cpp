#include "core/index/graphwalk.h"

#include <algorithm>
#include <functional>

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
    const bool full = m_best.size() == m_width;
    if (full && code < m_best.front())
        return;
    m_open.push_back(code);
    std::push_heap(m_open.begin(), m_open.end());
    if (m_filter && !m_filter->keeps(decodeScore(code).row))
        return;
    if (full) {
        std::pop_heap(m_best.begin(), m_best.end(), std::greater<>());
        m_best.pop_back();
    }
    m_best.push_back(code);
    std::push_heap(m_best.begin(), m_best.end(), std::greater<>());
}

std::span<const ScoreCode> GraphWalk::search(Row start, int layer, std::size_t width,
                                             const WalkFilter* filter, std::size_t mostScored) {
    std::fill(m_visited.begin(), m_visited.end(), 0);
    m_open.clear();
    m_best.clear();
    m_filter = filter;
    m_width = width;
    m_gaveUp = false;
    visit(start);
    score({&start, 1});
    offer(encodeScore(start, m_scores[0]));
    while (!m_open.empty()) {
        const ScoreCode next = m_open.front();
        if (m_best.size() == m_width && next < m_best.front())
            break;
        m_gaveUp = m_scored > mostScored;
        if (m_gaveUp)
            break;
        std::pop_heap(m_open.begin(), m_open.end());
        m_open.pop_back();
        expand(decodeScore(next).row, layer);
    }
    return m_best;
}

}  // namespace semblance
