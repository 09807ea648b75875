#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/catalogue/snapshot.h"
#include "core/library/search/writtenmatches.h"
#include "core/query/composition.h"
#include "core/query/query.h"
#include "core/remote/messages.h"

namespace semblance {

class ResultsBackground;

/// Where the time of a query went, in milliseconds.
struct SearchTimings {
    double encode = 0;  ///< reading references, engine
    double filter = 0;  ///< what it means, as far as that took longer than encoding
    double scan = 0;    ///< dot products of vectors with every endpoint
    double rank = 0;    ///< composing and top-k
};

/// A query whose endpoints are encoded and scored: ranking it, with any mix, is a multiply-add over
/// what is kept. Immutable, thread-safe, cheap to copy.
class PreparedQuery {
public:
    /// The best photos with this mix, best first, each with its score; without one the query's own
    /// mix, else the model's default. Those of `written` have raised scores (WrittenRule).
    std::vector<PhotoItem> rank(std::optional<double> mix = {},
                                SearchTimings* timings = nullptr) const;

    /// How many of the photos that rank() gave with this mix are at or above the line where the
    /// query's results end (resultsend.h): the leading ones. 0: nothing fits. Nothing where that is
    /// not known: of a filter alone, in a library of few pictures, and as long as `background` has
    /// not learned the model. The line is of the whole library, whatever the filter.
    std::optional<std::size_t> good(std::span<const PhotoItem> ranked,
                                    std::optional<double> mix = {}) const;

    double mixOf(std::optional<double> mix) const;
    /// True when the mix changes the answer.
    bool mixMatters() const;
    bool isMeant(FileId file) const { return !files || files->contains(file); }

    SnapshotPtr snapshot;
    Query query;
    ModelInfo model;  ///< that answers
    std::vector<Endpoint> endpoints;
    std::shared_ptr<const EndpointRanking> ranking;  ///< null where only a filter is asked for
    std::shared_ptr<const IdSet<FileId>> files;      ///< that it means; null: all
    /// What could not be read, where that is asked for (asksForFailed()); else null.
    std::shared_ptr<const std::vector<PhotoItem>> failed;
    std::shared_ptr<const ResultsBackground> background;  ///< may be null
    /// Of words alone: where all of them are written.
    std::vector<WrittenMatch> written;
    bool hasSeveralWords = false;  ///< of those that were looked for in texts
    std::size_t searched = 0;      ///< different pictures compared
    float unknownFraction = 0;     ///< of the sentences' pieces, 0..1: the worst sentence counts

private:
    /// What the query scores pictures by: what is composed, less what negatives take.
    ScoreCombination combination(double mix) const;
    /// Where results end, given the best photos' scores.
    std::optional<double> line(const ScoreCombination& asked, std::span<const float> shown) const;
    /// The best contents and, raised among them, what is written.
    std::vector<ScoredContent> bestContents(const ScoreCombination& asked) const;
    double itself(double length) const;
};

/// Fills in where the words of a query of words alone are written, among what the scope has.
void findWritten(PreparedQuery& prepared, const EndpointScorer& scorer, const SearchScope& scope);

/// What the answer must not show: what was asked with and what is to be shown less of, each with
/// its copies and re-saves.
std::vector<ContentId> leftOut(const PreparedQuery& prepared, std::vector<ContentId> references);

/// The mixes at which candidates are gathered: between two of them nothing is far from both.
std::vector<double> probeMixes();

/// Weights over the endpoints at these mixes. With negatives each mix is probed once more with them
/// subtracted: the best of what is composed may all show what is not wanted.
std::vector<std::vector<float>> probesOf(std::span<const Endpoint> endpoints);

}  // namespace semblance
