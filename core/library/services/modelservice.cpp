#include "core/library/services/modelservice.h"

#include <QSet>
#include <atomic>
#include <utility>

#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/models/modelentries.h"
#include "core/library/models/modelsession.h"
#include "core/library/services/indexingservice.h"

namespace semblance {

struct ModelService::Private {
    explicit Private(ModelService* service) : q(service) {}

    /// Runs `then` on the GUI thread, if the service is still there.
    template <class Then>
    void tell(Then then) {
        QMetaObject::invokeMethod(q, std::move(then));
    }

    // --- list worker ---

    void listOnWorker(const std::shared_ptr<Library>& shown) {
        listWaits = false;
        Result<ModelEntries> read = readModelEntries(store, modelUseOf(shown));
        tell([this, read = std::move(read)] {
            if (!read) {
                Q_EMIT q->problem(read.error());
                return;
            }
            pictures = read->pictures;
            Q_EMIT q->modelsChanged(read->models);
            lookAtUnchecked(read->models);
        });
    }

    void chooseOnWorker(const std::shared_ptr<Library>& changed, const QString& name) {
        const Status done = changed->models().choose(name, ending);
        tell([this, done, name] {
            if (indexing)
                indexing->resumeRuns();
            if (!done) {
                Q_EMIT q->problem(done.error());
            } else {
                if (indexing)
                    indexing->encodeWaiting();
                Q_EMIT q->chosen(name);
            }
            q->refresh();
        });
    }

    void removeOnWorker(const std::shared_ptr<Library>& shown, const QString& name) {
        const Status done = removeModel(store, modelUseOf(shown), name);
        tell([this, done, name] {
            if (done)
                Q_EMIT q->removed(name);
            else
                Q_EMIT q->problem(done.error());
            q->refresh();
        });
    }

    void forgetOnWorker(const std::shared_ptr<Library>& shown, const QString& name) {
        const Result<qint64> freed = forgetModel(store, modelUseOf(shown), name);
        tell([this, freed, name] {
            if (freed)
                Q_EMIT q->forgotten(name, *freed);
            else
                Q_EMIT q->problem(freed.error());
            q->refresh();
        });
    }

    // --- engine worker: imports, self-tests, first looks ---

    void importOnWorker(const QString& dir, const QString& name, const CancelToken& token) {
        const auto progress = [this](const ModelImportProgress& now) {
            tell([this, now] { Q_EMIT q->importProgressed(now); });
        };
        const Result<ModelStore::Imported> result =
            token.isCancelled() ? fail(cancelledError())
                                : store.importFolder(dir, name, progress, token);
        tell([this, dir, result] {
            --imports;
            if (result)
                Q_EMIT q->imported(result->model.name, result->wasThere);
            else
                Q_EMIT q->importFailed(dir, result.error());
            q->refresh();
        });
    }

    void checkOnWorker(const QString& name) {
        const Result<KnownModel> model = store.check(name, ending);
        tell([this, model, name] {
            checking.remove(name);
            if (!model && model.error().kind != ErrorKind::Cancelled)
                Q_EMIT q->problem(model.error());
            Q_EMIT q->checked(name);
            q->refresh();
        });
    }

    void lookOnWorker(const QString& name) {
        const Result<KnownModel> model = store.look(name, ending);
        tell([this, model, name] {
            // One that could not be looked at is not tried again and again.
            if (model)
                q->refresh();
        });
    }

    // --- GUI thread ---

    void postList() {
        listWaits = true;
        listWorker->post([this, shown = library] { listOnWorker(shown); });
    }

    void lookAtUnchecked(const QList<ModelEntry>& models) {
        for (const ModelEntry& entry : models) {
            const QString& name = entry.model.name;
            if (entry.isFolder || entry.model.state != KnownModel::State::Unchecked ||
                looked.contains(name))
                continue;
            looked.insert(name);
            engineWorker->post([this, name] { lookOnWorker(name); });
        }
    }

    ModelService* const q;
    ModelStore store;
    std::shared_ptr<Library> library;
    QString awaited;  // chosen while no library was open
    IndexingService* indexing = nullptr;
    qint64 pictures = 0;
    int imports = 0;           // asked for and not finished
    CancelToken cancel;        // of every import asked for since the last cancelImport()
    const CancelToken ending;  // of everything else
    QSet<QString> checking;
    QSet<QString> looked;
    std::atomic<bool> listWaits{false};

    // Last: their tasks use everything above.
    std::unique_ptr<WorkerThread> listWorker =
        std::make_unique<WorkerThread>(QStringLiteral("models"));
    std::unique_ptr<WorkerThread> engineWorker =
        std::make_unique<WorkerThread>(QStringLiteral("model imports"));
    Changes::Subscription subscription;
};

ModelService::ModelService(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {
    // What a crash left of an import. Where imports run: beside one, it would find the folder busy.
    d->engineWorker->post([this] { d->store.sweep(); });
}

ModelService::~ModelService() {
    d->subscription.end();
    d->cancel.cancel();
    d->ending.cancel();
    d->engineWorker.reset();
    d->listWorker.reset();
}

void ModelService::setLibrary(std::shared_ptr<Library> library) {
    d->subscription.end();
    d->library = std::move(library);
    if (d->library) {
        // The counts grow while pictures are encoded.
        d->subscription = d->library->catalogue().changes().subscribe([this](const Delta& delta) {
            if (delta.vectors)
                QMetaObject::invokeMethod(this, &ModelService::refresh);
        });
    }
    // Not refresh(): a list that waits already is the former library's.
    d->postList();
    if (d->library && !d->awaited.isEmpty())
        choose(std::exchange(d->awaited, {}));
}

void ModelService::setIndexing(IndexingService* indexing) {
    d->indexing = indexing;
    // The counts grow, and at its end the new model answers.
    connect(indexing, &IndexingService::finished, this, &ModelService::refresh);
}

void ModelService::refresh() {
    if (!d->listWaits)
        d->postList();
}

qint64 ModelService::libraryPictures() const {
    return d->pictures;
}

void ModelService::importFolder(const QString& dir, const QString& name) {
    ++d->imports;
    if (d->cancel.isCancelled())
        d->cancel = CancelToken();
    d->engineWorker->post(
        [this, dir, name, token = d->cancel] { d->importOnWorker(dir, name, token); });
}

void ModelService::cancelImport() {
    d->cancel.cancel();
}

bool ModelService::isImporting() const {
    return d->imports > 0;
}

void ModelService::check(const QString& name) {
    if (d->checking.contains(name))
        return;
    d->checking.insert(name);
    Q_EMIT checkStarted(name);
    d->engineWorker->post([this, name] { d->checkOnWorker(name); });
}

bool ModelService::isChecking(const QString& name) const {
    return d->checking.contains(name);
}

void ModelService::choose(const QString& name) {
    if (!d->library) {
        d->awaited = name;
        Q_EMIT choiceWaits(name);
        return;
    }
    if (d->indexing)
        d->indexing->suspendRuns();
    d->listWorker->post([this, name, library = d->library] { d->chooseOnWorker(library, name); });
}

void ModelService::remove(const QString& name) {
    if (d->awaited == name)
        d->awaited.clear();
    d->listWorker->post([this, name, library = d->library] { d->removeOnWorker(library, name); });
}

void ModelService::forget(const QString& name) {
    d->listWorker->post([this, name, library = d->library] { d->forgetOnWorker(library, name); });
}

}  // namespace semblance
