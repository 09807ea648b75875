#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <span>
#include <vector>

#include "core/base/inputspec.h"
#include "core/base/result.h"
#include "core/query/composition.h"
#include "core/query/query.h"

namespace semblance {

/// Why a photo is among the answers to a query. What the parts say is approximate: a sentence means
/// more than its words, and a picture more than its parts.
struct Explanation {
    /// A word of what was written.
    struct Word {
        QString text;
        double share = 0;  ///< the score less that without this word; below 0 it counts against

        friend bool operator==(const Word&, const Word&) = default;
    };
    std::vector<Word> words;  ///< of the modification, then of the text; in their order

    /// Of what speaks for the photo: each reference, by its place, and the sentences. Together 1,
    /// or all 0 when nothing does.
    std::vector<double> references;
    double sentences = 0;

    /// How much the parts of the photo add, 0 .. 1 of the most, columns^2 numbers, row after row of
    /// the model's input, which shows the photo as `resize` says. Empty when it is not to be had.
    int columns = 0;
    std::vector<float> cells;
    InputSpec::Resize resize = InputSpec::Resize::CropShortSide;
};

/// Sentences that say nothing of a picture: what they find in it is subtracted from a map.
QStringList neutralSentences();

/// The query without each of its words, by Explanation::words; a query that a single word makes up
/// is left without a sentence. At most `mostExplainedWords`: none for a longer text.
struct LeftOutWord {
    QString word;
    Query query;
};
std::vector<LeftOutWord> withoutEachWord(const Query& query);
inline constexpr int mostExplainedWords = 16;

/// The score of a photo with this vector.
double scoreOf(std::span<const Endpoint> endpoints, std::span<const float> vector, double mix);

/// Explanation::references and ::sentences. `references`: how many the query has.
void shareScore(std::span<const Endpoint> endpoints, std::span<const float> vector, double mix,
                std::size_t references, Explanation& explanation);

/// A map as Explanation::cells: smoothed over 3 x 3 cells, what counts against left out.
std::vector<float> shownCells(std::span<const float> shares, int columns);

}  // namespace semblance
