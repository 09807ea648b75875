#pragma once

#include <QString>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/published.h"
#include "core/base/result.h"
#include "core/query/resultsend.h"

namespace semblance {

class Catalogue;
class EndpointScorer;
class ModelSession;
struct ReadyModel;

/// What was learned of one model on one library.
struct KnownSentences {
    QString model;  ///< hash
    std::vector<std::vector<float>> captions;
    std::vector<std::vector<float>> names;
    SentenceBackground background;
    std::size_t pictures = 0;  ///< searchable ones, when it was learned
};

/// What plain sentences do with the model that answers, in this library: without it nobody knows
/// where a query's results end. It is learned once for a model and again when the library has grown
/// or shrunk by a twentieth, and kept in the library's cache. Thread-safe.
class ResultsBackground {
public:
    /// Both outlive it.
    ResultsBackground(Catalogue& catalogue, ModelSession& models);

    /// As far as it is known of this model; null when it is not. Waits for nothing.
    std::shared_ptr<const KnownSentences> now(const QString& modelHash) const;

    /// Learns what is new, if anything is: sentences by the engine, a few at a time so that queries
    /// get in between, then one search for each name. Blocking: not on a thread that answers
    /// queries. A library of fewer pictures than EndRules asks for is left alone. True when now()
    /// is another than before. Errors: the engine's, those of searching, Cancelled.
    Result<bool> learn(const CancelToken& cancel);

private:
    Result<KnownSentences> sentencesOf(const ReadyModel& model, const CancelToken& cancel) const;
    QString fileOf(const QString& modelHash) const;

    Catalogue& m_catalogue;
    ModelSession& m_models;
    std::mutex m_learning;  ///< one at a time
    Published<KnownSentences> m_known;
};

/// Searches for every name: SentenceBackground::best and ::width. Errors: those of the scorer.
Status measureNames(const EndpointScorer& scorer, KnownSentences& sentences,
                    const CancelToken& cancel);

}  // namespace semblance
