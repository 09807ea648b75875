#include "core/library/search/preparedquery.h"

#include <QElapsedTimer>

namespace semblance {

std::vector<double> probeMixes() {
    return {0, 0.25, 0.5, 0.75, 1};
}

double PreparedQuery::mixOf(std::optional<double> mix) const {
    return mix ? *mix : query.mix.value_or(double(model.defaultMix));
}

bool PreparedQuery::mixMatters() const {
    return !query.references.empty() && !query.modification.isEmpty();
}

std::vector<PhotoItem> PreparedQuery::rank(std::optional<double> mix,
                                           SearchTimings* timings) const {
    QElapsedTimer timer;
    timer.start();
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), mixOf(mix));
    const auto limit = static_cast<std::size_t>(query.limit);
    std::vector<PhotoItem> hits;
    for (const ScoredContent& found : ranking->best(weights, limit)) {
        for (PhotoItem& item : snapshot->photosOf(found.content)) {
            if (hits.size() == limit)
                break;
            item.score = found.score;
            hits.push_back(std::move(item));
        }
    }
    if (timings)
        timings->rank = double(timer.nsecsElapsed()) / 1e6;
    return hits;
}

}  // namespace semblance
