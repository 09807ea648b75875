#include "core/library/searcher.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <algorithm>

#include "core/base/hash.h"
#include "core/library/contentlookup.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "core/scan/contentkey.h"
#include "core/scan/walk.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Searcher)
};

double lapMs(QElapsedTimer& timer) {
    const double ms = double(timer.nsecsElapsed()) / 1e6;
    timer.restart();
    return ms;
}

/// The decoder's sentence speaks of "this picture"; of several references only one is meant.
Error namingReference(Error error, const QString& name) {
    if (error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::Internal) {
        error.sentence = Text::tr("The reference %1 cannot be used. %2").arg(name, error.sentence);
    }
    return error;
}

Status checkReference(const QString& path) {
    const QFileInfo file(path);
    if (!file.exists())
        return fail(ErrorKind::NotFound,
                    Text::tr("The reference picture %1 is not there.").arg(path));
    // A pipe would be waited for, for ever.
    if (!file.isFile())
        return fail(ErrorKind::BadInput,
                    Text::tr("The reference %1 is not a picture file.").arg(path));
    return {};
}

QStringList sentencesOf(const Query& query) {
    QStringList sentences;
    if (!query.modification.isEmpty())
        sentences.append(query.modification);
    if (!query.text.isEmpty())
        sentences.append(query.text);
    for (const NegativeText& negative : query.negatives)
        sentences.append(negative.text);
    return sentences;
}
}  // namespace

double PreparedQuery::mixOf(std::optional<double> mix) const {
    return mix ? *mix : query.mix.value_or(defaultMix);
}

bool PreparedQuery::mixMatters() const {
    return !query.references.empty() && !query.modification.isEmpty();
}

std::vector<Hit> PreparedQuery::rank(std::optional<double> mix, SearchTimings* timings) const {
    QElapsedTimer timer;
    timer.start();
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), mixOf(mix));
    const auto limit = static_cast<std::size_t>(query.limit);
    std::vector<Hit> hits;
    for (const Neighbour& neighbour : scores.best(weights, limit, &allowed)) {
        const ContentId content{static_cast<std::int64_t>(view->vectors()->key(neighbour.row))};
        for (std::uint32_t photo : view->photosOf(content)) {
            if (hits.size() < limit)
                hits.push_back({photo, neighbour.score});
        }
    }
    if (timings)
        timings->rank = lapMs(timer);
    return hits;
}

Searcher::Searcher(std::shared_ptr<Library> library) : m_library(std::move(library)) {}
Searcher::~Searcher() = default;

Result<std::optional<ContentId>> Searcher::contentOfFile(const QString& path,
                                                         const CancelToken& cancel) {
    if (!m_reader) {
        SEMBLANCE_TRY_ASSIGN(m_reader, m_library->openReader());
        m_lookup = std::make_unique<ContentLookup>(*m_reader);
    }
    const auto searchable = [](const std::optional<ContentRow>& content) {
        return content && content->state == ContentState::Done ? std::optional(content->id)
                                                               : std::nullopt;
    };
    SEMBLANCE_TRY_ASSIGN(const auto place, m_lookup->placeOf(QFileInfo(path).absoluteFilePath()));
    const Result<FileStat> stat = statFile(path);
    // A file of an unplugged disk is what the library noted; of a present one it may be deleted.
    if (place && (stat || !QFileInfo::exists(place->rootPath))) {
        SEMBLANCE_TRY_ASSIGN(
            const auto content,
            m_lookup->at(*place, stat ? std::optional<FileStat>(*stat) : std::nullopt));
        if (searchable(content))
            return searchable(content);
    }
    SEMBLANCE_TRY(checkReference(path));
    SEMBLANCE_TRY_ASSIGN(const QByteArray key, contentKey(path));
    SEMBLANCE_TRY_ASSIGN(const ContentLookup::Answer answer,
                         m_lookup->byBytes(path, key, place, cancel));
    return searchable(answer.content);
}

Result<Searcher::Picture> Searcher::encodePicture(const PictureSource& source,
                                                  const ModelInfo& model, const LibraryView& view,
                                                  const CancelToken& cancel) {
    Picture picture;
    QByteArray cacheKey;
    if (source.bytes.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(picture.content, contentOfFile(source.path, cancel));
        const std::optional<Row> row =
            picture.content && !source.region ? view.vectorRow(*picture.content) : std::nullopt;
        if (row) {
            picture.vector = view.vectors()->vector(*row);
            return picture;
        }
        SEMBLANCE_TRY(checkReference(source.path));
        const QFileInfo file(source.path);
        cacheKey = source.path.toUtf8() + QByteArray::number(file.size()) +
                   QByteArray::number(file.lastModified().toMSecsSinceEpoch());
    } else {
        cacheKey = xxh3(
            std::as_bytes(std::span(source.bytes.constData(), std::size_t(source.bytes.size()))));
    }
    if (const std::vector<float>* cached = m_pictures.object(cacheKey)) {
        picture.vector = *cached;
        return picture;
    }
    DecodeRequest request;
    request.path = source.bytes.isEmpty() ? source.path : Text::tr("the pasted picture");
    request.bytes = source.bytes;
    request.wantInput = true;
    request.input = model.input;
    Result<DecodeReply> decoded = m_library->decoders().decodeNow(request, cancel);
    if (!decoded)
        return fail(namingReference(decoded.error(), request.path));
    SEMBLANCE_TRY_ASSIGN(
        const EncodeReply encoded,
        m_library->engine().encodeImages({1, model.input.side, std::move(decoded->input)}, cancel));
    picture.vector = vectorOf(encoded, 0);
    m_pictures.insert(cacheKey, new std::vector<float>(picture.vector));
    return picture;
}

Status Searcher::encodeSentences(const QStringList& sentences, const CancelToken& cancel) {
    QStringList unseen;
    for (const QString& sentence : sentences) {
        // object() and not contains(): what this query needs becomes the last to be evicted.
        if (!m_sentences.object(sentence) && !unseen.contains(sentence))
            unseen.append(sentence);
    }
    if (unseen.isEmpty())
        return {};
    SEMBLANCE_TRY_ASSIGN(const EncodeReply encoded,
                         m_library->engine().encodeTexts(unseen, cancel));
    for (int i = 0; i < unseen.size(); ++i) {
        m_sentences.insert(unseen[i],
                           new Sentence{vectorOf(encoded, i), encoded.unknownFractions.value(i)});
    }
    return {};
}

Result<std::vector<Endpoint>> Searcher::encode(const Query& query, const ModelInfo& model,
                                               PreparedQuery& prepared, const CancelToken& cancel) {
    const LibraryView& view = *prepared.view;
    std::vector<Endpoint> endpoints;
    for (const Reference& reference : query.references) {
        SEMBLANCE_TRY_ASSIGN(Picture picture,
                             encodePicture(reference.picture, model, view, cancel));
        if (picture.content && leavesOutReferences(query)) {
            if (const auto row = view.vectorRow(*picture.content))
                prepared.allowed.set(*row, false);
        }
        endpoints.push_back(
            {Endpoint::Role::Reference, reference.weight, std::move(picture.vector)});
    }
    SEMBLANCE_TRY(encodeSentences(sentencesOf(query), cancel));
    const auto addSentence = [&](const QString& text, Endpoint::Role role, double weight) {
        if (text.isEmpty())
            return;
        const Sentence* sentence = m_sentences.object(text);
        endpoints.push_back({role, weight, sentence->vector});
        prepared.unknownFraction = std::max(prepared.unknownFraction, sentence->unknownFraction);
    };
    addSentence(query.modification, Endpoint::Role::Modification, 1);
    addSentence(query.text, Endpoint::Role::Text, 1);
    for (const NegativeText& negative : query.negatives) {
        addSentence(negative.text, Endpoint::Role::Negative, negative.weight);
    }
    for (const Feedback& feedback : query.feedback) {
        const auto row = view.vectorRow(ContentId{feedback.content});
        if (!row)
            continue;
        const auto role =
            feedback.sign == Feedback::Sign::More ? Endpoint::Role::More : Endpoint::Role::Less;
        endpoints.push_back({role, 1, view.vectors()->vector(*row)});
    }
    return endpoints;
}

Status Searcher::prefetch(const std::vector<Query>& queries, const CancelToken& cancel) {
    QStringList sentences;
    for (const Query& query : queries)
        sentences += sentencesOf(tidied(query));
    return encodeSentences(sentences, cancel);
}

Result<PreparedQuery> Searcher::prepare(const Query& asked, const CancelToken& cancel,
                                        SearchTimings* timings) {
    PreparedQuery prepared;
    prepared.query = tidied(asked);
    SEMBLANCE_TRY(validate(prepared.query));
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(const ModelInfo model, m_library->useModel());
    prepared.defaultMix = double(model.defaultMix);
    prepared.view = m_library->view();
    if (prepared.view->searchableCount() == 0 && !prepared.view->photos().isEmpty()) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The pictures of this library are not encoded with the model %1 yet. "
                             "Index its folders again; then they can be found.")
                        .arg(model.name));
    }
    prepared.allowed = prepared.view->searchable();
    SEMBLANCE_TRY_ASSIGN(prepared.endpoints, encode(prepared.query, model, prepared, cancel));
    if (timings)
        timings->encode = lapMs(timer);

    std::vector<std::vector<float>> vectors;
    for (const Endpoint& endpoint : prepared.endpoints)
        vectors.push_back(endpoint.vector);
    SEMBLANCE_TRY_ASSIGN(prepared.scores,
                         EndpointScores::scan(*prepared.view->vectors(), vectors, cancel));
    if (timings)
        timings->scan = lapMs(timer);
    return prepared;
}

}  // namespace semblance
