#include "core/library/services/suggestionservice.h"

#include <QLoggingCategory>
#include <algorithm>
#include <utility>

#include "core/base/background.h"
#include "core/base/cancel.h"
#include "core/base/resources.h"
#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/suggester.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logSuggestions, "semblance.library.suggestions")

constexpr std::size_t kSample = 512;
/// What the library answers is learnt again when it has grown or shrunk by a tenth.
constexpr std::size_t kChange = 10;

/// Contents from all over the library.
std::vector<ContentId> sampleOf(const Snapshot& snapshot) {
    const PhotoListPtr photos = snapshot.photos();
    const auto count = static_cast<std::size_t>(photos->size());
    std::vector<ContentId> sample;
    for (std::size_t i = 0; i < std::min(count, kSample); ++i) {
        const std::size_t row = i * count / std::min(count, kSample);
        sample.push_back(photos->at(static_cast<qsizetype>(row)).content);
    }
    return sample;
}
}  // namespace

struct SuggestionService::Private {
    explicit Private(SuggestionService* service) : q(service) {}

    // --- worker ---

    bool isUpToDate(const QString& modelHash, const EndpointScorer& scorer) const {
        if (!suggester || !suggester->isReady() || learnedModel != modelHash)
            return false;
        const std::size_t now = scorer.searchable();
        const std::size_t then = suggester->learnedOf();
        const std::size_t change = now > then ? now - then : then - now;
        return change * kChange <= then;
    }

    Status makeReady(const Snapshot& snapshot, const EndpointScorer& scorer,
                     const ReadyModel& model, const CancelToken& token) {
        if (isUpToDate(model.info.hash, scorer))
            return {};
        if (!suggester) {
            SEMBLANCE_TRY_ASSIGN(auto phrases,
                                 readSuggestedPhrases(resourceDir(QStringLiteral("suggestions")) +
                                                      QStringLiteral("/modifications.tsv")));
            suggester = std::make_unique<Suggester>(std::move(phrases));
        }
        learnedModel = model.info.hash;
        return suggester->learn(scorer, *model.encoder, sampleOf(snapshot), token);
    }

    void suggestOnWorker(const std::shared_ptr<Library>& opened, quint64 number,
                         const std::vector<float>& reference, const CancelToken& token,
                         const CancelToken& ofLibrary) {
        if (token.isCancelled())
            return;
        const AnsweringModelPtr answering = opened->models().now();
        const SnapshotPtr snapshot = opened->catalogue().snapshot();
        if (!answering)
            return;
        const auto scorer = snapshot->scorer(answering->model.info.hash);
        if (!scorer || scorer->dimension() != static_cast<int>(reference.size()))
            return;
        // What is learnt serves the requests that overtake this one.
        const Status ready = makeReady(*snapshot, *scorer, answering->model, ofLibrary);
        if (!ready) {
            if (ready.error().kind != ErrorKind::Cancelled)
                qCWarning(logSuggestions) << ready.error().sentence << ready.error().detail;
            return;
        }
        if (token.isCancelled())
            return;
        const QStringList found = suggester->suggest(*scorer, reference, usualCount);
        QMetaObject::invokeMethod(q, [this, number, found, token] {
            if (!token.isCancelled() && !found.isEmpty())
                Q_EMIT q->suggested(number, found);
        });
    }

    SuggestionService* const q;
    std::shared_ptr<Library> library;
    CancelToken cancel;    // of the last request; GUI thread
    CancelToken learning;  // of the library; GUI thread

    std::unique_ptr<Suggester> suggester;                // worker
    QString learnedModel;                                // worker
    WorkerThread worker{QStringLiteral("suggestions")};  // last: its tasks use everything above
};

SuggestionService::SuggestionService(QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this)) {
    d->worker.post([] { yieldToOthers(); });
}

SuggestionService::~SuggestionService() {
    d->cancel.cancel();
    d->learning.cancel();
}

void SuggestionService::setLibrary(std::shared_ptr<Library> library) {
    cancel();
    d->learning.cancel();
    d->learning = CancelToken();
    d->library = std::move(library);
    d->worker.post([this] { d->suggester.reset(); });
}

void SuggestionService::request(quint64 number, std::vector<float> reference) {
    cancel();
    d->cancel = CancelToken();
    if (!d->library || reference.empty())
        return;
    d->worker.post([this, number, library = d->library, reference = std::move(reference),
                    token = d->cancel, learning = d->learning] {
        d->suggestOnWorker(library, number, reference, token, learning);
    });
}

void SuggestionService::cancel() {
    d->cancel.cancel();
}

}  // namespace semblance
