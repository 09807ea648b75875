#include "core/evaluate/metrics.h"

#include <algorithm>

namespace semblance {

namespace {

bool isRight(std::span<const PictureIndex> right, PictureIndex picture) {
    return std::binary_search(right.begin(), right.end(), picture);
}

std::span<const PictureIndex> first(const Ranking& ranking, std::size_t k) {
    return std::span(ranking.order()).first(std::min(k, ranking.size()));
}

}  // namespace

double recallAt(const Ranking& ranking, std::span<const PictureIndex> right, std::size_t k) {
    const auto best = first(ranking, k);
    return std::any_of(best.begin(), best.end(),
                       [&](PictureIndex picture) { return isRight(right, picture); })
               ? 1
               : 0;
}

double averagePrecisionAt(const Ranking& ranking, std::span<const PictureIndex> right,
                          std::size_t k) {
    if (right.empty() || k == 0)
        return 0;
    double sum = 0;
    std::size_t hits = 0;
    std::size_t place = 0;
    for (const PictureIndex picture : first(ranking, k)) {
        ++place;
        if (isRight(right, picture))
            sum += static_cast<double>(++hits) / static_cast<double>(place);
    }
    return sum / static_cast<double>(std::min(k, right.size()));
}

}  // namespace semblance
