#include "core/evaluate/ranking.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_set>

namespace semblance {

namespace {

bool contains(std::span<const PictureIndex> sorted, PictureIndex picture) {
    return std::binary_search(sorted.begin(), sorted.end(), picture);
}

}  // namespace

Result<Ranking> Ranking::fromOrder(std::vector<PictureIndex> order,
                                   const std::function<QString(PictureIndex)>& nameOf) {
    std::unordered_set<PictureIndex> seen;
    for (const PictureIndex picture : order) {
        if (seen.insert(picture).second)
            continue;
        return fail(
            ErrorKind::BadInput,
            QStringLiteral("The picture %1 is predicted twice for one query; every picture may "
                           "be named once.")
                .arg(nameOf ? nameOf(picture) : QString::number(picture)));
    }
    Ranking ranking;
    ranking.m_order = std::move(order);
    return ranking;
}

Ranking Ranking::byScore(std::span<const float> scores, std::span<const PictureIndex> candidates,
                         std::span<const PictureIndex> right, std::size_t limit) {
    struct Entry {
        float score;
        bool isRight;
        PictureIndex picture;
    };
    std::vector<Entry> entries;
    entries.reserve(candidates.size());
    for (const PictureIndex picture : candidates) {
        const float score = scores[static_cast<std::size_t>(picture)];
        entries.push_back({std::isnan(score) ? -std::numeric_limits<float>::infinity() : score,
                           contains(right, picture), picture});
    }
    const std::size_t count = std::min(limit, entries.size());
    const auto better = [](const Entry& a, const Entry& b) {
        return std::tuple(-a.score, a.isRight, a.picture) <
               std::tuple(-b.score, b.isRight, b.picture);
    };
    std::partial_sort(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count),
                      entries.end(), better);
    Ranking ranking;
    ranking.m_order.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        ranking.m_order.push_back(entries[i].picture);
    return ranking;
}

Ranking Ranking::restrictedTo(std::span<const PictureIndex> subset) const {
    Ranking ranking;
    for (const PictureIndex picture : m_order) {
        if (contains(subset, picture))
            ranking.m_order.push_back(picture);
    }
    return ranking;
}

}  // namespace semblance
