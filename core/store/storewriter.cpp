#include "core/store/storewriter.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "core/base/paths.h"
#include "core/base/workerthread.h"
#include "core/store/librarybackups.h"
#include "core/store/librarydatabase.h"
#include "core/store/thumbnailstore.h"
#include "core/store/vectordatabase.h"

// Size: short tasks of one database, each a statement or two.
namespace semblance {

namespace {

Q_LOGGING_CATEGORY(logWriter, "semblance.store.writer")

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::StoreWriter)
};

using Clock = std::chrono::steady_clock;

}  // namespace

/// The databases belong to the writer's thread (which makes and destroys them); the queue to
/// whoever holds the mutex.
class StoreWriter::Private {
public:
    Private(const LibraryPaths& libraryPaths, std::unique_ptr<LibraryLock> libraryLock,
            Options writerOptions)
        : paths(libraryPaths),
          lock(std::move(libraryLock)),
          options(std::move(writerOptions)),
          thread(QStringLiteral("store")) {}

    Status openDatabases();
    void start() {
        thread.post([this] { run(); });
    }
    void stop();

    /// Runs `work` on the writer's thread after all that was submitted; waits for its result.
    template <class Value>
    Result<Value> call(const std::function<Result<Value>()>& work);

    Status submit(IndexedFile file);
    Status takeDropped();

    // On the writer's thread.
    void run();
    void writeBatch(const std::vector<IndexedFile>& files);
    Status storeBatch(const std::vector<IndexedFile>& files);
    Status useModel(const VectorModel& model, Check check);
    Status openVectors(const VectorModel& model, Check check);
    Status removeModel(const QString& modelHash);
    Status tidy();
    Status tidyVectors(const QString& path, bool isUntidy);
    Status forgetContents(const LibraryDatabase::DroppedKeys& keys);
    void committed(int submittedFiles) {
        if (options.committed)
            options.committed(submittedFiles);
    }

    /// A change of the library followed by the removal of what it dropped.
    template <class Work>
    Status change(Work&& work) {
        return call<void>([&]() -> Status {
            LibraryDatabase::DroppedKeys gone;
            SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
                gone = work(*library);
                return {};
            }));
            SEMBLANCE_TRY(forgetContents(gone));
            committed(0);
            return {};
        });
    }

    const LibraryPaths paths;
    std::unique_ptr<LibraryLock> lock;
    const Options options;
    QString uuid;

    std::unique_ptr<LibraryDatabase> library;
    std::unique_ptr<VectorDatabase> vectors;
    std::unique_ptr<ThumbnailStore> thumbnails;

    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable room;
    std::vector<IndexedFile> files;
    Clock::time_point firstFileAt;
    std::vector<std::function<void()>> tasks;
    bool closed = false;
    int vectorBytes = 0;  ///< 0 before useModel
    QString vectorModel;  ///< its hash
    std::optional<Error> dropped;

    WorkerThread thread;  ///< last: its end comes first
};

Status StoreWriter::Private::openDatabases() {
    SEMBLANCE_TRY(refuseLostLibrary(paths));
    SEMBLANCE_TRY_ASSIGN(library, LibraryDatabase::open(paths.database));
    uuid = library->uuid();
    SEMBLANCE_TRY_ASSIGN(const QString cacheDir, paths.cacheDir(uuid));
    SEMBLANCE_TRY_ASSIGN(thumbnails, ThumbnailStore::open(cacheDir));
    return {};
}

void StoreWriter::Private::stop() {
    {
        std::lock_guard guard(mutex);
        closed = true;
        wake.notify_all();
    }
    // Queued behind run(), so it waits for its end.
    thread.call([this] {
        vectors.reset();
        thumbnails.reset();
        library.reset();
        lock.reset();
    });
}

template <class Value>
Result<Value> StoreWriter::Private::call(const std::function<Result<Value>()>& work) {
    std::optional<Result<Value>> result;
    std::condition_variable done;
    std::unique_lock guard(mutex);
    tasks.push_back([&] {
        Result<Value> value = work();
        std::lock_guard inner(mutex);
        result = std::move(value);
        done.notify_all();
    });
    wake.notify_all();
    done.wait(guard, [&] { return result.has_value(); });
    return std::move(*result);
}

Status StoreWriter::Private::submit(IndexedFile file) {
    std::unique_lock guard(mutex);
    const bool encoded = file.outcome == IndexedFile::Outcome::Encoded;
    if (encoded &&
        (vectorBytes == 0 || file.vector.size() != vectorBytes || file.modelHash != vectorModel))
        return fail(ErrorKind::WrongUse,
                    Text::tr("The vector of %1 does not fit the library's model.").arg(file.path));
    if (encoded && file.contentKey.isEmpty())
        return fail(ErrorKind::WrongUse, Text::tr("%1 has no content key.").arg(file.path));
    const auto batch = static_cast<std::size_t>(options.batchFiles);
    room.wait(guard, [&] { return files.size() < batch || dropped.has_value(); });
    if (dropped)
        return fail(*std::exchange(dropped, std::nullopt));
    if (files.empty())
        firstFileAt = Clock::now();
    files.push_back(std::move(file));
    if (files.size() == 1 || files.size() >= batch)
        wake.notify_all();
    return {};
}

Status StoreWriter::Private::takeDropped() {
    std::lock_guard guard(mutex);
    if (dropped)
        return fail(*std::exchange(dropped, std::nullopt));
    return {};
}

void StoreWriter::Private::run() {
    const auto batch = static_cast<std::size_t>(options.batchFiles);
    std::unique_lock guard(mutex);
    for (;;) {
        wake.wait(guard, [&] { return closed || !files.empty() || !tasks.empty(); });
        wake.wait_until(guard, firstFileAt + std::chrono::milliseconds(options.batchMs),
                        [&] { return closed || !tasks.empty() || files.size() >= batch; });
        if (closed && files.empty() && tasks.empty())
            return;
        const auto ready = std::exchange(files, {});
        const auto todo = std::exchange(tasks, {});
        room.notify_all();
        guard.unlock();
        if (!ready.empty())
            writeBatch(ready);
        for (const auto& task : todo)
            task();
        guard.lock();
    }
}

void StoreWriter::Private::writeBatch(const std::vector<IndexedFile>& batch) {
    if (const Status stored = storeBatch(batch); !stored) {
        qCWarning(logWriter) << "dropped" << batch.size() << "files:" << stored.error().sentence
                             << stored.error().detail;
        {
            std::lock_guard guard(mutex);
            if (!dropped)
                dropped = stored.error();
            room.notify_all();
        }
        if (options.failed)
            options.failed(stored.error());
        return;
    }
    committed(static_cast<int>(batch.size()));
}

Status StoreWriter::Private::storeBatch(const std::vector<IndexedFile>& batch) {
    std::vector<VectorDatabase::Item> halves;
    std::vector<ThumbnailStore::Item> images;
    for (const IndexedFile& file : batch) {
        if (file.outcome == IndexedFile::Outcome::Encoded)
            halves.push_back({file.contentKey, file.vector});
        if (!file.thumbnails.isEmpty())
            images.push_back({file.contentKey, file.thumbnails});
    }
    if (!halves.empty()) {
        SEMBLANCE_TRY(guarded(vectors->path(), [&]() -> Status {
            vectors->put(halves);
            return {};
        }));
    }
    // A thumbnail can be made again; only a full disk must stop us.
    if (const Status put = thumbnails->put(images); !put) {
        if (put.error().kind == ErrorKind::NoSpace)
            return put;
        qCWarning(logWriter) << put.error().sentence << put.error().detail;
    }
    LibraryDatabase::DroppedKeys gone;
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        gone = library->store(batch);
        return {};
    }));
    return forgetContents(gone);
}

Status StoreWriter::Private::forgetContents(const LibraryDatabase::DroppedKeys& keys) {
    if (keys.empty())
        return {};
    // Those of other models go with tidy().
    if (vectors) {
        SEMBLANCE_TRY(guarded(vectors->path(), [&]() -> Status {
            vectors->remove(keys);
            return {};
        }));
    }
    if (const Status removed = thumbnails->remove(keys); !removed)
        qCWarning(logWriter) << removed.error().sentence << removed.error().detail;
    return {};
}

Status StoreWriter::Private::openVectors(const VectorModel& model, Check check) {
    const QString path = paths.vectors(model.hash);
    auto opened = VectorDatabase::open(path, model, check);
    if (!opened && opened.error().kind == ErrorKind::Corrupt) {
        qCWarning(logWriter) << path << "is damaged and set aside:" << opened.error().detail;
        const QString aside = path + QStringLiteral(".damaged");
        std::error_code error;
        std::filesystem::rename(toFsPath(path), toFsPath(aside), error);
        if (error || !removeDatabaseFiles(path))
            return fail(std::move(opened).error());
        opened = VectorDatabase::open(path, model, check);
    }
    if (!opened)
        return fail(std::move(opened).error());
    vectors = std::move(*opened);
    return {};
}

Status StoreWriter::Private::useModel(const VectorModel& model, Check check) {
    {
        std::lock_guard guard(mutex);
        vectorBytes = 0;
    }
    vectors.reset();
    SEMBLANCE_TRY(openVectors(model, check));
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        library->noteModel(model);
        return {};
    }));
    {
        std::lock_guard guard(mutex);
        vectorBytes = vectors->vectorBytes();
        vectorModel = model.hash;
    }
    committed(0);
    return {};
}

Status StoreWriter::Private::tidyVectors(const QString& path, bool isUntidy) {
    SEMBLANCE_TRY_ASSIGN(const auto database, VectorDatabase::openExisting(path));
    return guarded(path, [&]() -> Status {
        // A crash between a vector and its row left more vectors than contents.
        if (isUntidy || database->count() > library->countContents())
            database->remove(library->orphansOf(path));
        database->shrink();
        return {};
    });
}

Status StoreWriter::Private::tidy() {
    std::vector<QString> models;
    bool isUntidy = false;
    bool isKept = false;
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        models = library->modelHashes();
        isUntidy = library->isUntidy();
        isKept = library->isKept();
        return {};
    }));
    // Vectors and thumbnails whose files are still to be read again.
    if (isKept)
        return {};
    for (const QString& hash : models) {
        const Status tidied = tidyVectors(paths.vectors(hash), isUntidy);
        if (!tidied && tidied.error().kind != ErrorKind::NotFound)
            return tidied;
    }
    if (isUntidy) {
        SEMBLANCE_TRY(
            thumbnails->tidy([this](const QByteArray& key) { return library->hasContent(key); }));
    }
    return guarded(paths.database, [&]() -> Status {
        library->noteTidy();
        library->forgetRemoved();
        library->shrink();
        return {};
    });
}

Status StoreWriter::Private::removeModel(const QString& modelHash) {
    const QString path = paths.vectors(modelHash);
    if (vectors && vectors->path() == path)
        return fail(ErrorKind::WrongUse,
                    Text::tr("The library uses this model. Change to another model first."));
    bool known = false;
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        known = library->hasModel(modelHash);
        return {};
    }));
    if (!known)
        return fail(ErrorKind::NotFound,
                    Text::tr("The library has no vectors of the model %1.").arg(modelHash));
    if (!removeDatabaseFiles(path))
        return fail(ErrorKind::Busy, Text::tr("%1 cannot be removed now. Close other programs "
                                              "that use the library, then try again.")
                                         .arg(path));
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        library->forgetModel(modelHash);
        return {};
    }));
    committed(0);
    return {};
}

Result<std::unique_ptr<StoreWriter>> StoreWriter::open(const LibraryPaths& paths,
                                                       std::unique_ptr<LibraryLock> lock,
                                                       Options options) {
    auto d = std::make_unique<Private>(paths, std::move(lock), std::move(options));
    Status opened;
    d->thread.call([&] { opened = d->openDatabases(); });
    if (!opened)
        return fail(std::move(opened).error());
    d->start();
    return std::unique_ptr<StoreWriter>(new StoreWriter(std::move(d)));
}

Result<std::unique_ptr<StoreWriter>> StoreWriter::open(const LibraryPaths& paths,
                                                       std::unique_ptr<LibraryLock> lock) {
    return open(paths, std::move(lock), Options());
}

StoreWriter::StoreWriter(std::unique_ptr<Private> data) : d(std::move(data)) {}

StoreWriter::~StoreWriter() {
    d->stop();
}

QString StoreWriter::uuid() const {
    return d->uuid;
}

Status StoreWriter::useModel(const VectorModel& model, Check check) {
    return d->call<void>([&] { return d->useModel(model, check); });
}

Status StoreWriter::removeModel(const QString& modelHash) {
    return d->call<void>([&] { return d->removeModel(modelHash); });
}

Result<AddedRoot> StoreWriter::addRoot(const RootPlace& place) {
    return d->call<AddedRoot>([&] {
        auto added = guarded(d->paths.database,
                             [&]() -> Result<AddedRoot> { return d->library->addRoot(place); });
        d->committed(0);
        return added;
    });
}

Status StoreWriter::updateRoot(RootId root, const RootPlace& place) {
    return d->change([&](LibraryDatabase& library) {
        library.updateRoot(root, place);
        return LibraryDatabase::DroppedKeys();
    });
}

Result<RootId> StoreWriter::relocateRoot(RootId root, const RootPlace& place) {
    return d->call<RootId>([&]() -> Result<RootId> {
        LibraryDatabase::DroppedKeys gone;
        SEMBLANCE_TRY_ASSIGN(const RootId now, guarded(d->paths.database, [&] {
                                 return d->library->relocateRoot(root, place, gone);
                             }));
        SEMBLANCE_TRY(d->forgetContents(gone));
        d->committed(0);
        return now;
    });
}

Result<AddedRoot> StoreWriter::splitRoot(RootId root, const QString& folder,
                                         const RootPlace& place) {
    return d->call<AddedRoot>([&] {
        auto split = guarded(d->paths.database, [&]() -> Result<AddedRoot> {
            return d->library->splitRoot(root, folder, place);
        });
        d->committed(0);
        return split;
    });
}

Status StoreWriter::setMarks(const std::vector<MarkedContent>& marked) {
    return d->change([&](LibraryDatabase& library) {
        library.setMarks(marked);
        return LibraryDatabase::DroppedKeys();
    });
}

Status StoreWriter::setPalettes(const std::vector<ContentPalette>& palettes) {
    return d->change([&](LibraryDatabase& library) {
        library.setPalettes(palettes);
        return LibraryDatabase::DroppedKeys();
    });
}

Status StoreWriter::setScanSettings(const ScanSettings& settings) {
    return d->change([&](LibraryDatabase& library) {
        library.setScanSettings(settings);
        return LibraryDatabase::DroppedKeys();
    });
}

Status StoreWriter::removeRoot(RootId root) {
    return d->change([&](LibraryDatabase& library) { return library.removeRoot(root); });
}

Status StoreWriter::submit(IndexedFile file) {
    return d->submit(std::move(file));
}

Status StoreWriter::flush() {
    SEMBLANCE_TRY(d->call<void>([]() -> Status { return {}; }));
    return d->takeDropped();
}

Status StoreWriter::moveFiles(const std::vector<MovedFile>& files) {
    return d->change([&](LibraryDatabase& library) { return library.moveFiles(files); });
}

Status StoreWriter::markMissing(const std::vector<FileId>& files, std::int64_t nowMs) {
    return d->change([&](LibraryDatabase& library) {
        library.markMissing(files, nowMs);
        return LibraryDatabase::DroppedKeys();
    });
}

Status StoreWriter::noteStats(const std::vector<SeenFile>& files) {
    return d->change([&](LibraryDatabase& library) {
        library.noteStats(files);
        return LibraryDatabase::DroppedKeys();
    });
}

Status StoreWriter::markReturned(const std::vector<FileId>& files) {
    return d->change([&](LibraryDatabase& library) {
        library.markReturned(files);
        return LibraryDatabase::DroppedKeys();
    });
}

Result<std::int64_t> StoreWriter::purgeMissing(std::int64_t beforeMs) {
    std::int64_t purged = 0;
    SEMBLANCE_TRY(d->change([&](LibraryDatabase& library) {
        const std::vector<FileId> files = library.missingSinceBefore(beforeMs);
        purged = static_cast<std::int64_t>(files.size());
        return files.empty() ? LibraryDatabase::DroppedKeys() : library.removeFiles(files);
    }));
    return purged;
}

Status StoreWriter::tidy() {
    return d->call<void>([&] { return d->tidy(); });
}

Status StoreWriter::retryFailed() {
    return d->change([&](LibraryDatabase& library) {
        library.retryFailed();
        return LibraryDatabase::DroppedKeys();
    });
}

}  // namespace semblance
