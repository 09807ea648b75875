#include "core/library/indexpipeline.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/boundedqueue.h"
#include "core/base/float16.h"
#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/contentkey.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

namespace semblance {

namespace {
// Enough to fill a batch while another is under way; 200 KB each.
constexpr std::size_t kDecodedQueue = 48;
constexpr std::size_t kBatch = 16;

/// Where a content stands that this run has met.
struct Known {
    enum class State { InFlight, Stored, Failed };
    State state = State::InFlight;
    QString path;  ///< absolute, of the file that brought it
    QString error;
    IndexedFile::Outcome failure = IndexedFile::Outcome::Failed;
    std::vector<IndexPipeline::Work> waiting;  ///< copies met while it was in flight
};

struct Decoded {
    IndexPipeline::Work work;
    QByteArray key;
    QByteArray fullHash;
    DecodeReply reply;
};

QString absolutePath(const IndexPipeline::Work& work) {
    return work.rootPath + QLatin1Char('/') + work.path;
}

IndexedFile fileOf(const IndexPipeline::Work& work, IndexedFile::Outcome outcome,
                   const QByteArray& key) {
    IndexedFile file;
    file.root = work.root;
    file.path = work.path;
    file.stat = work.stat;
    file.outcome = outcome;
    file.contentKey = key;
    return file;
}
}  // namespace

struct IndexPipeline::Private {
    Private(PictureDecoder& pictureDecoder, Encoder& vectorEncoder, StoreWriter& storeWriter,
            LibraryReader& libraryReader, const ModelInfo& info, CancelToken token, Done callback)
        : decoder(pictureDecoder),
          encoder(vectorEncoder),
          writer(storeWriter),
          reader(libraryReader),
          model(info),
          cancel(std::move(token)),
          done(std::move(callback)),
          encodeThread([this] { encodeLoop(); }) {}

    ~Private() {
        decoded.close();
        encodeThread.join();
    }

    // --- counting and breaking off ---

    void begin() {
        std::lock_guard lock(mutex);
        ++inFlight;
    }

    void end(const Work& work, Outcome outcome, const QString& sentence = {}) {
        done(work, outcome, sentence);
        std::lock_guard lock(mutex);
        if (--inFlight == 0)
            idle.notify_all();
    }

    void breakOff(const Error& error) {
        std::lock_guard lock(mutex);
        if (!broken)
            broken = error;
    }

    Status status() {
        std::lock_guard lock(mutex);
        if (broken)
            return fail(*broken);
        if (cancel.isCancelled())
            return fail(cancelledError());
        return {};
    }

    // --- storing ---

    bool store(IndexedFile file) {
        const Status stored = writer.submit(std::move(file));
        if (!stored)
            breakOff(stored.error());
        return stored.has_value();
    }

    void link(const Work& work, const QByteArray& key) {
        const bool stored = store(fileOf(work, IndexedFile::Outcome::Linked, key));
        end(work, stored ? Outcome::Indexed : Outcome::Dropped);
    }

    void storeFailure(const Work& work, const QByteArray& key, IndexedFile::Outcome outcome,
                      const QString& sentence) {
        IndexedFile file = fileOf(work, outcome, key);
        file.error = sentence;
        const bool stored = store(std::move(file));
        end(work, stored ? Outcome::Failed : Outcome::Dropped, sentence);
    }

    /// A content's fate is known: settle the copies that waited for it.
    void settle(const QByteArray& key, Known::State state, const QString& error = {},
                IndexedFile::Outcome failure = IndexedFile::Outcome::Failed) {
        std::vector<Work> waiting;
        {
            std::lock_guard lock(mutex);
            Known& content = known[key];
            content.state = state;
            content.error = error;
            content.failure = failure;
            waiting.swap(content.waiting);
        }
        for (const Work& work : waiting) {
            if (state == Known::State::Stored) {
                link(work, key);
            } else {
                storeFailure(work, key, failure, error);
            }
        }
    }

    /// Forgets a content whose decode or encode was dropped, and drops its copies.
    void drop(const Work& work, const QByteArray& key) {
        Known content;
        {
            std::lock_guard lock(mutex);
            content = known.take(key);
        }
        for (const Work& copy : content.waiting)
            end(copy, Outcome::Dropped);
        end(work, Outcome::Dropped);
    }

    // --- content keys, on add()'s thread ---

    /// True when this run has met the key and the file is taken care of.
    bool joinKnown(const Work& work, const QByteArray& key) {
        std::unique_lock lock(mutex);
        const auto it = known.find(key);
        if (it == known.end())
            return false;
        if (it->state == Known::State::InFlight) {
            it->waiting.push_back(work);
            return true;
        }
        const Known content = *it;
        lock.unlock();
        if (content.state == Known::State::Stored) {
            link(work, key);
        } else {
            storeFailure(work, key, content.failure, content.error);
        }
        return true;
    }

    /// A file of the library, or of this run, that holds the key and is not `path`; empty when
    /// none.
    QString otherHolder(const QByteArray& key, const std::optional<ContentRow>& content,
                        const QString& rootPath, RootId root, const QString& path) {
        {
            std::lock_guard lock(mutex);
            const auto it = known.constFind(key);
            if (it != known.constEnd() && it->path != path)
                return it->path;
        }
        if (!content)
            return {};
        const Result<std::vector<FileRow>> files = reader.filesOf(content->id);
        if (!files)
            return {};
        for (const FileRow& file : *files) {
            // Holders in other roots are left to their stored full hash.
            if (file.root != root)
                continue;
            const QString holder = rootPath + QLatin1Char('/') + file.path;
            if (holder != path && QFile::exists(holder))
                return holder;
        }
        return {};
    }

    /// The key under which a file is known or stored. Keys of large files look at three places
    /// only, so an equal key is confirmed by the hash of everything; a file that only looks equal
    /// gets a key of its own. `fullHash` is set where it was computed.
    Result<QByteArray> confirmedKey(const Work& work, const QByteArray& key, QByteArray& hash) {
        if (work.stat.size <= contentKeyWholeBytes)
            return key;
        SEMBLANCE_TRY_ASSIGN(const std::optional<ContentRow> content, reader.contentByKey(key));
        const bool met = [&] {
            std::lock_guard lock(mutex);
            return known.contains(key);
        }();
        if (!content && !met)
            return key;

        const QString path = absolutePath(work);
        SEMBLANCE_TRY_ASSIGN(hash, fullHash(path, cancel));
        QByteArray other = content ? content->fullHash : QByteArray();
        if (other.isEmpty()) {
            const QString holder = otherHolder(key, content, work.rootPath, work.root, path);
            if (!holder.isEmpty()) {
                if (const auto holderHash = fullHash(holder, cancel))
                    other = *holderHash;
            }
        }
        return other == hash ? key : key + hash;
    }

    void take(const Work& work) {
        QFile file(absolutePath(work));
        if (!file.open(QIODevice::ReadOnly)) {
            if (!file.exists())
                return end(work, Outcome::Vanished);
            return storeFailure(work, {}, IndexedFile::Outcome::Failed,
                                QCoreApplication::translate("semblance::IndexPipeline",
                                                            "This file may not be read: %1.")
                                    .arg(file.errorString()));
        }
        Result<QByteArray> key = contentKey(file);
        file.close();
        QByteArray hash;
        if (key)
            key = confirmedKey(work, *key, hash);
        if (!key) {
            if (key.error().kind == ErrorKind::Cancelled)
                return end(work, Outcome::Dropped);
            if (!file.exists())
                return end(work, Outcome::Vanished);
            return storeFailure(work, {}, IndexedFile::Outcome::Failed, key.error().sentence);
        }
        if (joinKnown(work, *key))
            return;
        if (linkStored(work, *key))
            return;
        decode(work, *key, hash);
    }

    /// True when the store has the content, done or given up, and the file is taken care of.
    bool linkStored(const Work& work, const QByteArray& key) {
        const Result<std::optional<ContentRow>> content = reader.contentByKey(key);
        if (!content || !*content)
            return false;
        switch ((*content)->state) {
            case ContentState::Done:
                link(work, key);
                return true;
            case ContentState::Failed:
                storeFailure(work, key, IndexedFile::Outcome::Failed, (*content)->error);
                return true;
            case ContentState::Quarantined:
                storeFailure(work, key, IndexedFile::Outcome::Quarantined, (*content)->error);
                return true;
            case ContentState::Pending:
                break;
        }
        return false;
    }

    // --- decoding ---

    void decode(const Work& work, const QByteArray& key, const QByteArray& hash) {
        {
            std::lock_guard lock(mutex);
            known[key].path = absolutePath(work);
        }
        DecodeRequest request;
        request.path = absolutePath(work);
        request.wantInput = true;
        request.input = model.input;
        request.thumbnailSides = {256, 512};
        decoder.decode(std::move(request), PictureDecoder::Priority::Background, cancel,
                       [this, work, key, hash](Result<DecodeReply> reply) {
                           onDecoded({work, key, hash, {}}, std::move(reply));
                       });
    }

    void onDecoded(Decoded item, Result<DecodeReply> reply) {
        if (reply) {
            item.reply = std::move(*reply);
            const Work work = item.work;
            const QByteArray key = item.key;
            if (!decoded.push(std::move(item)))
                drop(work, key);
            return;
        }
        const Error& error = reply.error();
        switch (error.kind) {
            case ErrorKind::Cancelled:
                return drop(item.work, item.key);
            case ErrorKind::Internal:
                breakOff(error);
                return drop(item.work, item.key);
            default:
                break;
        }
        if (!QFile::exists(absolutePath(item.work))) {
            Known content;
            {
                std::lock_guard lock(mutex);
                content = known.take(item.key);
            }
            // Copies that waited for it are found again by the next scan.
            for (const Work& copy : content.waiting)
                end(copy, Outcome::Dropped);
            return end(item.work, Outcome::Vanished);
        }
        const auto outcome = error.kind == ErrorKind::ChildFailed
                                 ? IndexedFile::Outcome::Quarantined
                                 : IndexedFile::Outcome::Failed;
        storeFailure(item.work, item.key, outcome, error.sentence);
        settle(item.key, Known::State::Failed, error.sentence, outcome);
    }

    // --- encoding ---

    void encodeLoop() {
        for (;;) {
            std::vector<Decoded> batch = decoded.popSome(kBatch);
            if (batch.empty())
                return;
            encodeBatch(batch);
        }
    }

    void encodeBatch(std::vector<Decoded>& batch) {
        const auto dropAll = [&] {
            for (const Decoded& item : batch)
                drop(item.work, item.key);
        };
        if (!status())
            return dropAll();
        EncodeImagesRequest request;
        request.count = static_cast<int>(batch.size());
        request.side = model.input.side;
        for (const Decoded& item : batch)
            request.pixels += item.reply.input;
        const Result<EncodeReply> reply = encoder.encodeImages(request, cancel);
        if (!reply) {
            if (reply.error().kind != ErrorKind::Cancelled)
                breakOff(reply.error());
            return dropAll();
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Decoded& item = batch[i];
            IndexedFile file = fileOf(item.work, IndexedFile::Outcome::Encoded, item.key);
            file.fullHash = item.fullHash;
            file.facts = item.reply.facts;
            file.thumbnails = std::move(item.reply.thumbnails);
            file.vector = toHalf(vectorOf(*reply, static_cast<int>(i)));
            if (!store(std::move(file))) {
                drop(item.work, item.key);
                continue;
            }
            end(item.work, Outcome::Indexed);
            settle(item.key, Known::State::Stored);
        }
    }

    PictureDecoder& decoder;
    Encoder& encoder;
    StoreWriter& writer;
    LibraryReader& reader;
    const ModelInfo model;
    const CancelToken cancel;
    const Done done;

    BoundedQueue<Decoded> decoded{kDecodedQueue};
    std::mutex mutex;
    std::condition_variable idle;
    qint64 inFlight = 0;
    std::optional<Error> broken;
    QHash<QByteArray, Known> known;
    std::thread encodeThread;  // last: it uses everything above
};

IndexPipeline::IndexPipeline(PictureDecoder& decoder, Encoder& encoder, StoreWriter& writer,
                             LibraryReader& reader, const ModelInfo& model, CancelToken cancel,
                             Done done)
    : d(std::make_unique<Private>(decoder, encoder, writer, reader, model, std::move(cancel),
                                  std::move(done))) {}

IndexPipeline::~IndexPipeline() {
    std::unique_lock lock(d->mutex);
    d->idle.wait(lock, [&] { return d->inFlight == 0; });
}

Status IndexPipeline::add(Work work) {
    SEMBLANCE_TRY(d->status());
    d->begin();
    d->take(work);
    return d->status();
}

Status IndexPipeline::finish() {
    {
        std::unique_lock lock(d->mutex);
        d->idle.wait(lock, [&] { return d->inFlight == 0; });
    }
    const Status flushed = d->writer.flush();
    SEMBLANCE_TRY(d->status());
    return flushed;
}

}  // namespace semblance
