#include "core/library/searcher.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <algorithm>

#include "core/base/hash.h"
#include "core/library/contentlookup.h"
#include "core/remote/decoderpool.h"
#include "core/scan/contentkey.h"
#include "core/scan/walk.h"
#include "core/store/libraryreader.h"
#include "core/store/thumbnailstore.h"

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
}  // namespace

double PreparedQuery::mixOf(std::optional<double> mix) const {
    return mix ? *mix : query.mix.value_or(double(model.defaultMix));
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

Result<std::optional<ContentRow>> Searcher::contentOfFile(const QString& path,
                                                          const CancelToken& cancel) {
    if (!m_reader) {
        SEMBLANCE_TRY_ASSIGN(m_reader, m_library->openReader());
        m_lookup = std::make_unique<ContentLookup>(*m_reader);
    }
    const auto readable = [](const std::optional<ContentRow>& content) {
        const bool was = content && (content->state == ContentState::Done ||
                                     content->state == ContentState::Pending);
        return was ? content : std::nullopt;
    };
    SEMBLANCE_TRY_ASSIGN(const auto place, m_lookup->placeOf(QFileInfo(path).absoluteFilePath()));
    const Result<FileStat> stat = statFile(path);
    // A file of an unplugged disk is what the library noted; of a present one it may be deleted.
    if (place && (stat || !QFileInfo::exists(place->rootPath))) {
        SEMBLANCE_TRY_ASSIGN(
            const auto content,
            m_lookup->at(*place, stat ? std::optional<FileStat>(*stat) : std::nullopt));
        if (readable(content))
            return readable(content);
    }
    SEMBLANCE_TRY(checkReference(path));
    SEMBLANCE_TRY_ASSIGN(const QByteArray key, contentKey(path));
    SEMBLANCE_TRY_ASSIGN(const ContentLookup::Answer answer,
                         m_lookup->byBytes(path, key, place, cancel));
    return readable(answer.content);
}

QByteArray Searcher::previewOf(const QByteArray& contentKey) {
    constexpr int kSide = 512;
    if (!m_previews)
        m_previews = ThumbnailStore::open(m_library->cacheDir()).value_or(nullptr);
    if (!m_previews)
        return {};
    const auto preview = m_previews->get(contentKey, kSide);
    return preview && *preview ? **preview : QByteArray();
}

Result<Searcher::Found> Searcher::find(const PictureSource& source, const LibraryView& view,
                                       const CancelToken& cancel) {
    Found found;
    QueryEncoder::Picture& picture = found.picture;
    if (!source.bytes.isEmpty()) {
        picture.path = Text::tr("the pasted picture");
        picture.bytes = source.bytes;
        picture.key = xxh3(
            std::as_bytes(std::span(source.bytes.constData(), std::size_t(source.bytes.size()))));
        return found;
    }
    picture.path = source.path;
    SEMBLANCE_TRY_ASSIGN(const auto content, contentOfFile(source.path, cancel));
    if (content && !source.region) {
        found.content = content->id;
        picture.key = "content " + QByteArray::number(qint64(content->id.value));
        if (const auto row = view.vectorRow(content->id))
            picture.vector = view.vectors()->vector(*row);
        if (!QFileInfo(source.path).isFile())
            picture.bytes = previewOf(content->key);
        if (!picture.bytes.isEmpty() || !picture.vector.empty())
            return found;
    }
    SEMBLANCE_TRY(checkReference(source.path));
    if (!found.content) {
        const QFileInfo file(source.path);
        picture.key = "file " + QByteArray::number(file.size()) + ' ' +
                      QByteArray::number(file.lastModified().toMSecsSinceEpoch()) + ' ' +
                      source.path.toUtf8();
    }
    return found;
}

Result<QueryEncoder::Question> Searcher::questionOf(const Query& query, const LibraryView& view,
                                                    std::vector<ContentId>& contents,
                                                    const CancelToken& cancel) {
    QueryEncoder::Question question;
    for (const Reference& reference : query.references) {
        SEMBLANCE_TRY_ASSIGN(Found found, find(reference.picture, view, cancel));
        if (found.content)
            contents.push_back(*found.content);
        question.pictures.push_back(std::move(found.picture));
    }
    question.modification = query.modification;
    if (!query.text.isEmpty())
        question.texts.append(query.text);
    for (const NegativeText& negative : query.negatives)
        question.texts.append(negative.text);
    return question;
}

Result<std::vector<Endpoint>> Searcher::encode(PreparedQuery& prepared, const CancelToken& cancel) {
    using Role = Endpoint::Role;
    const Query& query = prepared.query;
    const LibraryView& view = *prepared.view;
    std::vector<ContentId> contents;
    SEMBLANCE_TRY_ASSIGN(const auto question, questionOf(query, view, contents, cancel));
    SEMBLANCE_TRY_ASSIGN(QueryEncoder::Answer encoded, m_encoder->encode(question, cancel));
    if (leavesOutReferences(query)) {
        for (const ContentId content : contents) {
            if (const auto row = view.vectorRow(content))
                prepared.allowed.set(*row, false);
        }
    }
    std::vector<Endpoint> endpoints;
    for (std::size_t i = 0; i < encoded.pictures.size(); ++i) {
        const double weight = query.references[i].weight;
        endpoints.push_back({Role::Reference, weight, std::move(encoded.pictures[i])});
        if (!encoded.composed.empty())
            endpoints.push_back({Role::Composed, weight, std::move(encoded.composed[i])});
    }
    const auto addSentence = [&](QueryEncoder::Sentence& sentence, Role role, double weight) {
        endpoints.push_back({role, weight, std::move(sentence.vector)});
        prepared.unknownFraction = std::max(prepared.unknownFraction, sentence.unknownFraction);
    };
    if (!query.modification.isEmpty())
        addSentence(encoded.modification, Role::Modification, 1);
    std::size_t next = 0;
    if (!query.text.isEmpty())
        addSentence(encoded.texts[next++], Role::Text, 1);
    for (const NegativeText& negative : query.negatives)
        addSentence(encoded.texts[next++], Role::Negative, negative.weight);
    for (const Feedback& feedback : query.feedback) {
        const auto row = view.vectorRow(ContentId{feedback.content});
        if (!row)
            continue;
        const auto role = feedback.sign == Feedback::Sign::More ? Role::More : Role::Less;
        endpoints.push_back({role, 1, view.vectors()->vector(*row)});
    }
    return endpoints;
}

Result<Library::Answering> Searcher::useModel() {
    SEMBLANCE_TRY_ASSIGN(Library::Answering answering, m_library->answering());
    const auto isSame = [](const ModelInfo& a, const ModelInfo& b) {
        return a.hash == b.hash && a.compositionHash == b.compositionHash;
    };
    // What another model made of a picture or a sentence means nothing to this one.
    if (!m_encoder || !isSame(m_encoder->model(), answering.model)) {
        m_encoder = std::make_unique<QueryEncoder>(answering.engine, m_library->decoders(),
                                                   answering.model);
    }
    return answering;
}

Result<ModelInfo> Searcher::warm() {
    SEMBLANCE_TRY_ASSIGN(const Library::Answering answering, useModel());
    return answering.model;
}

Status Searcher::prefetch(const std::vector<Query>& queries, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const Library::Answering answering, useModel());
    std::vector<QueryEncoder::Question> questions;
    for (const Query& query : queries) {
        std::vector<ContentId> contents;
        const Query tidy = tidied(query);
        if (!validate(tidy))
            continue;
        auto question = questionOf(tidy, *answering.view, contents, cancel);
        if (question)
            questions.push_back(std::move(*question));
    }
    return m_encoder->prefetch(questions, cancel);
}

Result<PreparedQuery> Searcher::prepare(const Query& asked, const CancelToken& cancel,
                                        SearchTimings* timings) {
    PreparedQuery prepared;
    prepared.query = tidied(asked);
    SEMBLANCE_TRY(validate(prepared.query));
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(const Library::Answering answering, useModel());
    prepared.model = answering.model;
    prepared.view = answering.view;
    prepared.allowed = prepared.view->searchable();
    SEMBLANCE_TRY_ASSIGN(prepared.endpoints, encode(prepared, cancel));
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
