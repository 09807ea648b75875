#include "core/library/services/indexingservice.h"

#include <QElapsedTimer>
#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/ratemeter.h"
#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/library.h"
#include "core/library/texts/textkeeper.h"
#include "core/remote/decoderpool.h"
#include "core/scan/folderwatch.h"

namespace semblance {

namespace {
constexpr qint64 kTellEveryMs = 100;
/// An unasked run is shown when so much is to be read, or it takes so long.
constexpr qint64 kShowFrom = 20;
constexpr qint64 kShowAfterMs = 2000;

/// What was noticed and is not taken up yet.
class Hints {
public:
    /// False when a run has taken them: they are to be followed by another.
    bool add(const FolderChanges& more) {
        std::lock_guard lock(m_mutex);
        if (!m_isTaken)
            m_changes.add(more);
        return !m_isTaken;
    }
    FolderChanges take() {
        std::lock_guard lock(m_mutex);
        m_isTaken = true;
        return m_changes;
    }

private:
    std::mutex m_mutex;
    FolderChanges m_changes;
    bool m_isTaken = false;
};
}  // namespace

struct IndexingService::Private : IndexingObserver {
    /// What one run is to look at.
    struct Request {
        enum class Kind { Everything, Waiting, Root, NewFolder, AsNew, Place, Hints };
        Kind kind = Kind::Everything;
        RootId root{};           ///< Root
        QString folder{};        ///< NewFolder, AsNew
        PlaceQuestion answer{};  ///< Place
        bool isUnasked = false;
        std::shared_ptr<semblance::Hints> hints{};  ///< Hints
    };

    explicit Private(IndexingService* service) : q(service) {
        clock.start();
        gate.onHeld([this] { tellHeld(); });
    }

    ~Private() override { cancel.cancel(); }

    // --- IndexingObserver: any thread, one call at a time ---

    void progressed(const IndexingProgress& now) override {
        std::lock_guard lock(tellMutex);
        const qint64 ms = clock.elapsed();
        latest = now;
        const qint64 left =
            now.phase == IndexingProgress::Phase::Encoding ? now.toDo - now.done : 0;
        const bool isLong = left >= kShowFrom || (left > 0 && ms - startedAt >= kShowAfterMs);
        if (isUnasked && !isLong && !isShown)
            return;
        isShown = true;
        const bool phaseChanged = now.phase != lastPhase;
        if (!phaseChanged && ms - toldAt < kTellEveryMs && now.done != now.toDo)
            return;
        toldAt = ms;
        lastPhase = now.phase;
        IndexingProgress progress = now;
        if (progress.phase == IndexingProgress::Phase::Encoding) {
            progress.rate = meter.rate(ms, progress.done);
            if (progress.rate > 0)
                progress.secondsLeft = double(progress.toDo - progress.done) / progress.rate;
        } else {
            meter.restart();
        }
        tell(progress);
    }

    void failed(const QString&, const QString&) override {}  // kept in the library, read from there

    /// However small the run is: it does not go on by itself.
    void tellHeld() {
        std::lock_guard lock(tellMutex);
        isShown = true;
        tell(latest);
    }

    void tell(const IndexingProgress& progress) {
        QMetaObject::invokeMethod(q, [this, progress] {
            shown = progress;
            shown.paused = gate.isPaused();
            shown.onBattery = shown.paused && !isPausedByUser;
            Q_EMIT q->progressChanged(shown);
        });
    }

    // --- worker ---

    Result<std::vector<RootId>> rootsOf(const Request& request, Catalogue& catalogue,
                                        Indexer& indexer) {
        switch (request.kind) {
            case Request::Kind::Place: {
                const Recognition& found = request.answer.found;
                SEMBLANCE_TRY(relocate(catalogue, found.root, found.newPath));
                return rootOf(request.answer.folder, indexer);
            }
            case Request::Kind::NewFolder:
            case Request::Kind::AsNew:
                return rootOf(request.folder, indexer);
            case Request::Kind::Root:
                return std::vector{request.root};
            case Request::Kind::Waiting:
                // Beyond the roots a run is given it looks at those with pictures to encode.
                return std::vector<RootId>();
            case Request::Kind::Hints:
            case Request::Kind::Everything:
                break;
        }
        return indexer.allRoots();
    }

    Result<IndexingSummary> runOne(const Request& request, Catalogue& catalogue, Indexer& indexer,
                                   const CancelToken& token) {
        if (request.kind == Request::Kind::Hints)
            return indexer.follow(request.hints->take(), *this, gate, token);
        SEMBLANCE_TRY_ASSIGN(const std::vector<RootId> roots, rootsOf(request, catalogue, indexer));
        return indexer.run(roots, *this, gate, token);
    }

    Result<std::vector<RootId>> rootOf(const QString& folder, Indexer& indexer) {
        SEMBLANCE_TRY_ASSIGN(AddedFolder added, indexer.addFolder(folder));
        note = std::move(added.note);
        return std::vector{added.root};
    }

    /// Nothing when the folder looks like no root, or cannot be looked at: adding it says why.
    std::optional<PlaceQuestion> questionOn(const Request& request, const Catalogue& catalogue,
                                            const CancelToken& token) {
        if (request.kind != Request::Kind::NewFolder)
            return std::nullopt;
        IndexingProgress progress;
        progress.phase = IndexingProgress::Phase::Scanning;
        progress.currentFolder = request.folder;
        tell(progress);
        const auto found = recogniseFolder(catalogue, request.folder, token);
        if (!found || !*found)
            return std::nullopt;
        return PlaceQuestion{request.folder, **found};
    }

    void runOnWorker(const std::shared_ptr<Library>& indexed,
                     const std::shared_ptr<FolderWatch>& watching, const Request& request,
                     const CancelToken& token) {
        if (token.isCancelled())
            return finishRun(IndexingSummary{0, 0, 0, 0, true, request.isUnasked});
        {
            std::lock_guard lock(tellMutex);
            latest = {};
            startedAt = clock.elapsed();
            isUnasked = request.isUnasked;
            isShown = false;
        }
        if (const auto question = questionOn(request, indexed->catalogue(), token))
            return ask(*question);
        if (token.isCancelled())
            return finishRun(IndexingSummary{0, 0, 0, 0, true, request.isUnasked});
        note.clear();
        const auto held = indexed->groups().hold();
        const auto heldTexts = indexed->texts().hold();
        Indexer indexer(indexed->catalogue(), indexed->models(), indexed->decoders(),
                        watching.get());
        indexer.setVideos(videos);
        Result<IndexingSummary> summary = runOne(request, indexed->catalogue(), indexer, token);
        if (summary)
            summary->isUnasked = request.isUnasked;
        finishRun(summary);
        if (summary)
            indexed->backUpIfDue(token);
    }

    void ask(const PlaceQuestion& question) {
        QMetaObject::invokeMethod(q, [this, question] {
            takeFinished();
            Q_EMIT q->recognised(question);
        });
    }

    void finishRun(const Result<IndexingSummary>& summary) {
        QMetaObject::invokeMethod(q, [this, summary, said = std::exchange(note, {})] {
            takeFinished();
            if (summary) {
                Q_EMIT q->finished(*summary);
            } else {
                Q_EMIT q->problem(summary.error());
                Q_EMIT q->finished({});
            }
            if (!said.isEmpty())
                Q_EMIT q->noted(said);
        });
    }

    /// GUI thread.
    void takeFinished() {
        requests.pop_front();
        if (!requests.empty())
            return;
        shown = {};
        Q_EMIT q->progressChanged(shown);
        Q_EMIT q->runningChanged(false);
    }

    void start(const Request& request) {
        if (!library)
            return;
        if (suspensions > 0) {
            suspended.push_back(request);
            return;
        }
        requests.push_back(request);
        if (requests.size() == 1)
            Q_EMIT q->runningChanged(true);
        // Runs asked for after a cancel are not meant by it.
        if (cancel.isCancelled())
            cancel = CancelToken();
        worker->post([this, indexed = library, watching = watch, request, token = cancel] {
            runOnWorker(indexed, watching, request, token);
        });
    }

    void updateGate() { gate.setPaused(isPausedByUser || isPausedOnBattery); }

    IndexingService* const q;
    std::shared_ptr<Library> library;
    std::shared_ptr<FolderWatch> watch;
    int cores = 0;
    std::deque<Request> requests;    // asked for and not finished; GUI thread
    std::vector<Request> suspended;  // to be asked for again; GUI thread
    int suspensions = 0;
    IndexingProgress shown;
    QString note;        // on the folder that the run added; worker
    CancelToken cancel;  // of every run asked for since the last cancel(); GUI thread
    PauseGate gate;
    bool isPausedByUser = false;     // GUI thread
    bool isPausedOnBattery = false;  // GUI thread
    std::atomic<bool> videos{true};

    QElapsedTimer clock;
    std::mutex tellMutex;  // guards the members below
    IndexingProgress latest;
    qint64 startedAt = 0;
    bool isUnasked = false;
    bool isShown = false;
    qint64 toldAt = -kTellEveryMs;
    IndexingProgress::Phase lastPhase = IndexingProgress::Phase::Idle;
    RateMeter meter;

    std::unique_ptr<WorkerThread> worker =
        std::make_unique<WorkerThread>(QStringLiteral("indexing"));
};

IndexingService::IndexingService(QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this)) {}

IndexingService::~IndexingService() {
    d->cancel.cancel();
    d->worker.reset();
}

void IndexingService::setLibrary(std::shared_ptr<Library> library) {
    d->library = std::move(library);
    setCores(d->cores);
}
void IndexingService::setWatch(std::shared_ptr<FolderWatch> watch) {
    d->watch = std::move(watch);
}
void IndexingService::setCores(int cores) {
    d->cores = cores;
    if (d->library)
        d->library->setIndexingCores(cores);
}
void IndexingService::setVideos(bool wanted) {
    d->videos = wanted;
}
void IndexingService::addFolder(const QString& path) {
    d->start({.kind = Private::Request::Kind::NewFolder, .folder = path});
}
void IndexingService::addAsNew(const QString& path) {
    d->start({.kind = Private::Request::Kind::AsNew, .folder = path});
}
void IndexingService::usePlace(const PlaceQuestion& question) {
    d->start({.kind = Private::Request::Kind::Place, .answer = question});
}
void IndexingService::rescanAll() {
    d->start({.kind = Private::Request::Kind::Everything});
}
void IndexingService::rescan(RootId root) {
    d->start({.kind = Private::Request::Kind::Root, .root = root});
}
void IndexingService::encodeWaiting() {
    d->start({.kind = Private::Request::Kind::Waiting});
}

void IndexingService::follow(const FolderChanges& changes) {
    const auto takes = [&](const auto& requests) {
        return !requests.empty() && requests.back().hints && requests.back().hints->add(changes);
    };
    if (d->suspensions > 0 ? takes(d->suspended) : takes(d->requests))
        return;
    const auto hints = std::make_shared<Hints>();
    hints->add(changes);
    d->start({.kind = Private::Request::Kind::Hints, .isUnasked = true, .hints = hints});
}

void IndexingService::reconcile() {
    d->start({.kind = Private::Request::Kind::Everything, .isUnasked = true});
}

void IndexingService::pause() {
    d->isPausedByUser = true;
    d->updateGate();
    d->tell(d->shown);
}

void IndexingService::resume() {
    d->isPausedByUser = false;
    d->updateGate();
    d->tell(d->shown);
}

void IndexingService::setPausedOnBattery(bool paused) {
    if (d->isPausedOnBattery == paused)
        return;
    d->isPausedOnBattery = paused;
    d->updateGate();
    d->tell(d->shown);
}

void IndexingService::cancel() {
    d->cancel.cancel();
    d->isPausedByUser = false;
    d->updateGate();
}

void IndexingService::suspendRuns() {
    if (d->suspensions++ > 0)
        return;
    // Those that were cancelled before stay so.
    if (!d->cancel.isCancelled())
        d->suspended.assign(d->requests.begin(), d->requests.end());
    // Not cancel(): a pause is the user's, and lasts beyond a change of the model.
    d->cancel.cancel();
}

void IndexingService::resumeRuns() {
    if (--d->suspensions > 0)
        return;
    for (const Private::Request& request : std::exchange(d->suspended, {}))
        d->start(request);
}

bool IndexingService::isRunning() const {
    return !d->requests.empty();
}
bool IndexingService::isPaused() const {
    return d->gate.isPaused();
}

}  // namespace semblance
