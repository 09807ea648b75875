#include "core/library/indexingservice.h"

#include <QElapsedTimer>
#include <deque>
#include <mutex>

#include "core/base/workerthread.h"
#include "core/library/indexer.h"
#include "core/library/library.h"
#include "core/library/pausegate.h"

namespace semblance {

namespace {
constexpr qint64 kTellEveryMs = 100;
constexpr qint64 kChangedEveryMs = 2000;  // the writer commits as often
constexpr qint64 kRateWindowMs = 10'000;

/// Files a second over the last ten seconds, so that a pause or a slow folder is soon forgotten.
class RateMeter {
public:
    double rate(qint64 nowMs, qint64 done) {
        m_samples.push_back({nowMs, done});
        while (m_samples.size() > 2 && nowMs - m_samples.front().ms > kRateWindowMs)
            m_samples.pop_front();
        const qint64 ms = nowMs - m_samples.front().ms;
        return ms > 0 ? 1000.0 * double(done - m_samples.front().done) / double(ms) : 0.0;
    }
    void restart() { m_samples.clear(); }

private:
    struct Sample {
        qint64 ms = 0;
        qint64 done = 0;
    };
    std::deque<Sample> m_samples;
};
}  // namespace

struct IndexingService::Private : IndexingObserver {
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
        if (progress.done > 0 && ms - changedAt > kChangedEveryMs) {
            changedAt = ms;
            QMetaObject::invokeMethod(q, [this] { Q_EMIT q->libraryChanged(); });
        }
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

    void runOnWorker(const std::shared_ptr<Library>& indexed, const QString& newFolder,
                     std::optional<RootId> onlyRoot, const CancelToken& token) {
        if (token.isCancelled())
            return finishRun(IndexingSummary{0, 0, 0, 0, true});
        Indexer indexer(indexed);
        const Result<IndexingSummary> summary = [&]() -> Result<IndexingSummary> {
            SEMBLANCE_TRY(indexed->acquireWriter());
            std::vector<RootId> roots;
            if (!newFolder.isEmpty()) {
                SEMBLANCE_TRY_ASSIGN(const RootId root, indexer.addFolder(newFolder));
                roots.push_back(root);
                QMetaObject::invokeMethod(q, [this] { Q_EMIT q->libraryChanged(); });
            } else if (onlyRoot) {
                roots.push_back(*onlyRoot);
            } else {
                SEMBLANCE_TRY_ASSIGN(roots, indexer.allRoots());
            }
            return indexer.run(roots, *this, gate, token);
        }();
        finishRun(summary);
    }

    void finishRun(const Result<IndexingSummary>& summary) {
        QMetaObject::invokeMethod(q, [this, summary] {
            --pending;
            Q_EMIT q->libraryChanged();
            if (pending == 0) {
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

    void start(const QString& newFolder, std::optional<RootId> onlyRoot) {
        if (!library)
            return;
        ++pending;
        // Runs asked for after a cancel are not meant by it.
        if (cancel.isCancelled())
            cancel = CancelToken();
        worker->post([this, indexed = library, newFolder, onlyRoot, token = cancel] {
            runOnWorker(indexed, newFolder, onlyRoot, token);
        });
    }

    IndexingService* const q;
    std::shared_ptr<Library> library;
    int pending = 0;  // runs asked for and not finished; GUI thread
    IndexingProgress shown;
    CancelToken cancel;  // of every run asked for since the last cancel(); GUI thread
    PauseGate gate;

    QElapsedTimer clock;
    qint64 toldAt = -kTellEveryMs;
    qint64 changedAt = 0;
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
    d->start(path, std::nullopt);
}
void IndexingService::rescanAll() {
    d->start({}, std::nullopt);
}
void IndexingService::rescan(RootId root) {
    d->start({}, root);
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

bool IndexingService::isRunning() const {
    return d->pending > 0;
}
bool IndexingService::isPaused() const {
    return d->gate.isPaused();
}

}  // namespace semblance
