#include "core/library/services/keepingservice.h"

#include <functional>
#include <utility>

#include "core/base/workerthread.h"
#include "core/library/services/libraryservice.h"

namespace semblance {

namespace {
KeepingProgress inPercent(std::function<void(int)> tell) {
    return [tell = std::move(tell)](std::int64_t done, std::int64_t all) {
        if (all > 0)
            tell(int(done * 100 / all));
    };
}

/// For what still runs on the library that is being closed.
constexpr std::chrono::seconds kPatience{30};
}  // namespace

struct KeepingService::Private {
    Private(KeepingService* service, LibraryService& shown) : q(service), library(shown) {}

    /// On the worker. `tell` is called with the value on the GUI thread.
    template <class Value, class Tell>
    void end(Result<Value> result, Tell tell) {
        QMetaObject::invokeMethod(
            q, [this, result = std::move(result), tell] { tellEnd(result, tell); });
    }

    template <class Value, class Tell>
    void tellEnd(const Result<Value>& result, Tell tell) {
        isRunning = false;
        if (result)
            tell(*result);
        else
            Q_EMIT q->failed(result.error());
    }

    void begin() {
        isRunning = true;
        cancel = CancelToken();
    }

    KeepingService* const q;
    LibraryService& library;
    bool isRunning = false;
    CancelToken cancel;
    WorkerThread worker{QStringLiteral("keeping")};  // last: its tasks use all above
};

KeepingService::KeepingService(LibraryService& library, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this, library)) {
    connect(&library, &LibraryService::closedProgress, this, &KeepingService::progressChanged);
}

KeepingService::~KeepingService() {
    d->cancel.cancel();
}

bool KeepingService::isRunning() const {
    return d->isRunning;
}

void KeepingService::save(const QString& file, bool withThumbnails) {
    d->begin();
    ExportRequest request;
    request.libraryDir = d->library.libraryDir();
    request.file = file;
    request.withThumbnails = withThumbnails;
    request.progress = inPercent([this](int percent) {
        QMetaObject::invokeMethod(this, [this, percent] { Q_EMIT progressChanged(percent); });
    });
    request.cancel = d->cancel;
    d->worker.post([this, request] {
        d->end(
            exportLibraryFile(request),
            [this, file = request.file](const ExportedLibrary& what) { Q_EMIT saved(file, what); });
    });
}

void KeepingService::readFolders(const QString& file) {
    d->begin();
    d->worker.post([this, file] {
        d->end(exportedFolders(file), [this, file](const std::vector<QString>& folders) {
            Q_EMIT foldersRead(file, QStringList(folders.begin(), folders.end()));
        });
    });
}

void KeepingService::merge(const QString& file, std::vector<std::pair<QString, QString>> folders) {
    d->begin();
    MergeRequest request;
    request.libraryDir = d->library.libraryDir();
    request.file = file;
    request.folders = std::move(folders);
    request.patience = kPatience;
    request.cancel = d->cancel;
    const auto result = std::make_shared<Result<MergedLibrary>>(fail(cancelledError()));
    d->library.closeWhile(
        [request, result](const std::function<void(int)>& tell) mutable {
            request.progress = inPercent(tell);
            *result = mergeLibraryFile(request);
        },
        this,
        [this, result] {
            d->tellEnd(*result, [this](const MergedLibrary& what) { Q_EMIT merged(what); });
        });
}

void KeepingService::cancel() {
    d->cancel.cancel();
}

}  // namespace semblance
