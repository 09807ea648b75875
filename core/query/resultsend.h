#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/query/scorespread.h"

namespace semblance {

/// What sentences that were made for no library do with one model, in one library: what a query's
/// scores are compared with. Every number is in units of the model's own scores.
struct SentenceBackground {
    double best = 0;           ///< mean over plain names of the best score each has in the library
    double width = 0;          ///< median over plain names of the widths of their scores
    double likeness = 0;       ///< mean over captions of what likenessTo() the others is
    double likenessWidth = 0;  ///< standard deviation of the dot products of two captions

    friend bool operator==(const SentenceBackground&, const SentenceBackground&) = default;
};

/// How near a unit vector is to its nearest sentences: the mean of the 16 greatest dot products.
/// Long sentences of many things are near to many, and score higher with whatever picture.
double likenessTo(std::span<const std::vector<float>> captions, std::span<const float> query);

/// The part of SentenceBackground that needs no library. Zeros for fewer than two captions.
SentenceBackground backgroundOf(std::span<const std::vector<float>> captions);

/// Measured on the val splits of the project's own sets with the shipped model (docs/RESULTS.md).
struct EndRules {
    /// With fewer pictures nothing is said: two scores have no spread.
    std::size_t leastPictures = 20;
    /// A picture is a result when it is this much of the way from the centre to the best score.
    double shareOfWords = 0.76;
    double shareOfPictures = 0.82;  ///< of queries with a reference
    /// To words something fits when its best score is so many widths above what plain names find
    /// ...
    double presence = 2.15;
    /// ... and higher by this for every width by which the query is nearer to sentences than they
    /// are to each other.
    double perLikeness = 1.58;
};

/// What is known of a query before its line is drawn.
struct QueryScores {
    ScoreSpread background;  ///< of its scores over the library
    double best = 0;         ///< its best score, but for that of a reference with itself
    double likeness = 0;     ///< likenessTo() of its unit vector
    double length = 1;       ///< of the vector its scores are made with; above 0
    bool hasReference = false;
};

/// The score at and above which pictures are results; infinity when nothing fits. That is said of
/// words alone: names tell nothing of how near pictures come to each other. The share compares a
/// query with itself alone; so it holds for words, pictures and what is composed of them, with any
/// model.
double resultsEnd(const QueryScores& query, const SentenceBackground& sentences,
                  const EndRules& rules = {});

}  // namespace semblance
