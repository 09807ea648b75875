#include "core/library/libraryservice.h"

#include <atomic>

#include "core/base/workerthread.h"
#include "core/library/library.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

namespace semblance {

struct LibraryService::Private {
    explicit Private(LibraryService* service) : q(service) {}

    /// What the window shows, read on the worker.
    struct Contents {
        QList<RootInfo> roots;
        LibraryCounts counts;
        PhotoListPtr photos;
    };

    Result<Contents> read(Library& shown) const {
        SEMBLANCE_TRY(shown.refresh());
        SEMBLANCE_TRY_ASSIGN(const auto reader, shown.openReader());
        Contents contents;
        SEMBLANCE_TRY_ASSIGN(contents.roots, readRoots(*reader));
        for (const RootInfo& root : contents.roots)
            contents.counts.failed += root.failed;
        contents.photos = browseList(shown.view());
        contents.counts.photos = contents.photos->size();
        return contents;
    }

    /// Runs on the worker; tells the window on its own thread.
    void readAndTell(const std::shared_ptr<Library>& shown) {
        Result<Contents> contents = read(*shown);
        QMetaObject::invokeMethod(q, [this, contents = std::move(contents)] {
            if (!contents) {
                Q_EMIT q->problem(contents.error());
                return;
            }
            Q_EMIT q->rootsChanged(contents->roots);
            Q_EMIT q->countsChanged(contents->counts);
            Q_EMIT q->photosChanged(contents->photos);
        });
    }

    void openOnWorker(const QString& from, const QString& model) {
        Result<std::shared_ptr<Library>> found = Library::open(from, Library::Access::Write, model);
        std::optional<Error> readOnly;
        if (!found && (found.error().kind == ErrorKind::Busy ||
                       found.error().kind == ErrorKind::Permission)) {
            readOnly = found.error();
            found = Library::open(from, Library::Access::Read, model);
        }
        QMetaObject::invokeMethod(q, [this, found, readOnly] {
            if (!found) {
                Q_EMIT q->openFailed(found.error());
                return;
            }
            library = *found;
            Q_EMIT q->opened();
            if (readOnly)
                Q_EMIT q->problem(*readOnly);
            q->refresh();
        });
    }

    LibraryService* const q;
    QString dir;
    std::shared_ptr<Library> library;
    std::atomic<bool> refreshWaits{false};
    WorkerThread worker{QStringLiteral("library")};  // last: its tasks use everything above
};

LibraryService::LibraryService(QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this)) {}
LibraryService::~LibraryService() = default;

void LibraryService::open(const QString& libraryDir, const QString& model) {
    d->dir = libraryDir;
    d->worker.post([this, libraryDir, model] { d->openOnWorker(libraryDir, model); });
}

std::shared_ptr<Library> LibraryService::library() const {
    return d->library;
}
QString LibraryService::libraryDir() const {
    return d->dir;
}

void LibraryService::refresh() {
    if (!d->library || d->refreshWaits.exchange(true))
        return;
    d->worker.post([this, library = d->library] {
        d->refreshWaits = false;
        d->readAndTell(library);
    });
}

void LibraryService::requestFailedPhotos() {
    if (!d->library)
        return;
    d->worker.post([this, library = d->library] {
        Result<std::unique_ptr<LibraryReader>> reader = library->openReader();
        Result<QList<FailedPhoto>> photos =
            reader ? readFailedPhotos(**reader) : fail(reader.error());
        QMetaObject::invokeMethod(this, [this, photos = std::move(photos)] {
            if (photos) {
                Q_EMIT failedPhotosReady(*photos);
            } else {
                Q_EMIT problem(photos.error());
            }
        });
    });
}

void LibraryService::removeRoot(RootId root) {
    if (!d->library)
        return;
    d->worker.post([this, root, library = d->library] {
        const Result<StoreWriter*> writer = library->acquireWriter();
        const Status removed = writer ? (*writer)->removeRoot(root) : fail(writer.error());
        if (!removed) {
            QMetaObject::invokeMethod(this,
                                      [this, error = removed.error()] { Q_EMIT problem(error); });
        }
        d->readAndTell(library);
    });
}

}  // namespace semblance
