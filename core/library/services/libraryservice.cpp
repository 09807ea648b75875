#include "core/library/services/libraryservice.h"

#include <QPointer>
#include <QTimer>
#include <atomic>
#include <optional>
#include <utility>

#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/knownfacts.h"
#include "core/library/library.h"

namespace semblance {

namespace {
/// How often a library that another program writes to is looked at: neither its changes nor its end
/// come as an event on every system.
constexpr int kOtherWriterMs = 2000;

QStringList placesOf(const Snapshot& snapshot) {
    QStringList places;
    for (const RootInfo& root : snapshot.roots())
        places.append(root.path);
    return places;
}
}  // namespace

struct LibraryService::Private {
    explicit Private(LibraryService* service) : q(service) {
        otherWriter.setInterval(kOtherWriterMs);
        connect(&otherWriter, &QTimer::timeout, q, [this] { lookAtOtherWriter(); });
    }

    // --- worker ---

    void openOnWorker(const QString& from, const QString& model) {
        Result<std::shared_ptr<Library>> found = Library::open(from, Library::Access::Write, model);
        std::optional<Error> readOnly;
        if (!found && (found.error().kind == ErrorKind::Busy ||
                       found.error().kind == ErrorKind::Permission)) {
            readOnly = found.error();
            found = Library::open(from, Library::Access::Read, model);
        }
        const bool isDamaged = !found && found.error().kind == ErrorKind::Corrupt;
        const QDateTime backup = isDamaged ? semblance::lastGoodBackup(from) : QDateTime();
        QMetaObject::invokeMethod(q, [this, found, readOnly, backup] {
            if (!found) {
                goodBackup = backup;
                Q_EMIT q->openFailed(found.error());
                return;
            }
            take(*found, readOnly);
        });
    }

    void repairOnWorker(const QString& damaged, const QString& model) {
        const Result<LibraryHealth> health = treatLibrary(damaged, Treatment::Mend, ending);
        QMetaObject::invokeMethod(q, [this, health] {
            if (health)
                Q_EMIT q->repaired(*health);
            else
                Q_EMIT q->openFailed(health.error());
        });
        if (health)
            openOnWorker(damaged, model);
    }

    /// Tells what has changed since the last time.
    void tellOnWorker(const std::shared_ptr<Library>& shown) {
        tellWaits = false;
        const bool isSearchable = vectorsChanged.exchange(false);
        const bool filesDiffer = filesChanged.exchange(false);
        if (groupsChanged.exchange(false))
            QMetaObject::invokeMethod(q, [this] { Q_EMIT q->groupsChanged(); });
        const SnapshotPtr now = shown->catalogue().snapshot();
        // The flags may come after a snapshot that was told already.
        if (now == told && !isSearchable && !filesDiffer)
            return;
        // Neither a file that moved nor a disk at another place changes a row, only where it leads.
        const bool pathsMayDiffer = filesDiffer || (told && placesOf(*told) != placesOf(*now));
        const QList<RootInfo> roots(now->roots().begin(), now->roots().end());
        const bool rootsDiffer = !told || told->roots() != now->roots();
        const PhotoListPtr photos = now->photos();
        const RowChanges changes = rowChanges(toldPhotos.get(), photos.get());
        const bool photosDiffer = !toldPhotos || pathsMayDiffer || !changes.isEmpty();
        LibraryCounts counts;
        counts.photos = photos->size();
        for (const RootInfo& root : roots)
            counts.failed += root.failed;
        if (photosDiffer)
            toldPhotos = photos;
        told = now;
        QMetaObject::invokeMethod(q, [=, this] {
            if (rootsDiffer) {
                Q_EMIT q->rootsChanged(roots);
                Q_EMIT q->countsChanged(counts);
            }
            if (photosDiffer)
                Q_EMIT q->photosChanged(photos, changes);
            if (isSearchable)
                Q_EMIT q->searchableChanged();
        });
    }

    void tellSettingsOnWorker(const std::shared_ptr<Library>& shown) {
        const Result<ScanSettings> settings = [&]() -> Result<ScanSettings> {
            SEMBLANCE_TRY_ASSIGN(const auto reader, shown->catalogue().openReader());
            return reader->scanSettings();
        }();
        QMetaObject::invokeMethod(q, [this, settings] {
            if (settings)
                Q_EMIT q->scanSettingsReady(*settings);
            else
                Q_EMIT q->problem(settings.error());
        });
    }

    void tellFactsOnWorker(const std::shared_ptr<Library>& shown, FileId file) {
        const auto reader = shown->catalogue().openReader();
        const auto row = reader ? (*reader)->file(file) : std::nullopt;
        if (!row || !*row)
            return;
        const auto content = (*reader)->content((*row)->content);
        if (!content || !*content)
            return;
        const auto facts = knownFacts(**reader, file, (*content)->id, (*content)->facts);
        if (!facts)
            return;
        QMetaObject::invokeMethod(q, [this, file, facts = *facts, bytes = (*row)->stat.size] {
            Q_EMIT q->factsReady(file, facts, qint64(bytes));
        });
    }

    void acquireOnWorker(const std::shared_ptr<Library>& taken) {
        const bool isTaken = taken->catalogue().acquireWriter().has_value();
        QMetaObject::invokeMethod(q, [this, isTaken] {
            isAcquiring = false;
            if (!isTaken)
                return;
            otherWriter.stop();
            Q_EMIT q->writableChanged(true);
        });
    }

    // --- GUI thread ---

    void take(const std::shared_ptr<Library>& opened, const std::optional<Error>& readOnly) {
        library = opened;
        Q_EMIT q->opened();
        subscription = library->catalogue().changes().subscribe(
            [this, weak = std::weak_ptr<Library>(library)](const Delta& delta) {
                if (delta.vectors || delta.written)
                    vectorsChanged = true;
                if (delta.groups)
                    groupsChanged = true;
                if (!delta.changed.empty())
                    filesChanged = true;
                if (const auto changed = weak.lock())
                    tellLater(changed);
            });
        tellLater(library);
        if (!readOnly)
            return;
        Q_EMIT q->writableChanged(false);
        Q_EMIT q->problem(*readOnly);
        // What may not be written will not become writable by waiting.
        if (readOnly->kind == ErrorKind::Busy)
            otherWriter.start();
    }

    void lookAtOtherWriter() {
        library->catalogue().refreshLater();
        if (isAcquiring)
            return;
        isAcquiring = true;
        worker.post([this, taken = library] { acquireOnWorker(taken); });
    }

    /// Any thread.
    void tellLater(const std::shared_ptr<Library>& shown) {
        if (!tellWaits.exchange(true))
            worker.post([this, shown] { tellOnWorker(shown); });
    }

    LibraryService* const q;
    QString dir;
    QString modelName;
    QDateTime goodBackup;
    const CancelToken ending;
    std::shared_ptr<Library> library;
    QTimer otherWriter;
    bool isAcquiring = false;

    SnapshotPtr told;         // worker
    PhotoListPtr toldPhotos;  // by photosChanged(); worker
    std::atomic<bool> tellWaits{false};
    std::atomic<bool> vectorsChanged{false};
    std::atomic<bool> filesChanged{false};
    std::atomic<bool> groupsChanged{false};

    WorkerThread worker{QStringLiteral("library")};  // its tasks use everything above
    Changes::Subscription subscription;              // last: it posts to the worker
};

LibraryService::LibraryService(QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this)) {}
LibraryService::~LibraryService() {
    d->ending.cancel();
}

void LibraryService::open(const QString& libraryDir, const QString& model) {
    d->dir = libraryDir;
    d->modelName = model;
    d->worker.post([this, libraryDir, model] { d->openOnWorker(libraryDir, model); });
}

std::shared_ptr<Library> LibraryService::library() const {
    return d->library;
}
QString LibraryService::libraryDir() const {
    return d->dir;
}

QDateTime LibraryService::lastGoodBackup() const {
    return d->goodBackup;
}

void LibraryService::repair() {
    d->worker.post([this, dir = d->dir, model = d->modelName] { d->repairOnWorker(dir, model); });
}

void LibraryService::closeWhile(std::function<void(const std::function<void(int)>&)> work,
                                QObject* context, std::function<void()> then) {
    Q_EMIT closing();
    d->subscription.end();
    d->otherWriter.stop();
    // Its end may take a moment: not on this thread.
    d->worker.post([this, closed = std::exchange(d->library, nullptr), work = std::move(work),
                    context = QPointer(context), then = std::move(then), dir = d->dir,
                    model = d->modelName]() mutable {
        closed.reset();
        work([this](int percent) {
            QMetaObject::invokeMethod(this, [this, percent] { Q_EMIT closedProgress(percent); });
        });
        QMetaObject::invokeMethod(this, [context, then] {
            if (context)
                then();
        });
        if (!d->ending.isCancelled())
            d->openOnWorker(dir, model);
    });
}

std::optional<PhotoGroup> LibraryService::groupOf(ContentId content) const {
    return d->library && content.isValid()
               ? semblance::groupOf(*d->library->catalogue().snapshot(), content)
               : std::nullopt;
}

ContentGroupsPtr LibraryService::groups() const {
    return d->library ? d->library->catalogue().snapshot()->groups() : nullptr;
}

void LibraryService::refresh() {
    if (d->library)
        d->library->catalogue().refreshLater();
}

void LibraryService::requestFailedPhotos() {
    if (!d->library)
        return;
    d->worker.post([this, library = d->library] {
        const auto photos = readFailedPhotos(library->catalogue());
        QMetaObject::invokeMethod(this, [this, photos] {
            if (photos)
                Q_EMIT failedPhotosReady(*photos);
            else
                Q_EMIT problem(photos.error());
        });
    });
}

void LibraryService::requestFacts(FileId file) {
    if (d->library)
        d->worker.post([this, file, library = d->library] { d->tellFactsOnWorker(library, file); });
}

void LibraryService::requestScanSettings() {
    if (d->library)
        d->worker.post([this, library = d->library] { d->tellSettingsOnWorker(library); });
}

void LibraryService::setScanSettings(const ScanSettings& settings) {
    if (!d->library)
        return;
    d->worker.post([this, settings, library = d->library] {
        const Result<RowWriter*> writer = library->catalogue().acquireWriter();
        const Status set = writer ? (*writer)->setScanSettings(settings) : fail(writer.error());
        if (!set)
            QMetaObject::invokeMethod(this, [this, error = set.error()] { Q_EMIT problem(error); });
        d->tellSettingsOnWorker(library);
    });
}

void LibraryService::removeRoot(RootId root) {
    if (!d->library)
        return;
    d->worker.post([this, root, library = d->library] {
        const Result<RowWriter*> writer = library->catalogue().acquireWriter();
        const Status removed = writer ? (*writer)->removeRoot(root) : fail(writer.error());
        if (!removed) {
            QMetaObject::invokeMethod(this,
                                      [this, error = removed.error()] { Q_EMIT problem(error); });
        }
    });
}

}  // namespace semblance
