#include "core/library/services/indexingservice.h"

#include <QElapsedTimer>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/ratemeter.h"
#include "core/base/workerthread.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/indexing/indexer.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
constexpr qint64 kTellEveryMs = 100;
}  // namespace

struct IndexingService::Private : IndexingObserver {
    /// What one run is to look at.
    struct Request {
        enum class Kind { Everything, Waiting, Root, NewFolder };
        Kind kind = Kind::Everything;
        RootId root;     ///< Root
        QString folder;  ///< NewFolder
    };

    explicit Private(IndexingService* service) : q(service) { clock.start(); }

    ~Private() override { cancel.cancel(); }

    // --- IndexingObserver: any thread, one call at a time ---

    void progressed(const IndexingProgress& now) override {
        const qint64 ms = clock.elapsed();
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

    void tell(const IndexingProgress& progress) {
        QMetaObject::invokeMethod(q, [this, progress] {
            shown = progress;
            shown.paused = gate.isPaused();
            Q_EMIT q->progressChanged(shown);
        });
    }

    // --- worker ---

    Result<std::vector<RootId>> rootsOf(const Request& request, Indexer& indexer) {
        switch (request.kind) {
            case Request::Kind::NewFolder: {
                SEMBLANCE_TRY_ASSIGN(const RootId root, indexer.addFolder(request.folder));
                return std::vector{root};
            }
            case Request::Kind::Root:
                return std::vector{request.root};
            case Request::Kind::Waiting:
                // Beyond the roots a run is given it looks at those with pictures to encode.
                return std::vector<RootId>();
            case Request::Kind::Everything:
                break;
        }
        return indexer.allRoots();
    }

    void runOnWorker(const std::shared_ptr<Library>& indexed, const Request& request,
                     const CancelToken& token) {
        if (token.isCancelled())
            return finishRun(IndexingSummary{0, 0, 0, 0, true});
        const auto held = indexed->groups().hold();
        Indexer indexer(indexed->catalogue(), indexed->models(), indexed->decoders());
        const Result<IndexingSummary> summary = [&]() -> Result<IndexingSummary> {
            SEMBLANCE_TRY_ASSIGN(const std::vector<RootId> roots, rootsOf(request, indexer));
            return indexer.run(roots, *this, gate, token);
        }();
        finishRun(summary);
    }

    void finishRun(const Result<IndexingSummary>& summary) {
        QMetaObject::invokeMethod(q, [this, summary] {
            requests.pop_front();
            if (requests.empty()) {
                shown = {};
                Q_EMIT q->progressChanged(shown);
            }
            if (summary) {
                Q_EMIT q->finished(*summary);
            } else {
                Q_EMIT q->problem(summary.error());
                Q_EMIT q->finished({});
            }
        });
    }

    void start(const Request& request) {
        if (!library)
            return;
        if (suspensions > 0) {
            suspended.push_back(request);
            return;
        }
        requests.push_back(request);
        // Runs asked for after a cancel are not meant by it.
        if (cancel.isCancelled())
            cancel = CancelToken();
        worker->post([this, indexed = library, request, token = cancel] {
            runOnWorker(indexed, request, token);
        });
    }

    IndexingService* const q;
    std::shared_ptr<Library> library;
    std::deque<Request> requests;    // asked for and not finished; GUI thread
    std::vector<Request> suspended;  // to be asked for again; GUI thread
    int suspensions = 0;
    IndexingProgress shown;
    CancelToken cancel;  // of every run asked for since the last cancel(); GUI thread
    PauseGate gate;

    QElapsedTimer clock;
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
}
void IndexingService::addFolder(const QString& path) {
    d->start({Private::Request::Kind::NewFolder, {}, path});
}
void IndexingService::rescanAll() {
    d->start({Private::Request::Kind::Everything, {}, {}});
}
void IndexingService::rescan(RootId root) {
    d->start({Private::Request::Kind::Root, root, {}});
}
void IndexingService::encodeWaiting() {
    d->start({Private::Request::Kind::Waiting, {}, {}});
}

void IndexingService::pause() {
    d->gate.setPaused(true);
    d->tell(d->shown);
}

void IndexingService::resume() {
    d->gate.setPaused(false);
    d->tell(d->shown);
}

void IndexingService::cancel() {
    d->cancel.cancel();
    d->gate.setPaused(false);
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
