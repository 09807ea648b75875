#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/catalogue/snapshot.h"
#include "core/query/composition.h"
#include "core/query/query.h"
#include "core/remote/messages.h"

namespace semblance {

/// Where the time of a query went, in milliseconds.
struct SearchTimings {
    double encode = 0;  ///< reading references, engine
    double scan = 0;    ///< dot products of vectors with every endpoint
    double rank = 0;    ///< composing and top-k
};

/// A query whose endpoints are encoded and scored: ranking it, with any mix, is a multiply-add over
/// what is kept. Immutable, thread-safe, cheap to copy.
class PreparedQuery {
public:
    /// The best photos with this mix, best first, each with its score; without one the query's own
    /// mix, else the model's default.
    std::vector<PhotoItem> rank(std::optional<double> mix = {},
                                SearchTimings* timings = nullptr) const;

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
    std::size_t searched = 0;                        ///< different pictures compared
    float unknownFraction = 0;  ///< of the sentences' pieces, 0..1: the worst sentence counts
};

/// The mixes at which candidates are gathered: between two of them nothing is far from both.
std::vector<double> probeMixes();

}  // namespace semblance
