#include "core/query/resultsend.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "core/query/dotproduct.h"

namespace semblance {

namespace {
double meanOfGreatest(std::vector<double> values) {
    constexpr std::size_t most = 16;
    const std::size_t count = std::min(most, values.size());
    if (count == 0)
        return 0;
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(values.begin(), end, values.end(), std::greater<>());
    return std::accumulate(values.begin(), end, 0.0) / static_cast<double>(count);
}
}  // namespace

double likenessTo(std::span<const std::vector<float>> captions, std::span<const float> query) {
    std::vector<double> dots;
    dots.reserve(captions.size());
    for (const std::vector<float>& caption : captions)
        dots.push_back(dotProduct(caption, query));
    return meanOfGreatest(std::move(dots));
}

SentenceBackground backgroundOf(std::span<const std::vector<float>> captions) {
    if (captions.size() < 2)
        return {};
    SentenceBackground background;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < captions.size(); ++i) {
        std::vector<double> others;
        others.reserve(captions.size() - 1);
        for (std::size_t j = 0; j < captions.size(); ++j) {
            if (j != i)
                others.push_back(dotProduct(captions[i], captions[j]));
        }
        for (const double value : others) {
            sum += value;
            squares += value * value;
        }
        background.likeness += meanOfGreatest(std::move(others));
    }
    const auto count = static_cast<double>(captions.size());
    const double pairs = count * (count - 1);
    const double mean = sum / pairs;
    background.likeness /= count;
    background.likenessWidth = std::sqrt(std::max(0.0, squares / pairs - mean * mean));
    return background;
}

double resultsEnd(const QueryScores& query, const SentenceBackground& sentences,
                  const EndRules& rules) {
    if (!query.hasReference && sentences.width > 0 && sentences.likenessWidth > 0) {
        const double height = (query.best / query.length - sentences.best) / sentences.width;
        const double nearness = (query.likeness - sentences.likeness) / sentences.likenessWidth;
        if (height < rules.presence + rules.perLikeness * nearness)
            return std::numeric_limits<double>::infinity();
    }
    const double share = query.hasReference ? rules.shareOfPictures : rules.shareOfWords;
    return query.background.centre + share * (query.best - query.background.centre);
}

}  // namespace semblance
