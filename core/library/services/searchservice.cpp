#include "core/library/services/searchservice.h"

#include <QElapsedTimer>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/workerthread.h"
#include "core/library/library.h"
#include "core/library/search/resultsbackground.h"
#include "core/library/search/searcher.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
std::vector<float> referenceOf(const PreparedQuery& prepared) {
    const Query& query = prepared.query;
    if (query.references.empty() || !query.modification.isEmpty() || !query.text.isEmpty())
        return {};
    const Gram gram(prepared.endpoints);
    return composedVector(prepared.endpoints, compose(prepared.endpoints, gram, 0));
}
}  // namespace

struct SearchService::Private {
    explicit Private(SearchService* service) : q(service) {}

    // --- query thread ---

    void searchOnWorker(quint64 number, const Query& query, const CancelToken& token,
                        QElapsedTimer since) {
        if (number != latest)
            return;
        // An explanation is of this query's answer, or of none.
        prepared.reset();
        Result<PreparedQuery> result = searcher->prepare(query, token);
        if (!result) {
            QMetaObject::invokeMethod(q, [this, number, error = result.error()] {
                if (number == latest)
                    Q_EMIT q->failed(number, error);
            });
            return;
        }
        prepared = std::move(*result);
        answer(number, since);
    }

    void answer(quint64 number, QElapsedTimer since) {
        if (!prepared || number != latest)
            return;
        SearchAnswer answer;
        answer.number = number;
        std::optional<double> wanted;
        {
            std::lock_guard lock(mixMutex);
            wanted = mix;
        }
        std::vector<PhotoItem> ranked = prepared->rank(wanted);
        if (const auto good = prepared->good(ranked, wanted))
            answer.good = static_cast<qsizetype>(*good);
        // What is only filtered keeps the library's order.
        answer.photos =
            prepared->ranking ? photoListOf(std::move(ranked)) : photoListByTime(std::move(ranked));
        answer.mix = static_cast<float>(prepared->mixOf(wanted));
        answer.mixMatters = prepared->mixMatters();
        answer.searched = static_cast<qint64>(prepared->searched);
        // Of a part of the library it is not known.
        if (!prepared->files)
            answer.waiting =
                static_cast<qint64>(prepared->snapshot->contentCount()) - answer.searched;
        answer.unknownFraction = prepared->unknownFraction;
        answer.reference = referenceOf(*prepared);
        answer.milliseconds = double(since.nsecsElapsed()) / 1e6;
        QMetaObject::invokeMethod(
            q, [this, answer = std::move(answer), usual = prepared->model.defaultMix] {
                if (answer.number != latest)
                    return;
                defaultMix = usual;
                answeredSearch = searchNumber;
                Q_EMIT q->answered(answer);
                learnBackground(answer.good.has_value());
            });
    }

    // --- GUI thread ---

    /// From the kept scores, after `change` on the query thread. Before the last search() has been
    /// answered nothing is done.
    quint64 answerAnew(std::function<void()> change) {
        if (searchNumber == 0 || answeredSearch != searchNumber)
            return searchNumber;
        explaining.cancel();
        const quint64 number = ++latest;
        QElapsedTimer since;
        since.start();
        worker.post([this, number, since, change = std::move(change)] {
            change();
            answer(number, since);
        });
        return number;
    }

    /// The last answer as it is known now, under the same number.
    void answerAgain() {
        QElapsedTimer since;
        since.start();
        worker.post([this, number = latest.load(), since] { answer(number, since); });
    }

    /// Beside the queries: where results end. An answer that was given without it is given anew.
    void learnBackground(bool isKnown) {
        if (!library || isLearning)
            return;
        isLearning = true;
        learner.post([this, isKnown, learned = library, token = learning] {
            const Result<bool> news = learned->background()->learn(token);
            QMetaObject::invokeMethod(q, [this, isNew = news && *news && !isKnown] {
                isLearning = false;
                if (isNew && answeredSearch == searchNumber)
                    answerAgain();
            });
        });
    }

    // --- query thread ---

    void explainOnWorker(const PhotoItem& photo, const CancelToken& token) {
        if (token.isCancelled())
            return;
        std::optional<double> wanted;
        {
            std::lock_guard lock(mixMutex);
            wanted = mix;
        }
        const bool isScored = prepared && prepared->ranking;
        const Result<Explanation> result =
            isScored
                ? searcher->explain(*prepared, photo, wanted, token)
                : fail(ErrorKind::NotFound,
                       SearchService::tr("This search has no answer that could be explained."));
        QMetaObject::invokeMethod(q, [this, photo, result, token] {
            if (token.isCancelled())
                return;
            if (result)
                Q_EMIT q->explained(photo, *result);
            else
                Q_EMIT q->notExplained(photo, result.error());
        });
    }

    void warmOnWorker() {
        if (!searcher)
            return;
        const Result<ModelInfo> model = searcher->warm(ending);
        QMetaObject::invokeMethod(q, [this, model] {
            if (model) {
                defaultMix = model->defaultMix;
                Q_EMIT q->engineReady();
            } else {
                Q_EMIT q->engineFailed(model.error());
            }
        });
    }

    SearchService* const q;
    std::shared_ptr<Library> library;
    float defaultMix = 0.5f;
    std::atomic<quint64> latest{0};
    quint64 searchNumber = 0;    // of the last search(); GUI thread
    quint64 answeredSearch = 0;  // the last search() that was answered; GUI thread
    CancelToken cancel;
    CancelToken explaining;   // GUI thread
    CancelToken learning;     // of the library; GUI thread
    bool isLearning = false;  // GUI thread
    const CancelToken ending;

    std::mutex mixMutex;
    std::optional<double> mix;  // set by the slider since the last search()

    std::shared_ptr<Library> searched;      // query thread; outlives the searcher
    std::unique_ptr<Searcher> searcher;     // query thread
    std::optional<PreparedQuery> prepared;  // query thread
    WorkerThread learner{QStringLiteral("results' ends")};
    WorkerThread worker{QStringLiteral("query")};  // last: its tasks use everything above
};

SearchService::SearchService(QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this)) {}

SearchService::~SearchService() {
    d->cancel.cancel();
    d->explaining.cancel();
    d->learning.cancel();
    d->ending.cancel();
    ++d->latest;
}

void SearchService::setLibrary(std::shared_ptr<Library> library) {
    d->library = library;
    d->learning.cancel();
    d->learning = CancelToken();
    d->worker.post([this, library] {
        d->prepared.reset();
        d->searcher.reset();
        if (library) {
            d->searcher = std::make_unique<Searcher>(library->catalogue(), library->models(),
                                                     library->decoders(), library->background());
        }
        d->searched = library;
    });
}

quint64 SearchService::search(const Query& query) {
    d->cancel.cancel();
    d->cancel = CancelToken();
    d->explaining.cancel();
    const quint64 number = ++d->latest;
    d->searchNumber = number;
    {
        std::lock_guard lock(d->mixMutex);
        d->mix.reset();
    }
    QElapsedTimer since;
    since.start();
    if (d->library) {
        d->worker.post([this, number, query, token = d->cancel, since] {
            d->searchOnWorker(number, query, token, since);
        });
    }
    return number;
}

quint64 SearchService::setMix(float mix) {
    {
        std::lock_guard lock(d->mixMutex);
        d->mix = double(mix);
    }
    return d->answerAnew([] {});
}

quint64 SearchService::setLimit(int limit) {
    return d->answerAnew([this, limit] {
        if (d->prepared)
            d->prepared->query.limit = limit;
    });
}

void SearchService::explain(const PhotoItem& photo) {
    d->explaining.cancel();
    d->explaining = CancelToken();
    if (!d->library)
        return;
    d->worker.post([this, photo, token = d->explaining] { d->explainOnWorker(photo, token); });
}

float SearchService::defaultMix() const {
    return d->defaultMix;
}

void SearchService::warmUp() {
    if (!d->library)
        return;
    d->worker.post([this] { d->warmOnWorker(); });
}

}  // namespace semblance
