#pragma once

#include <QString>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/library/identity/contentlookup.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/filtercache.h"
#include "core/library/search/preparedquery.h"
#include "core/library/search/queryencoder.h"
#include "core/query/explanation.h"

namespace semblance {

class Catalogue;
class PictureDecoder;
class ResultsBackground;
class Thumbnails;

/// Answers queries on a library. A query reads the snapshot and the answering model as they are: it
/// waits for no indexing, no other disk than those of its own references, and no change of model.
/// Blocking; not thread-safe (one query thread).
class Searcher {
public:
    /// All outlive the searcher. Without a background nobody knows where results end.
    Searcher(Catalogue& catalogue, ModelSession& models, PictureDecoder& decoder,
             std::shared_ptr<const ResultsBackground> background = nullptr);
    ~Searcher();

    /// Errors: WrongUse (validate()), a reference that cannot be read, the engine, Cancelled.
    Result<PreparedQuery> prepare(const Query& query, const CancelToken& cancel = {},
                                  SearchTimings* timings = nullptr);

    /// Why a photo is among the answers to a query, at this mix. Its parts are told as far as they
    /// can be had: without its file, or its preview, there is no map. Errors: NotFound for a photo
    /// without a vector, WrongUse when another model answers by now, those of the engine,
    /// Cancelled.
    Result<Explanation> explain(const PreparedQuery& prepared, const PhotoItem& photo,
                                std::optional<double> mix, const CancelToken& cancel = {});

    /// Starts the engine of the model that answers now.
    Result<ModelInfo> warm(const CancelToken& cancel = {});

    /// Encodes what is new in these queries in as few engine calls as can be, ahead of prepare().
    /// A query that prepare() will refuse is passed over.
    Status prefetch(const std::vector<Query>& queries, const CancelToken& cancel = {});

private:
    /// What a query is answered with.
    struct Ground {
        SnapshotPtr snapshot;
        std::shared_ptr<const EndpointScorer> scorer;
    };
    /// A reference, and the library's content that it is, if it is one.
    struct Found {
        QueryEncoder::Picture picture;
        std::optional<ContentId> content;
    };

    /// A reference that is being looked for.
    struct Finding;
    using FindingPtr = std::shared_ptr<Finding>;

    Result<Ground> begin(const CancelToken& cancel);
    Status openReaders();

    /// Begins to look for a reference: what the library noted of its file where that is enough,
    /// else its bytes, which are decoded in the same go where that is needed.
    FindingPtr beginFind(const PictureSource& source, const QString& modification,
                         const Ground& ground, const CancelToken& cancel);
    void findByBytes(const FindingPtr& finding, const std::optional<FilePlace>& place,
                     const QString& modification, const Ground& ground, const CancelToken& cancel);
    /// What the library knows of a file by its place; the file is not opened.
    Result<std::optional<ContentRow>> noted(const FilePlace& place, const CancelToken& cancel);
    /// Waits for what beginFind() began.
    static Result<Found> endFind(Finding& finding);
    void useContent(Found& found, const ContentRow& content, const Ground& ground) const;

    std::vector<FindingPtr> beginReferences(const Query& query, const Ground& ground,
                                            const CancelToken& cancel);
    /// What must be encoded of a query; `contents` gets those of its references in the library.
    static Result<QueryEncoder::Question> questionOf(const Query& query,
                                                     const std::vector<FindingPtr>& references,
                                                     std::vector<ContentId>& contents);
    /// The library's stored preview of a picture whose file is away; empty when there is none.
    QByteArray previewOf(const QByteArray& contentKey);
    /// To what the query's filter means.
    static void narrow(PreparedQuery& prepared, const FilterCache::Meant& meant);
    /// To what it means of what could not be read, which no snapshot shows.
    Status takeFailed(PreparedQuery& prepared);
    /// Its map; nothing where that cannot be had.
    std::optional<ExplainReply> mapOf(const PhotoItem& photo, std::vector<float> direction,
                                      const CancelToken& cancel);
    /// What neutral sentences say, on the mean.
    Result<std::vector<float>> neutralVector(const CancelToken& cancel);
    Result<std::vector<Endpoint>> encode(PreparedQuery& prepared, const Ground& ground,
                                         std::vector<ContentId>& contents,
                                         const CancelToken& cancel);

    Catalogue& m_catalogue;
    ModelSession& m_models;
    PictureDecoder& m_decoder;
    const std::shared_ptr<const ResultsBackground> m_background;
    std::mutex m_findMutex;  ///< of the look-up, its reader and the encoder's memory
    std::unique_ptr<RowReader> m_reader;
    std::unique_ptr<ContentLookup> m_lookup;
    std::unique_ptr<Thumbnails> m_previews;
    std::shared_ptr<Encoder> m_encoderOf;  ///< that m_encoder was made for
    std::unique_ptr<QueryEncoder> m_encoder;
    FilterCache m_filters;
    std::vector<float> m_neutral;  ///< of m_encoderOf; empty until it is needed
};

}  // namespace semblance
