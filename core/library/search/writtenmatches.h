#pragma once

#include <QString>
#include <QStringList>
#include <cstddef>
#include <vector>

#include "core/base/scorecombination.h"
#include "core/catalogue/endpointscorer.h"

namespace semblance {

/// A content in which the words of a sentence are written, with its scores with the query's
/// endpoints.
struct WrittenMatch {
    ContentId content;
    std::vector<float> scores;

    float combined(const ScoreCombination& combination) const;
};

/// The words of a sentence that tell one text from another: plainWords() without those that stand
/// in every text ("the", "und"). Pure.
QStringList tellingWords(const QString& sentence);

/// What a text says never takes the place of what a picture shows: pictures below `line`, where
/// the answers end, come directly behind those above it; those above it come half of the way, and
/// where several words were found all of the way, to the best. Where nothing shows what was asked
/// for (`line` is infinite), what says it comes first.
struct WrittenRule {
    double line = 0;
    double best = 0;  ///< of what the pictures show
    bool hasSeveralWords = false;

    float raised(float score) const;
};

/// `found` with the matches among it, best first, at most `most`. Each has its raised score.
std::vector<ScoredContent> withWritten(std::vector<ScoredContent> found,
                                       const std::vector<ScoredContent>& matches,
                                       const WrittenRule& rule, std::size_t most);

}  // namespace semblance
