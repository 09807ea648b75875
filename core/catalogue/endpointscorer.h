#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/scorecombination.h"

namespace semblance {

/// One answer of a search.
struct ScoredContent {
    ContentId content;
    float score = 0;

    friend bool operator==(const ScoredContent&, const ScoredContent&) = default;
};

/// Which of the searchable contents may be answered with. A value that any store can translate.
struct SearchScope {
    std::vector<ContentId> leftOut;
    /// Nothing: all of them.
    std::optional<std::vector<ContentId>> only{};
};

/// What is to be scored.
struct ScoreRequest {
    /// Unit vectors of the scorer's dimension.
    std::vector<std::vector<float>> endpoints;

    /// Weights over the endpoints, a list for each of a few mixes between which the user may slide.
    /// A scorer that looks at candidates only gathers those of all of them; one that looks at
    /// everything needs none.
    std::vector<std::vector<float>> probes;

    SearchScope scope;

    /// Most answers that best() will be asked for.
    std::size_t most = 0;

    /// Looks at everything, whatever would be quicker.
    bool isExact = false;
};

/// The endpoints' scores, kept: every combination of them is answered without another look
/// at the vectors. Immutable, thread-safe.
class EndpointRanking {
public:
    virtual ~EndpointRanking() = default;

    /// The `k` best contents of the scope by their combined score: higher score first. Exact, or
    /// exact over the candidates of the probes.
    virtual std::vector<ScoredContent> best(const ScoreCombination& combination,
                                            std::size_t k) const = 0;
    std::vector<ScoredContent> best(std::span<const float> weights, std::size_t k) const {
        return best(ScoreCombination{{weights.begin(), weights.end()}}, k);
    }

    /// The combined scores of a sample of everything searchable but what the scope leaves out,
    /// whatever else it says: evenly spread, always the same, all of it where that is not many.
    /// Exact.
    virtual std::vector<float> background(const ScoreCombination& combination) const = 0;
};

/// The vectors of one model at one moment, to be searched. Immutable, thread-safe.
class EndpointScorer {
public:
    virtual ~EndpointScorer() = default;

    virtual int dimension() const = 0;

    /// How many contents can be found: they have a vector, and a file that is shown.
    virtual std::size_t searchable() const = 0;

    /// Whether there is a vector of this content, searchable or not.
    virtual bool holds(ContentId content) const = 0;

    /// The vector of a content, unit length; nothing when there is none.
    virtual std::optional<std::vector<float>> vectorOf(ContentId content) const = 0;

    /// Errors: Internal for an endpoint of another dimension or with numbers that are not finite,
    /// Cancelled, those of the store.
    virtual Result<std::shared_ptr<const EndpointRanking>> score(
        const ScoreRequest& request, const CancelToken& cancel) const = 0;

    /// The `k` searchable contents most like this one, without itself; none when it has no vector.
    /// Errors: Cancelled, those of the store.
    virtual Result<std::vector<ScoredContent>> neighbours(ContentId content, std::size_t k,
                                                          const CancelToken& cancel) const = 0;

    /// How searches go about it.
    struct Way {
        bool isGraph = false;         ///< a query of 50 answers at one mix goes along a graph
        std::size_t covered = 0;      ///< vectors that the graph finds; 0: there is none
        std::int64_t graphBytes = 0;  ///< of the graph, on disk
    };
    virtual Way way() const = 0;
};

}  // namespace semblance
