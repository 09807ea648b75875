#include "core/library/search/searcher.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <algorithm>
#include <chrono>
#include <future>
#include <utility>

#include "core/base/hash.h"
#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/search/failedphotos.h"
#include "core/library/search/sentencevectors.h"
#include "core/query/negation.h"
#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/walk.h"

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
    switch (error.kind) {
        case ErrorKind::Cancelled:
        case ErrorKind::Internal:
            break;
        case ErrorKind::NotFound:
            error.sentence = Text::tr("The reference picture %1 is not there.").arg(name);
            break;
        default:
            error.sentence =
                Text::tr("The reference %1 cannot be used. %2").arg(name, error.sentence);
    }
    return error;
}

/// The facts of a file; nothing when there is none, or when its disk does not answer.
std::optional<FileStat> statSoon(const QString& path, const CancelToken& cancel) {
    constexpr std::chrono::seconds patience{2};
    const auto stat = runWithin(patience, cancel, [path] { return statFile(path); });
    return stat && *stat ? std::optional<FileStat>(**stat) : std::nullopt;
}

/// With the links in its path resolved, where its disk answers.
QString canonicalSoon(const QString& path, const CancelToken& cancel) {
    constexpr std::chrono::seconds patience{2};
    return runWithin(patience, cancel, [path] { return QFileInfo(path).canonicalFilePath(); })
        .value_or(QString());
}

/// Tells parts of one picture apart; empty: the whole.
QByteArray keyOf(const std::optional<QRectF>& region) {
    if (!region)
        return {};
    QByteArray key = " part";
    for (const double side : {region->x(), region->y(), region->width(), region->height()})
        key += ' ' + QByteArray::number(side, 'g', 17);
    return key;
}

bool isReadable(const std::optional<ContentRow>& content) {
    return content &&
           (content->state == ContentState::Readable || content->state == ContentState::Untried);
}

/// As people write queries, and as they are answered.
Query asAnswered(const Query& query) {
    return withNegationsApart(tidied(query));
}
}  // namespace

struct Searcher::Finding {
    Found found;
    std::optional<Error> error;
    std::promise<void> ended;
    std::future<void> end = ended.get_future();

    void fail(Error reason) { error = namingReference(std::move(reason), found.picture.path); }
};

Searcher::Searcher(Catalogue& catalogue, ModelSession& models, PictureDecoder& decoder,
                   std::shared_ptr<const ResultsBackground> background)
    : m_catalogue(catalogue),
      m_models(models),
      m_decoder(decoder),
      m_background(std::move(background)) {}
Searcher::~Searcher() = default;

Status Searcher::openReaders() {
    if (m_reader)
        return {};
    SEMBLANCE_TRY_ASSIGN(m_reader, m_catalogue.openReader());
    m_lookup = std::make_unique<ContentLookup>(*m_reader);
    return {};
}

Result<Searcher::Ground> Searcher::begin(const CancelToken& cancel) {
    SEMBLANCE_TRY(openReaders());
    // Between the two looks another model may take its place, a few times at most.
    constexpr int tries = 8;
    for (int i = 0; i < tries; ++i) {
        SEMBLANCE_TRY_ASSIGN(const AnsweringModelPtr answering, m_models.answering(cancel));
        const SnapshotPtr snapshot = m_catalogue.snapshot();
        auto scorer = snapshot->scorer(answering->model.info.hash);
        if (!scorer)
            continue;
        // What another model made of a picture or a sentence means nothing to this one.
        if (!m_encoder || m_encoderOf != answering->model.encoder) {
            m_encoderOf = answering->model.encoder;
            m_encoder =
                std::make_unique<QueryEncoder>(m_encoderOf, m_decoder, answering->model.info);
            m_neutral.clear();
        }
        return Ground{snapshot, std::move(scorer)};
    }
    return fail(ErrorKind::Internal,
                Text::tr("The model of this library is being changed. Try again in a moment."));
}

QByteArray Searcher::previewOf(const QByteArray& contentKey) {
    constexpr int kSide = 512;
    if (!m_previews)
        m_previews = m_catalogue.openThumbnails().value_or(nullptr);
    if (!m_previews)
        return {};
    const auto preview = m_previews->get(contentKey, kSide);
    return preview && *preview ? **preview : QByteArray();
}

void Searcher::useContent(Found& found, const ContentRow& content, const Ground& ground) const {
    found.content = content.id;
    const auto& region = found.picture.region;
    found.picture.key = "content " + QByteArray::number(qint64(content.id.value)) + keyOf(region);
    // The library's vector is of the whole.
    if (region)
        return;
    if (auto vector = ground.scorer->vectorOf(content.id))
        found.picture.vector = std::move(*vector);
}

Result<std::optional<ContentRow>> Searcher::noted(const FilePlace& place,
                                                  const CancelToken& cancel) {
    // Of a disk that is away, or does not answer, what was noted must do.
    if (place.isAway)
        return m_lookup->at(place, std::nullopt);
    const std::optional<FileStat> stat = statSoon(place.absolutePath(), cancel);
    return stat ? m_lookup->at(place, stat) : std::optional<ContentRow>();
}

Searcher::FindingPtr Searcher::beginFind(const PictureSource& source, const QString& modification,
                                         const Ground& ground, const CancelToken& cancel) {
    auto finding = std::make_shared<Finding>();
    QueryEncoder::Picture& picture = finding->found.picture;
    picture.region = source.region;
    if (!source.bytes.isEmpty()) {
        picture.path = Text::tr("the pasted picture");
        picture.bytes = source.bytes;
        picture.key = xxh3(std::as_bytes(
                          std::span(source.bytes.constData(), std::size_t(source.bytes.size())))) +
                      keyOf(source.region);
        finding->ended.set_value();
        return finding;
    }
    picture.path = source.path;
    std::optional<FilePlace> place = placeOf(source.path, ground.snapshot->roots());
    if (!place) {
        if (const QString canonical = canonicalSoon(source.path, cancel); !canonical.isEmpty())
            place = placeOf(canonical, ground.snapshot->roots());
    }
    if (place) {
        std::lock_guard lock(m_findMutex);
        const auto content = noted(*place, cancel);
        if (content && isReadable(*content)) {
            useContent(finding->found, **content, ground);
            if (place->isAway)
                picture.bytes = previewOf((*content)->key);
            if (!picture.bytes.isEmpty() || !picture.vector.empty() ||
                !m_encoder->isMissing(picture, modification)) {
                finding->ended.set_value();
                return finding;
            }
        }
    }
    findByBytes(finding, place, modification, ground, cancel);
    return finding;
}

void Searcher::findByBytes(const FindingPtr& finding, const std::optional<FilePlace>& place,
                           const QString& modification, const Ground& ground,
                           const CancelToken& cancel) {
    DecodeRequest request;
    request.path = finding->found.picture.path;
    request.region = finding->found.picture.region;
    request.wantInput = true;
    request.input = m_encoder->model().input;
    // On the decoder's threads; whoever began this waits for its end.
    const auto decide = [this, finding, place, modification, ground,
                         cancel](const ReadReply& read) {
        std::lock_guard lock(m_findMutex);
        Found& found = finding->found;
        found.picture.key = "bytes " + read.key + read.fullHash + keyOf(found.picture.region);
        const auto answer = m_lookup->byBytes(read, place, cancel);
        if (!answer)
            finding->error = answer.error();
        else if (isReadable(answer->content) && !answer->assumed)
            useContent(found, *answer->content, ground);
        return !finding->error && m_encoder->isMissing(found.picture, modification);
    };
    m_decoder.decode(std::move(request), PictureDecoder::Priority::Interactive, cancel, decide,
                     [finding](Result<DecodeReply> reply) {
                         if (!reply)
                             finding->fail(std::move(reply).error());
                         else
                             finding->found.picture.pixels = reply->input;
                         finding->ended.set_value();
                     });
}

Result<Searcher::Found> Searcher::endFind(Finding& finding) {
    finding.end.wait();
    if (finding.error)
        return fail(*finding.error);
    return std::move(finding.found);
}

std::vector<Searcher::FindingPtr> Searcher::beginReferences(const Query& query,
                                                            const Ground& ground,
                                                            const CancelToken& cancel) {
    std::vector<FindingPtr> findings;
    for (const Reference& reference : query.references)
        findings.push_back(beginFind(reference.picture, query.modification, ground, cancel));
    return findings;
}

Result<QueryEncoder::Question> Searcher::questionOf(const Query& query,
                                                    const std::vector<FindingPtr>& references,
                                                    std::vector<ContentId>& contents) {
    std::vector<Result<Found>> all;
    // All of them, also behind one that fails: none may go on when this returns.
    for (const FindingPtr& reference : references)
        all.push_back(endFind(*reference));
    QueryEncoder::Question question;
    for (Result<Found>& found : all) {
        if (!found)
            return fail(std::move(found).error());
        if (found->content)
            contents.push_back(*found->content);
        question.pictures.push_back(std::move(found->picture));
    }
    question.modification = query.modification;
    if (!query.text.isEmpty())
        question.texts.append(query.text);
    for (const NegativeText& negative : query.negatives)
        question.texts.append(negative.text);
    return question;
}

Result<std::vector<Endpoint>> Searcher::encode(PreparedQuery& prepared, const Ground& ground,
                                               std::vector<ContentId>& contents,
                                               const CancelToken& cancel) {
    using Role = Endpoint::Role;
    const Query& query = prepared.query;
    SEMBLANCE_TRY_ASSIGN(const auto question,
                         questionOf(query, beginReferences(query, ground, cancel), contents));
    SEMBLANCE_TRY_ASSIGN(QueryEncoder::Answer encoded, m_encoder->encode(question, cancel));
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
        auto vector = ground.scorer->vectorOf({feedback.content});
        if (!vector)
            continue;
        const auto role = feedback.sign == Feedback::Sign::More ? Role::More : Role::Less;
        endpoints.push_back({role, 1, std::move(*vector)});
    }
    return endpoints;
}

void Searcher::narrow(PreparedQuery& prepared, const FilterCache::Meant& meant) {
    prepared.searched = meant->contents.size();
    prepared.files = {meant, &meant->files};
}

Status Searcher::takeFailed(PreparedQuery& prepared) {
    SEMBLANCE_TRY(openReaders());
    SEMBLANCE_TRY_ASSIGN(const auto photos, readFailedPhotos(*m_reader, *prepared.snapshot));
    auto items = failedItems(photos, prepared.query.filter);
    auto files = std::make_shared<IdSet<FileId>>();
    for (const PhotoItem& item : items)
        files->insert(item.file);
    prepared.searched = items.size();
    prepared.files = std::move(files);
    prepared.failed = std::make_shared<const std::vector<PhotoItem>>(std::move(items));
    return {};
}

Result<ModelInfo> Searcher::warm(const CancelToken& cancel) {
    SEMBLANCE_TRY(begin(cancel));
    return m_encoder->model();
}

Status Searcher::prefetch(const std::vector<Query>& queries, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const Ground ground, begin(cancel));
    std::vector<std::pair<Query, std::vector<FindingPtr>>> begun;
    for (const Query& query : queries) {
        Query tidy = asAnswered(query);
        if (!validate(tidy))
            continue;
        auto references = beginReferences(tidy, ground, cancel);
        begun.emplace_back(std::move(tidy), std::move(references));
    }
    std::vector<QueryEncoder::Question> questions;
    for (const auto& [query, references] : begun) {
        std::vector<ContentId> contents;
        if (auto question = questionOf(query, references, contents))
            questions.push_back(std::move(*question));
    }
    return m_encoder->prefetch(questions, cancel);
}

Result<PreparedQuery> Searcher::prepare(const Query& asked, const CancelToken& cancel,
                                        SearchTimings* timings) {
    PreparedQuery prepared;
    prepared.query = asAnswered(asked);
    prepared.background = m_background;
    SEMBLANCE_TRY(validate(prepared.query));
    const PhotoFilter& filter = prepared.query.filter;
    // No model is asked.
    if (isFilterOnly(prepared.query)) {
        prepared.snapshot = m_catalogue.snapshot();
        if (asksForFailed(filter))
            SEMBLANCE_TRY(takeFailed(prepared));
        else
            narrow(prepared, m_filters.begin(prepared.snapshot, filter).get());
        return prepared;
    }
    SearchTimings spent;
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(const Ground ground, begin(cancel));
    prepared.model = m_encoder->model();
    prepared.snapshot = ground.snapshot;
    prepared.searched = ground.scorer->searchable();
    // While the engine reads the sentences.
    std::future<FilterCache::Meant> meant;
    if (!filter.isEmpty())
        meant = m_filters.begin(ground.snapshot, filter);
    std::vector<ContentId> references;
    SEMBLANCE_TRY_ASSIGN(prepared.endpoints, encode(prepared, ground, references, cancel));
    spent.encode = lapMs(timer);
    ScoreRequest request;
    if (meant.valid()) {
        const FilterCache::Meant photos = meant.get();
        narrow(prepared, photos);
        request.scope.only = photos->contents;
    }
    spent.filter = lapMs(timer);
    for (const Endpoint& endpoint : prepared.endpoints)
        request.endpoints.push_back(endpoint.vector);
    request.probes = probesOf(prepared.endpoints);
    request.scope.leftOut = leftOut(prepared, std::move(references));
    request.most = static_cast<std::size_t>(prepared.query.limit);
    SEMBLANCE_TRY_ASSIGN(prepared.ranking, ground.scorer->score(request, cancel));
    findWritten(prepared, *ground.scorer, request.scope);
    spent.scan = lapMs(timer);
    if (timings)
        *timings = spent;
    return prepared;
}

Result<std::vector<float>> Searcher::neutralVector(const CancelToken& cancel) {
    if (!m_neutral.empty())
        return m_neutral;
    SEMBLANCE_TRY_ASSIGN(const auto rows, encodeAside(*m_encoderOf, neutralSentences(), cancel));
    std::vector<float> mean(rows.front().size());
    for (const std::vector<float>& row : rows) {
        for (std::size_t k = 0; k < mean.size(); ++k)
            mean[k] += row[k] / static_cast<float>(rows.size());
    }
    m_neutral = std::move(mean);
    return m_neutral;
}

std::optional<ExplainReply> Searcher::mapOf(const PhotoItem& photo, std::vector<float> direction,
                                            const CancelToken& cancel) {
    DecodeRequest decode;
    decode.path = photo.path;
    decode.wantInput = true;
    decode.input = m_encoder->model().input;
    if (!photo.available) {
        const auto content = m_reader->content(photo.content);
        decode.bytes = content && *content ? previewOf((*content)->key) : QByteArray();
        if (decode.bytes.isEmpty())
            return std::nullopt;
    }
    const auto pixels =
        m_decoder.decodeLater(decode, PictureDecoder::Priority::Interactive, cancel).get();
    const auto neutral = neutralVector(cancel);
    if (!pixels || !neutral || neutral->size() != direction.size())
        return std::nullopt;
    for (std::size_t k = 0; k < direction.size(); ++k)
        direction[k] -= (*neutral)[k];
    ExplainRequest request;
    request.picture.count = 1;
    request.picture.side = decode.input.side;
    request.picture.pixels = pixels->input;
    request.direction = QByteArray(reinterpret_cast<const char*>(direction.data()),
                                   qsizetype(direction.size() * sizeof(float)));
    auto reply = m_encoderOf->explain(request, cancel);
    return reply ? std::optional(std::move(*reply)) : std::nullopt;
}

Result<Explanation> Searcher::explain(const PreparedQuery& prepared, const PhotoItem& photo,
                                      std::optional<double> mix, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const Ground ground, begin(cancel));
    const auto vector = ground.scorer->vectorOf(photo.content);
    if (!vector)
        return fail(ErrorKind::NotFound, Text::tr("The model has not looked at this picture yet."));
    if (prepared.model.hash != m_encoder->model().hash || prepared.endpoints.empty())
        return fail(ErrorKind::WrongUse, Text::tr("Another model answers by now. Search again."));
    const double at = prepared.mixOf(mix);
    Explanation explanation;
    explanation.resize = m_encoder->model().input.resize;
    shareScore(prepared.endpoints, *vector, at, prepared.query.references.size(), explanation);

    const std::vector<LeftOutWord> reduced = withoutEachWord(prepared.query);
    std::vector<Query> queries;
    for (const LeftOutWord& word : reduced)
        queries.push_back(word.query);
    SEMBLANCE_TRY(prefetch(queries, cancel));
    const double whole = scoreOf(prepared.endpoints, *vector, at);
    for (const LeftOutWord& word : reduced) {
        PreparedQuery rest;
        rest.query = tidied(word.query);
        double without = 0;
        if (validate(rest.query)) {
            std::vector<ContentId> contents;
            SEMBLANCE_TRY_ASSIGN(const auto endpoints, encode(rest, ground, contents, cancel));
            without = scoreOf(endpoints, *vector, at);
        }
        explanation.words.push_back({word.word, whole - without});
    }

    const Gram gram(prepared.endpoints);
    const auto map = mapOf(
        photo, composedVector(prepared.endpoints, compose(prepared.endpoints, gram, at)), cancel);
    if (cancel.isCancelled())
        return fail(cancelledError());
    if (map) {
        explanation.columns = map->columns;
        const std::vector<float> cells = rowOf(map->cells, map->columns * map->columns, 0);
        explanation.cells = shownCells(cells, map->columns);
    }
    return explanation;
}

}  // namespace semblance
