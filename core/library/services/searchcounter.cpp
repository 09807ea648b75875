#include "core/library/services/searchcounter.h"

#include <QTimer>
#include <algorithm>
#include <utility>

#include "core/base/background.h"
#include "core/base/cancel.h"
#include "core/base/workerthread.h"
#include "core/library/library.h"
#include "core/library/search/resultsbackground.h"
#include "core/library/search/searcher.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {

constexpr int firstLimit = 200;
constexpr int mostLimit = 1'000'000;
constexpr int limitTimes = 8;

/// Nothing where the line is not known, or when cancelled.
std::optional<qint64> countOf(PreparedQuery prepared, const CancelToken& cancel) {
    for (int limit = firstLimit;; limit *= limitTimes) {
        prepared.query.limit = limit;
        const std::vector<PhotoItem> ranked = prepared.rank();
        const auto good = prepared.good(ranked);
        if (!good || cancel.isCancelled())
            return std::nullopt;
        const bool isWhole = ranked.size() < std::size_t(limit) || limit > mostLimit;
        if (*good < ranked.size() || isWhole)
            return qint64(*good);
    }
}

}  // namespace

struct SearchCounter::Private {
    Private(SearchCounter* counter, const Pauses& times) : q(counter), pauses(times) {}

    // --- GUI thread ---

    /// Not earlier than in so many milliseconds.
    void startIn(int ms) {
        if (!soon.isActive() || soon.remainingTime() < ms)
            soon.start(ms);
    }

    void next() {
        if (!library || isCounting || waiting.isEmpty())
            return;
        isCounting = true;
        cancel = CancelToken();
        worker.post(
            [this, question = waiting.first(), token = cancel] { countOnWorker(question, token); });
    }

    void end(const Question& question, std::optional<qint64> photos, bool wasCancelled) {
        isCounting = false;
        // What was broken off is counted later.
        if (wasCancelled) {
            if (!waiting.isEmpty())
                startIn(pauses.quietMs);
            return;
        }
        waiting.removeOne(question);
        Q_EMIT q->counted(question.id, photos);
        if (!waiting.isEmpty())
            next();
        else if (std::exchange(isOld, false))
            countAgain();
    }

    void countAgain() {
        waiting = asked;
        startIn(pauses.againMs);
    }

    // --- worker ---

    void countOnWorker(const Question& question, const CancelToken& token) {
        std::optional<qint64> photos;
        if (searcher && !token.isCancelled()) {
            // From the cache, most of the time.
            static_cast<void>(searched->background()->learn(token));
            if (auto prepared = searcher->prepare(question.query, token))
                photos = countOf(std::move(*prepared), token);
        }
        QMetaObject::invokeMethod(
            q, [this, question, photos, token] { end(question, photos, token.isCancelled()); });
    }

    SearchCounter* const q;
    const Pauses pauses;
    std::shared_ptr<Library> library;
    QList<Question> asked;
    QList<Question> waiting;  ///< of these
    bool isCounting = false;
    bool isOld = false;  ///< what was counted of them in this round
    QTimer soon;
    CancelToken cancel;

    std::shared_ptr<Library> searched;                    // worker; outlives the searcher
    std::unique_ptr<Searcher> searcher;                   // worker
    WorkerThread worker{QStringLiteral("saved counts")};  // last: its tasks use everything above
};

SearchCounter::SearchCounter(const Pauses& pauses, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this, pauses)) {
    d->worker.post([] { yieldToOthers(); });
    d->soon.setSingleShot(true);
    connect(&d->soon, &QTimer::timeout, this, [this] { d->next(); });
}

SearchCounter::~SearchCounter() {
    d->cancel.cancel();
}

void SearchCounter::setLibrary(const std::shared_ptr<Library>& library) {
    d->cancel.cancel();
    d->soon.stop();
    d->waiting.clear();
    d->asked.clear();
    d->isOld = false;
    d->library = library;
    d->worker.post([this, library] {
        d->searcher.reset();
        if (library)
            d->searcher = std::make_unique<Searcher>(library->catalogue(), library->models(),
                                                     library->decoders(), library->background());
        d->searched = library;
    });
}

void SearchCounter::count(const QList<Question>& questions) {
    const bool isSame = questions == d->asked;
    if (isSame && !d->waiting.isEmpty()) {
        d->isOld = d->waiting.size() < questions.size() || d->isCounting;
        return;
    }
    d->asked = questions;
    if (isSame)
        return d->countAgain();
    d->isOld = false;
    d->waiting = questions;
    d->startIn(d->pauses.quietMs);
}

void SearchCounter::standBack() {
    d->cancel.cancel();
    if (!d->waiting.isEmpty())
        d->startIn(d->pauses.quietMs);
}

}  // namespace semblance
