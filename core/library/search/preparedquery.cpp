#include "core/library/search/preparedquery.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "core/library/search/resultsbackground.h"
#include "core/query/dotproduct.h"
#include "core/query/negatives.h"

namespace semblance {

std::vector<double> probeMixes() {
    return {0, 0.25, 0.5, 0.75, 1};
}

std::vector<std::vector<float>> probesOf(std::span<const Endpoint> endpoints) {
    // As much as the hinge takes from pictures that show the negative clearly.
    constexpr float subtracted = 0.8f;
    const Gram gram(endpoints);
    std::vector<std::vector<float>> probes;
    for (const double mix : probeMixes()) {
        std::vector<float> weights = compose(endpoints, gram, mix);
        std::vector<float> without = weights;
        for (std::size_t i = 0; i < endpoints.size(); ++i) {
            if (endpoints[i].role == Endpoint::Role::Negative)
                without[i] = -subtracted * static_cast<float>(endpoints[i].weight);
        }
        const bool hasNegatives = without != weights;
        probes.push_back(std::move(weights));
        if (hasNegatives)
            probes.push_back(std::move(without));
    }
    return probes;
}

void findWritten(PreparedQuery& prepared, const EndpointScorer& scorer, const SearchScope& scope) {
    // More would push what is shown out of sight, and common words are in many texts.
    constexpr int most = 100;
    const Query& query = prepared.query;
    const WrittenWordsPtr texts = prepared.snapshot->written();
    if (!texts || query.text.isEmpty() || !query.references.empty() || !query.feedback.empty())
        return;
    const QStringList words = tellingWords(query.text);
    prepared.hasSeveralWords = words.size() > 1;
    IdSet<ContentId> meant;
    if (scope.only) {
        for (const ContentId content : *scope.only)
            meant.insert(content);
    }
    for (const ContentId content : texts->withAll(words, most)) {
        const auto vector = scorer.vectorOf(content);
        if (!vector || (scope.only && !meant.contains(content)))
            continue;
        WrittenMatch match{content, {}};
        for (const Endpoint& endpoint : prepared.endpoints)
            match.scores.push_back(static_cast<float>(dotProduct(endpoint.vector, *vector)));
        prepared.written.push_back(std::move(match));
    }
}

std::vector<ContentId> leftOut(const PreparedQuery& prepared, std::vector<ContentId> references) {
    std::vector<ContentId> contents;
    if (leavesOutReferences(prepared.query))
        contents = std::move(references);
    for (const Feedback& feedback : prepared.query.feedback) {
        if (feedback.sign == Feedback::Sign::Less)
            contents.push_back({feedback.content});
    }
    const ContentGroupsPtr groups = prepared.snapshot->groups();
    const std::size_t asked = contents.size();
    for (std::size_t i = 0; i < asked; ++i) {
        if (const ContentGroups::Group* group = groups->duplicatesOf(contents[i]))
            contents.insert(contents.end(), group->contents.begin(), group->contents.end());
    }
    return contents;
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

namespace {
/// The best score below `limit`; the best of all where none is.
double bestOf(std::span<const float> scores, std::span<const float> shown, double limit) {
    double best = -std::numeric_limits<double>::infinity();
    double bestOfAll = best;
    const auto take = [&](double score) {
        bestOfAll = std::max(bestOfAll, score);
        if (score < limit)
            best = std::max(best, score);
    };
    for (const float score : scores)
        take(double(score));
    for (const float score : shown)
        take(double(score));
    return std::isfinite(best) ? best : bestOfAll;
}
}  // namespace

ScoreCombination PreparedQuery::combination(double mix) const {
    ScoreCombination combination{compose(endpoints, Gram(endpoints), mix)};
    std::optional<ScoreSpread> composed;
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        if (endpoints[i].role != Endpoint::Role::Negative)
            continue;
        if (!composed)
            composed = spreadOf(ranking->background({combination.weights}));
        ScoreCombination alone{std::vector<float>(endpoints.size())};
        alone.weights[i] = 1;
        const NegativeEffect effect =
            effectOf(*composed, spreadOf(ranking->background(alone)), endpoints[i].weight);
        combination.penalties.push_back(
            {i, static_cast<float>(effect.above), static_cast<float>(effect.factor)});
    }
    return combination;
}

/// From this score on a picture is the reference that it was asked for by, or a copy of it.
double PreparedQuery::itself(double length) const {
    const bool findsItself = !query.references.empty() && !leavesOutReferences(query);
    return findsItself ? samePictureCosine * length : std::numeric_limits<double>::infinity();
}

std::optional<double> PreparedQuery::line(const ScoreCombination& asked,
                                          std::span<const float> shown) const {
    const auto sentences = ranking && background ? background->now(model.hash) : nullptr;
    if (!sentences)
        return std::nullopt;
    const std::vector<float> scores = ranking->background(asked);
    const std::vector<float> vector = composedVector(endpoints, asked.weights);
    QueryScores known;
    known.length = std::sqrt(std::transform_reduce(
        vector.begin(), vector.end(), 0.0, std::plus<>(),
        [](float number) { return static_cast<double>(number) * static_cast<double>(number); }));
    if (scores.size() < EndRules().leastPictures || !(known.length > 0))
        return std::nullopt;
    known.best = bestOf(scores, shown, itself(known.length));
    known.background = spreadOf(scores);
    known.likeness = likenessTo(sentences->captions, vector) / known.length;
    known.hasReference = !query.references.empty();
    return resultsEnd(known, sentences->background);
}

std::optional<std::size_t> PreparedQuery::good(std::span<const PhotoItem> ranked,
                                               std::optional<double> mix) const {
    std::vector<float> shown;
    for (const PhotoItem& photo : ranked)
        shown.push_back(photo.score.value_or(0));
    const auto ends = line(combination(mixOf(mix)), shown);
    if (!ends)
        return std::nullopt;
    // What is written is meant, also where no picture shows it.
    const auto isWritten = [this](const PhotoItem& photo) {
        return std::any_of(written.begin(), written.end(), [&](const WrittenMatch& match) {
            return match.content == photo.content;
        });
    };
    const auto end = std::find_if(ranked.begin(), ranked.end(), [&](const PhotoItem& photo) {
        return photo.score.value_or(0) < static_cast<float>(*ends) && !isWritten(photo);
    });
    return static_cast<std::size_t>(end - ranked.begin());
}

std::vector<ScoredContent> PreparedQuery::bestContents(const ScoreCombination& asked) const {
    const auto limit = static_cast<std::size_t>(query.limit);
    std::vector<ScoredContent> found = ranking->best(asked, limit);
    if (written.empty())
        return found;
    std::vector<float> shown;
    for (const ScoredContent& content : found)
        shown.push_back(content.score);
    const std::vector<float> sample = ranking->background(asked);
    WrittenRule rule;
    rule.best = bestOf(sample, shown, std::numeric_limits<double>::infinity());
    // Where no line is known, what is more than half of the way to the best is taken for good.
    rule.line = line(asked, shown).value_or((rule.best + spreadOf(sample).centre) / 2);
    rule.hasSeveralWords = hasSeveralWords;
    std::vector<ScoredContent> matches;
    for (const WrittenMatch& match : written)
        matches.push_back({match.content, match.combined(asked)});
    return withWritten(std::move(found), matches, rule, limit);
}

std::vector<PhotoItem> PreparedQuery::rank(std::optional<double> mix,
                                           SearchTimings* timings) const {
    QElapsedTimer timer;
    timer.start();
    const auto limit = static_cast<std::size_t>(query.limit);
    if (failed)
        return {failed->begin(), failed->begin() + qsizetype(std::min(limit, failed->size()))};
    if (!ranking)
        return firstPhotos(*this, limit);
    std::vector<PhotoItem> hits;
    for (const ScoredContent& found : bestContents(combination(mixOf(mix)))) {
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
