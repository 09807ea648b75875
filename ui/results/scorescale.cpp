#include "ui/results/scorescale.h"

#include <algorithm>
#include <vector>

#include "core/query/scorespread.h"

namespace semblance {
namespace {

constexpr qsizetype mostRows = 200;
// Fewer scores say nothing about what is usual among them.
constexpr std::size_t fewestScores = 10;
// In widths of the scores' spread.
constexpr double widthsOfStep = 1.5;

std::vector<float> firstScores(const PhotoList& answer) {
    std::vector<PhotoRow> rows(std::size_t(std::min(answer.size(), mostRows)));
    answer.read(0, rows);
    std::vector<float> scores;
    for (const PhotoRow& row : rows)
        scores.push_back(row.score);
    return scores;
}

}  // namespace

ScoreScale::ScoreScale(const PhotoList& answer, std::optional<qsizetype> good) {
    const std::vector<float> scores = firstScores(answer);
    if (scores.empty())
        return;
    const ScoreSpread spread = spreadOf(scores);
    m_step = float(widthsOfStep * spread.width);
    if (!good) {
        m_zero = float(spread.centre);
        m_most = scores.size() < fewestScores ? 1 : grades - 1;
        return;
    }
    m_most = *good > 0 ? grades : 0;
    // An answer that is not long enough to show the line is good all through.
    const auto last = std::clamp<qsizetype>(*good, 1, qsizetype(scores.size())) - 1;
    m_zero = scores[std::size_t(last)];
}

int ScoreScale::grade(float score) const {
    if (score < m_zero)
        return 0;
    const float steps = m_step > 0 ? (score - m_zero) / m_step : 0;
    return std::min(m_most, 1 + int(std::min(steps, float(grades))));
}

}  // namespace semblance
