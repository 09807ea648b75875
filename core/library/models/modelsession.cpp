#include "core/library/models/modelsession.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/published.h"
#include "core/catalogue/catalogue.h"
#include "core/library/models/modelchoice.h"
#include "core/remote/encoder.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelSession)
};

Q_LOGGING_CATEGORY(logModels, "semblance.library.models")

using Engine = ModelStanding::Engine;
}  // namespace

VectorModel vectorModelOf(const ModelInfo& info, const QString& source) {
    return {info.name, info.hash, info.dim, info.precision, info.device, source};
}

class ModelSession::Private {
public:
    /// A model in play. Guarded by the mutex.
    struct Candidate {
        ModelFolder folder;
        QString hash;  ///< of its vectors; of the chosen one once its engine has said it
        std::int64_t vectors = 0;  ///< that the library has, until they are open
        Engine engine = Engine::NotAsked;
        ReadyModel ready;  ///< with Engine::Ready
        Error error;       ///< with Engine::Failed
    };
    using CandidatePtr = std::shared_ptr<Candidate>;

    Private(Catalogue& rows, Options given) : catalogue(rows), options(std::move(given)) {}

    ~Private() {
        subscription.end();
        ending.cancel();
        std::vector<std::thread> starting;
        {
            std::lock_guard lock(mutex);
            starting.swap(starts);
        }
        for (std::thread& start : starting)
            start.join();
    }

    Status chooseFirst();
    Status findFormer();
    /// Decides anew, starts what is missing and publishes who answers. Under the lock.
    void decide();
    std::int64_t picturesOf(const Candidate& candidate, const Snapshot& snapshot) const;
    void start(const CandidatePtr& candidate);
    Result<ReadyModel> bringUp(const Candidate& candidate, const CancelToken& cancel);
    /// Of a model that is in play its engine goes on.
    Result<ReadyModel> bringUpOrReuse(const ModelFolder& folder, const CancelToken& cancel);
    void publish(const CandidatePtr& candidate);
    void letGo(const CandidatePtr& candidate);
    /// Under the lock.
    bool isInPlay(const QString& hash) const;
    /// An engine that failed may do better now; one whose folder is gone does not. Under the lock.
    void tryAgain();

    Catalogue& catalogue;
    const Options options;
    const CancelToken ending;
    Published<AnsweringModel> answers;

    mutable std::mutex mutex;
    std::condition_variable changed;
    CandidatePtr chosen;
    std::vector<CandidatePtr> former;
    bool isFormerKnown = false;  ///< `former` was looked for
    bool isOnlyChosen = false;
    bool isNeeded = false;  ///< somebody asked: engines may be started
    bool isFinal = false;   ///< nobody will answer
    int holds = 0;          ///< holdChosen()
    std::vector<std::thread> starts;

    std::mutex choosing;  ///< one change of the model at a time; taken before `mutex`
    Changes::Subscription subscription;
};

Status ModelSession::Private::chooseFirst() {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const QString last, reader->lastModel());
    QString wanted = options.asked.isEmpty() ? last : options.asked;
    if (wanted.isEmpty())
        wanted = QStringLiteral("mini");
    chosen = std::make_shared<Candidate>();
    const Result<ModelFolder> found = findModel(wanted);
    if (found) {
        chosen->folder = *found;
        return {};
    }
    if (!options.asked.isEmpty())
        return fail(found.error());
    chosen->folder = {{}, wanted};
    chosen->engine = Engine::Failed;
    chosen->error = {ErrorKind::NotFound,
                     Text::tr("The model '%1', with which this library's pictures are encoded, is "
                              "gone. Import it again, or choose another model.")
                         .arg(wanted),
                     found.error().sentence};
    return {};
}

/// Models that the library has vectors of, and whose folders are there. Not under the lock.
Status ModelSession::Private::findFormer() {
    SEMBLANCE_TRY_ASSIGN(const auto reader, catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> stored, reader->models());
    QString ownHash;
    QString ownSource;
    {
        std::lock_guard lock(mutex);
        ownHash = chosen->hash;
        ownSource = chosen->folder.source;
    }
    std::vector<CandidatePtr> found;
    for (const StoredModel& candidate : stored) {
        const VectorModel& model = candidate.model;
        // Under the same source another model has taken its place.
        if (candidate.vectors == 0 || model.hash == ownHash || model.source.isEmpty() ||
            model.source == ownSource)
            continue;
        const Result<ModelFolder> folder = findModel(model.source);
        if (!folder)
            continue;
        auto other = std::make_shared<Candidate>();
        other->folder = *folder;
        other->hash = model.hash;
        other->vectors = candidate.vectors;
        found.push_back(std::move(other));
    }
    std::lock_guard lock(mutex);
    for (CandidatePtr& other : found) {
        // One that is in play already goes on: its engine may be there, or on its way.
        const auto it = std::find_if(former.begin(), former.end(), [&](const CandidatePtr& one) {
            return one->hash.isEmpty() ? one->folder.source == other->folder.source
                                       : one->hash == other->hash;
        });
        if (it == former.end()) {
            former.push_back(std::move(other));
        } else {
            (*it)->hash = other->hash;
            (*it)->vectors = other->vectors;
        }
    }
    return {};
}

std::int64_t ModelSession::Private::picturesOf(const Candidate& candidate,
                                               const Snapshot& snapshot) const {
    const auto scorer = snapshot.scorer(candidate.hash);
    return scorer ? static_cast<std::int64_t>(scorer->searchable()) : candidate.vectors;
}

void ModelSession::Private::decide() {
    if (!isNeeded)
        return;
    const SnapshotPtr snapshot = catalogue.snapshot();
    ModelSituation situation;
    situation.chosen = {chosen->engine, picturesOf(*chosen, *snapshot)};
    for (const CandidatePtr& candidate : former)
        situation.former.push_back({candidate->engine, picturesOf(*candidate, *snapshot)});
    situation.isOnlyChosen = isOnlyChosen;
    const ModelChoice choice = chooseModel(situation);
    if (choice.startChosen)
        start(chosen);
    if (choice.startFormer)
        start(former[*choice.startFormer]);
    isFinal = choice.isFinal && isFormerKnown;
    switch (choice.answers) {
        case ModelChoice::Answers::Nobody:
            break;
        case ModelChoice::Answers::Former:
            publish(former[choice.former]);
            break;
        case ModelChoice::Answers::Chosen:
            // Until they are looked for, one of the former may know more.
            if (isFormerKnown ||
                situation.chosen.pictures >= static_cast<std::int64_t>(snapshot->contentCount()))
                publish(chosen);
            break;
    }
    changed.notify_all();
}

void ModelSession::Private::publish(const CandidatePtr& candidate) {
    std::optional<Error> problem;
    if (candidate != chosen && chosen->engine == Engine::Failed)
        problem = chosen->error;
    const AnsweringModelPtr before = answers.get();
    const bool isSame = before && before->model.encoder == candidate->ready.encoder &&
                        before->problem.has_value() == problem.has_value();
    if (!isSame)
        answers.set(
            std::make_shared<const AnsweringModel>(AnsweringModel{candidate->ready, problem}));
    if (candidate != chosen)
        return;
    // The chosen one has caught up: nobody else is needed.
    for (const CandidatePtr& other : std::exchange(former, {}))
        letGo(other);
}

void ModelSession::Private::letGo(const CandidatePtr& candidate) {
    if (candidate->hash != chosen->hash)
        catalogue.closeVectors(candidate->hash);
}

bool ModelSession::Private::isInPlay(const QString& hash) const {
    return chosen->hash == hash ||
           std::any_of(former.begin(), former.end(),
                       [&](const CandidatePtr& candidate) { return candidate->hash == hash; });
}

Result<ReadyModel> ModelSession::Private::bringUp(const Candidate& candidate,
                                                  const CancelToken& cancel) {
    ReadyModel ready;
    ready.source = candidate.folder.source;
    ready.encoder = options.makeEncoder(candidate.folder.dir);
    SEMBLANCE_TRY_ASSIGN(ready.info, ready.encoder->model(cancel));
    if (!candidate.hash.isEmpty() && ready.info.hash != candidate.hash) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The model '%1' is another one now than the one this library's "
                             "pictures are encoded with.")
                        .arg(ready.source));
    }
    const VectorModel model = vectorModelOf(ready.info, ready.source);
    Status opened = catalogue.openVectors(model);
    const bool mayMend = candidate.hash.isEmpty() && catalogue.writer();
    if (!opened && opened.error().kind == ErrorKind::Corrupt && mayMend) {
        // Damaged vectors are set aside; their pictures are encoded again at the next run.
        SEMBLANCE_TRY(catalogue.writer()->useModel(model, RowWriter::Check::Always));
        opened = catalogue.openVectors(model);
    }
    SEMBLANCE_TRY(opened);
    return ready;
}

/// Under the lock.
void ModelSession::Private::start(const CandidatePtr& candidate) {
    candidate->engine = Engine::Starting;
    starts.emplace_back([this, candidate, copy = *candidate] {
        Result<ReadyModel> ready = bringUp(copy, ending);
        bool isChosen = false;
        {
            std::lock_guard lock(mutex);
            candidate->engine = ready ? Engine::Ready : Engine::Failed;
            if (ready) {
                candidate->hash = ready->info.hash;
                candidate->ready = std::move(*ready);
            } else {
                candidate->error = ready.error();
            }
            isChosen = candidate == chosen;
        }
        if (ending.isCancelled())
            return;
        if (isChosen) {
            if (const Status found = findFormer(); !found)
                qCWarning(logModels) << found.error().sentence << found.error().detail;
        }
        std::lock_guard lock(mutex);
        isFormerKnown = isFormerKnown || isChosen;
        // Nobody needs it any more: another one has caught up meanwhile.
        if (candidate->engine == Engine::Ready && !isInPlay(candidate->hash))
            letGo(candidate);
        decide();
    });
}

void ModelSession::Private::tryAgain() {
    if (chosen->engine != Engine::Failed || chosen->folder.dir.isEmpty())
        return;
    chosen->engine = Engine::NotAsked;
    isFinal = false;
}

Result<std::unique_ptr<ModelSession>> ModelSession::open(Catalogue& catalogue, Options options) {
    auto d = std::make_unique<Private>(catalogue, std::move(options));
    d->isOnlyChosen = d->options.isOnlyAsked;
    SEMBLANCE_TRY(d->chooseFirst());
    d->subscription = catalogue.changes().subscribe([p = d.get()](const Delta& delta) {
        if (!delta.vectors && delta.inserted.empty() && delta.removed.empty())
            return;
        std::lock_guard lock(p->mutex);
        p->decide();
    });
    return std::unique_ptr<ModelSession>(new ModelSession(std::move(d)));
}

ModelSession::ModelSession(std::unique_ptr<Private> data) : d(std::move(data)) {}
ModelSession::~ModelSession() = default;

QString ModelSession::chosen() const {
    std::lock_guard lock(d->mutex);
    return d->chosen->folder.source;
}

AnsweringModelPtr ModelSession::now() const {
    return d->answers.get();
}

Result<AnsweringModelPtr> ModelSession::answering(const CancelToken& cancel) {
    if (AnsweringModelPtr answers = now())
        return answers;
    std::unique_lock lock(d->mutex);
    d->isNeeded = true;
    d->tryAgain();
    // A remembered model that is gone starts no engine whose end would bring the others up.
    if (d->chosen->engine == Engine::Failed && !d->isFormerKnown) {
        lock.unlock();
        SEMBLANCE_TRY(d->findFormer());
        lock.lock();
        d->isFormerKnown = true;
    }
    d->decide();
    const bool isDecided = waitUnlessCancelled(d->changed, lock, cancel, [this] {
        return d->isFinal || d->answers.get() || d->ending.isCancelled();
    });
    if (AnsweringModelPtr answers = now())
        return answers;
    return fail(isDecided && d->isFinal ? d->chosen->error : cancelledError());
}

Result<ReadyModel> ModelSession::chosenModel(const CancelToken& cancel) {
    std::unique_lock lock(d->mutex);
    d->isNeeded = true;
    d->tryAgain();
    d->decide();
    const auto candidate = d->chosen;
    waitUnlessCancelled(d->changed, lock, cancel, [&] {
        return candidate->engine == Engine::Ready || candidate->engine == Engine::Failed ||
               d->ending.isCancelled();
    });
    if (candidate->engine == Engine::Ready)
        return candidate->ready;
    return fail(candidate->engine == Engine::Failed ? candidate->error : cancelledError());
}

std::shared_ptr<void> ModelSession::holdChosen() {
    std::lock_guard lock(d->mutex);
    ++d->holds;
    return {nullptr, [this](void*) {
                std::lock_guard ending(d->mutex);
                --d->holds;
                d->changed.notify_all();
            }};
}

Result<ReadyModel> ModelSession::Private::bringUpOrReuse(const ModelFolder& folder,
                                                         const CancelToken& cancel) {
    {
        std::lock_guard lock(mutex);
        std::vector<CandidatePtr> all = former;
        all.push_back(chosen);
        for (const CandidatePtr& candidate : all) {
            if (candidate->engine == Engine::Ready && candidate->folder.dir == folder.dir) {
                ReadyModel ready = candidate->ready;
                ready.source = folder.source;
                return ready;
            }
        }
    }
    Candidate candidate;
    candidate.folder = folder;
    return bringUp(candidate, cancel);
}

Status ModelSession::choose(const QString& nameOrDir, const CancelToken& cancel) {
    std::lock_guard choosing(d->choosing);
    SEMBLANCE_TRY_ASSIGN(const ModelFolder folder, findModel(nameOrDir));
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, d->catalogue.acquireWriter());
    auto next = std::make_shared<Private::Candidate>();
    next->folder = folder;
    // A model that cannot be used changes nothing.
    SEMBLANCE_TRY_ASSIGN(next->ready, d->bringUpOrReuse(folder, cancel));
    next->engine = Engine::Ready;
    next->hash = next->ready.info.hash;

    std::unique_lock lock(d->mutex);
    const bool mayChange =
        waitUnlessCancelled(d->changed, lock, cancel, [this] { return d->holds == 0; });
    const Status noted = mayChange
                             ? writer->useModel(vectorModelOf(next->ready.info, folder.source))
                             : Status(fail(cancelledError()));
    if (!noted) {
        if (!d->isInPlay(next->hash))
            d->catalogue.closeVectors(next->hash);
        return noted;
    }
    const Private::CandidatePtr before = std::exchange(d->chosen, next);
    d->isOnlyChosen = false;
    d->isNeeded = true;
    d->isFormerKnown = false;
    d->isFinal = false;
    // Whoever answers now goes on, or comes up if it is on its way.
    if (before->engine != Engine::Failed)
        d->former.push_back(before);
    std::erase_if(d->former, [&](const auto& other) { return other->hash == next->hash; });
    lock.unlock();
    if (const Status found = d->findFormer(); !found)
        qCWarning(logModels) << found.error().sentence << found.error().detail;
    lock.lock();
    d->isFormerKnown = true;
    d->decide();
    return {};
}

}  // namespace semblance
