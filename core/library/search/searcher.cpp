#include "core/library/search/searcher.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <algorithm>
#include <chrono>
#include <future>
#include <unordered_set>
#include <utility>

#include "core/base/hash.h"
#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/query/negation.h"
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
    found.picture.key = "content " + QByteArray::number(qint64(content.id.value));
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
    if (!source.bytes.isEmpty()) {
        picture.path = Text::tr("the pasted picture");
        picture.bytes = source.bytes;
        picture.key = xxh3(
            std::as_bytes(std::span(source.bytes.constData(), std::size_t(source.bytes.size()))));
        finding->ended.set_value();
        return finding;
    }
    picture.path = source.path;
    std::optional<FilePlace> place = placeOf(source.path, ground.snapshot->roots());
    if (!place) {
        if (const QString canonical = canonicalSoon(source.path, cancel); !canonical.isEmpty())
            place = placeOf(canonical, ground.snapshot->roots());
    }
    if (place && !source.region) {
        std::lock_guard lock(m_findMutex);
        const auto content = noted(*place, cancel);
        if (content && isReadable(*content)) {
            useContent(finding->found, **content, ground);
            if (place->isAway)
                picture.bytes = previewOf((*content)->key);
            if (!picture.bytes.isEmpty() || !picture.vector.empty()) {
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
    request.wantInput = true;
    request.input = m_encoder->model().input;
    // On the decoder's threads; whoever began this waits for its end.
    const auto decide = [this, finding, place, modification, ground,
                         cancel](const ReadReply& read) {
        std::lock_guard lock(m_findMutex);
        Found& found = finding->found;
        found.picture.key = "bytes " + read.key + read.fullHash;
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

Status Searcher::narrow(PreparedQuery& prepared, SearchScope& scope) {
    SEMBLANCE_TRY_ASSIGN(const auto meant, m_reader->matching(prepared.query.filter));
    std::unordered_set<FileId> files;
    std::unordered_set<ContentId> contents;
    for (const MatchingFile& file : meant) {
        files.insert(file.file);
        contents.insert(file.content);
    }
    scope.only.emplace(contents.begin(), contents.end());
    prepared.searched = contents.size();
    prepared.files = std::make_shared<const std::unordered_set<FileId>>(std::move(files));
    return {};
}

std::vector<ContentId> Searcher::leftOut(const PreparedQuery& prepared,
                                         std::vector<ContentId> references) {
    std::vector<ContentId> contents;
    if (leavesOutReferences(prepared.query))
        contents = std::move(references);
    for (const Feedback& feedback : prepared.query.feedback) {
        if (feedback.sign == Feedback::Sign::Less)
            contents.push_back({feedback.content});
    }
    const ContentGroupsPtr groups = prepared.snapshot->groups();
    const std::size_t asked = contents.size();
    for (std::size_t i = 0; i < asked; ++i) {
        if (const ContentGroups::Group* group = groups->duplicatesOf(contents[i]))
            contents.insert(contents.end(), group->contents.begin(), group->contents.end());
    }
    return contents;
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
    ScoreRequest request;
    // No model is asked.
    if (isFilterOnly(prepared.query)) {
        SEMBLANCE_TRY(openReaders());
        prepared.snapshot = m_catalogue.snapshot();
        SEMBLANCE_TRY(narrow(prepared, request.scope));
        return prepared;
    }
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(const Ground ground, begin(cancel));
    prepared.model = m_encoder->model();
    prepared.snapshot = ground.snapshot;
    prepared.searched = ground.scorer->searchable();
    if (!prepared.query.filter.isEmpty())
        SEMBLANCE_TRY(narrow(prepared, request.scope));
    std::vector<ContentId> references;
    SEMBLANCE_TRY_ASSIGN(prepared.endpoints, encode(prepared, ground, references, cancel));
    if (timings)
        timings->encode = lapMs(timer);

    for (const Endpoint& endpoint : prepared.endpoints)
        request.endpoints.push_back(endpoint.vector);
    request.probes = probesOf(prepared.endpoints);
    request.scope.leftOut = leftOut(prepared, std::move(references));
    request.most = static_cast<std::size_t>(prepared.query.limit);
    SEMBLANCE_TRY_ASSIGN(prepared.ranking, ground.scorer->score(request, cancel));
    if (timings)
        timings->scan = lapMs(timer);
    return prepared;
}

}  // namespace semblance
