#pragma once

#include <QCache>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/endpointscores.h"
#include "core/library/libraryview.h"
#include "core/query/composition.h"
#include "core/query/query.h"
#include "core/remote/messages.h"

namespace semblance {

class ContentLookup;
class Library;
class LibraryReader;

/// Where the time of a query went, in milliseconds.
struct SearchTimings {
    double encode = 0;  ///< reading references, engine
    double scan = 0;    ///< dot products of every vector with every endpoint
    double rank = 0;    ///< composing and top-k
};

/// A query whose endpoints are encoded and scored against every vector: ranking it, with any mix,
/// is a multiply-add over arrays. Immutable, thread-safe, cheap to copy.
class PreparedQuery {
public:
    /// The best photos with this mix; without one the query's own, else the model's default.
    std::vector<Hit> rank(std::optional<double> mix = {}, SearchTimings* timings = nullptr) const;

    double mixOf(std::optional<double> mix) const;
    /// True when the mix changes the answer.
    bool mixMatters() const;

    LibraryViewPtr view;
    Query query;
    double defaultMix = 0.5;
    std::vector<Endpoint> endpoints;
    EndpointScores scores;
    RowFilter allowed;
    float unknownFraction = 0;  ///< of the sentences' pieces, 0..1: the worst sentence counts
};

/// Answers queries on a library. Blocking; not thread-safe (one query thread).
class Searcher {
public:
    explicit Searcher(std::shared_ptr<Library> library);
    ~Searcher();

    /// Errors: WrongUse (validate()), a reference that cannot be read, the engine.
    Result<PreparedQuery> prepare(const Query& query, const CancelToken& cancel = {},
                                  SearchTimings* timings = nullptr);

    /// Encodes all sentences of these queries in one engine call, ahead of prepare().
    Status prefetch(const std::vector<Query>& queries, const CancelToken& cancel = {});

private:
    struct Picture {
        std::vector<float> vector;
        std::optional<ContentId> content;  ///< when the library holds it
    };
    struct Sentence {
        std::vector<float> vector;
        float unknownFraction = 0;
    };

    Result<Picture> encodePicture(const PictureSource& source, const ModelInfo& model,
                                  const LibraryView& view, const CancelToken& cancel);
    /// The library's content of a file that may or may not lie in it, and may be unplugged.
    Result<std::optional<ContentId>> contentOfFile(const QString& path, const CancelToken& cancel);
    /// Encodes the sentences that are not cached in one engine call.
    Status encodeSentences(const QStringList& sentences, const CancelToken& cancel);
    Result<std::vector<Endpoint>> encode(const Query& query, const ModelInfo& model,
                                         PreparedQuery& prepared, const CancelToken& cancel);

    std::shared_ptr<Library> m_library;
    std::unique_ptr<LibraryReader> m_reader;
    std::unique_ptr<ContentLookup> m_lookup;
    QCache<QString, Sentence> m_sentences{4096};
    QCache<QByteArray, std::vector<float>> m_pictures{64};
};

}  // namespace semblance
