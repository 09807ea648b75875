#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/endpointscores.h"
#include "core/library/library.h"
#include "core/library/libraryview.h"
#include "core/library/queryencoder.h"
#include "core/query/composition.h"
#include "core/query/query.h"
#include "core/store/rows.h"

namespace semblance {

class ContentLookup;
class LibraryReader;
class ThumbnailStore;

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
    ModelInfo model;  ///< that answers
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

    /// Starts the engine of the model that answers now, and lets go of any other.
    Result<ModelInfo> warm();

    /// Encodes what is new in these queries in as few engine calls as can be, ahead of prepare().
    /// A query that prepare() will refuse is passed over.
    Status prefetch(const std::vector<Query>& queries, const CancelToken& cancel = {});

private:
    /// A reference, and the library's content that it is, if it is one.
    struct Found {
        QueryEncoder::Picture picture;
        std::optional<ContentId> content;
    };

    Result<Found> find(const PictureSource& source, const LibraryView& view,
                       const CancelToken& cancel);
    /// The library's content of a file that may or may not lie in it, and may be unplugged.
    Result<std::optional<ContentRow>> contentOfFile(const QString& path, const CancelToken& cancel);
    /// What must be encoded of a query; `contents` gets those of its references in the library.
    Result<QueryEncoder::Question> questionOf(const Query& query, const LibraryView& view,
                                              std::vector<ContentId>& contents,
                                              const CancelToken& cancel);
    /// The library's stored preview of a picture whose file is away; empty when there is none.
    QByteArray previewOf(const QByteArray& contentKey);
    Result<std::vector<Endpoint>> encode(PreparedQuery& prepared, const CancelToken& cancel);
    /// The model that answers now, with m_encoder made for it.
    Result<Library::Answering> useModel();

    std::shared_ptr<Library> m_library;
    std::unique_ptr<LibraryReader> m_reader;
    std::unique_ptr<ContentLookup> m_lookup;
    std::unique_ptr<ThumbnailStore> m_previews;
    std::unique_ptr<QueryEncoder> m_encoder;
};

}  // namespace semblance
