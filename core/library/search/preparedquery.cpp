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

namespace {
/// In their usual order, the first `limit` of those that are meant.
std::vector<PhotoItem> firstPhotos(const PreparedQuery& query, std::size_t limit) {
    std::vector<PhotoItem> photos;
    const PhotoListPtr all = query.snapshot->photos();
    PhotoRowReader rows(all.get());
    for (qsizetype row = 0; row < rows.size() && photos.size() < limit; ++row) {
        if (query.isMeant(rows[row].file))
            photos.push_back(all->at(row));
    }
    return photos;
}
}  // namespace

std::vector<PhotoItem> PreparedQuery::rank(std::optional<double> mix,
                                           SearchTimings* timings) const {
    QElapsedTimer timer;
    timer.start();
    const auto limit = static_cast<std::size_t>(query.limit);
    if (!ranking)
        return firstPhotos(*this, limit);
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), mixOf(mix));
    std::vector<PhotoItem> hits;
    for (const ScoredContent& found : ranking->best(weights, limit)) {
        for (PhotoItem& item : snapshot->photosOf(found.content)) {
            if (hits.size() == limit)
                break;
            if (!isMeant(item.file))
                continue;
            item.score = found.score;
            hits.push_back(std::move(item));
        }
    }
    if (timings)
        timings->rank = double(timer.nsecsElapsed()) / 1e6;
    return hits;
}

}  // namespace semblance
