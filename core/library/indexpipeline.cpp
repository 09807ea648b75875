#include "core/library/indexpipeline.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/boundedqueue.h"
#include "core/base/float16.h"
#include "core/library/contentlookup.h"
#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/contentkey.h"
#include "core/store/storewriter.h"

namespace semblance {

namespace {
// Enough to fill a batch while another is under way; 200 KB each.
constexpr std::size_t kDecodedQueue = 48;
constexpr std::size_t kBatch = 16;
constexpr std::size_t kSettled = 1024;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::IndexPipeline)
};

/// Where a content stands that this run has met, until the store knows it.
struct Known {
    enum class State { InFlight, Stored, Failed };
    State state = State::InFlight;
    QString path;         ///< absolute, of the file that brought it
    QByteArray fullHash;  ///< where it was computed
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
          lookup(libraryReader),
          model(info),
          cancel(std::move(token)),
          done(std::move(callback)) {
        for (std::thread& thread : encodeThreads)
            thread = std::thread([this] { encodeLoop(); });
    }

    ~Private() {
        decoded.close();
        for (std::thread& thread : encodeThreads)
            thread.join();
    }

    // --- counting and breaking off ---

    void begin() {
        std::lock_guard lock(mutex);
        ++inFlight;
    }

    /// The pipeline may be gone when this returns: always the last thing done for a file.
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

    void link(const Work& work, const QByteArray& key, const QByteArray& fullHash = {}) {
        IndexedFile file = fileOf(work, IndexedFile::Outcome::Linked, key);
        file.fullHash = fullHash;
        const bool stored = store(std::move(file));
        end(work, stored ? Outcome::Indexed : Outcome::Dropped);
    }

    Outcome storeFailure(const Work& work, const QByteArray& key, IndexedFile::Outcome outcome,
                         const QString& sentence) {
        IndexedFile file = fileOf(work, outcome, key);
        file.error = sentence;
        return store(std::move(file)) ? Outcome::Failed : Outcome::Dropped;
    }

    void failContent(const Work& work, const QByteArray& key, IndexedFile::Outcome outcome,
                     const QString& sentence) {
        end(work, storeFailure(work, key, outcome, sentence), sentence);
    }

    /// The file itself cannot be read just now: tried again at every scan.
    void failFile(const Work& work, const QString& sentence) {
        failContent(work, {}, IndexedFile::Outcome::Failed, sentence);
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
            settled.push_back(key);
        }
        for (const Work& work : waiting) {
            if (state == Known::State::Stored) {
                link(work, key);
            } else {
                failContent(work, key, failure, error);
            }
        }
    }

    /// Forgets settled contents once there are many, so that a run of any length takes little
    /// memory: once they are committed the store answers for them. On add()'s thread.
    void forgetCommitted() {
        std::vector<QByteArray> keys;
        {
            std::lock_guard lock(mutex);
            if (settled.size() < kSettled)
                return;
            keys.swap(settled);
        }
        if (const Status flushed = writer.flush(); !flushed)
            return breakOff(flushed.error());
        std::lock_guard lock(mutex);
        for (const QByteArray& key : keys)
            known.remove(key);
    }

    /// The file that was to bring a content cannot: the first copy that waits for it takes over.
    void passOn(const QByteArray& key, const QByteArray& hash) {
        std::optional<Work> heir;
        {
            std::lock_guard lock(mutex);
            const auto it = known.find(key);
            if (it->waiting.empty()) {
                known.erase(it);
            } else {
                heir = it->waiting.front();
                it->waiting.erase(it->waiting.begin());
            }
        }
        // A thread of the decoder's must not wait for room in the background queue.
        if (heir)
            decode(*heir, key, hash, PictureDecoder::Priority::Interactive);
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
            failContent(work, key, content.failure, content.error);
        }
        return true;
    }

    /// The full hash of a content that this run has met under the key, empty when its file is gone
    /// by now; nothing when it has met none.
    std::optional<QByteArray> hashInFlight(const QByteArray& key) {
        QString path;
        {
            std::lock_guard lock(mutex);
            const auto it = known.constFind(key);
            if (it == known.constEnd())
                return std::nullopt;
            if (!it->fullHash.isEmpty())
                return it->fullHash;
            path = it->path;
        }
        const QByteArray hash = fullHash(path, cancel).value_or(QByteArray());
        std::lock_guard lock(mutex);
        if (const auto it = known.find(key); it != known.end())
            it->fullHash = hash;
        return hash;
    }

    Result<ContentLookup::Answer> lookUp(const Work& work, const QByteArray& key) {
        const ContentLookup::Place place{work.root, work.rootPath, work.path};
        if (work.stat.size > contentKeyWholeBytes) {
            SEMBLANCE_TRY_ASSIGN(auto content, lookup.at(place, work.stat));
            if (content && content->key.startsWith(key)) {
                const QByteArray noted = content->key;
                return ContentLookup::Answer{noted, {}, std::move(content), false};
            }
        }
        return lookup.byBytes(absolutePath(work), key, place, cancel,
                              [this](const QByteArray& asked) { return hashInFlight(asked); });
    }

    void take(const Work& work) {
        QFile file(absolutePath(work));
        if (!file.open(QIODevice::ReadOnly)) {
            if (!file.exists())
                return end(work, Outcome::Vanished);
            return failFile(work,
                            Text::tr("This file may not be read: %1.").arg(file.errorString()));
        }
        const Result<QByteArray> key = contentKey(file);
        file.close();
        const Result<ContentLookup::Answer> found =
            key ? lookUp(work, *key) : Result<ContentLookup::Answer>(fail(key.error()));
        if (!found) {
            if (found.error().kind == ErrorKind::Cancelled)
                return end(work, Outcome::Dropped);
            if (!file.exists())
                return end(work, Outcome::Vanished);
            return failFile(work, found.error().sentence);
        }
        if (joinKnown(work, found->key))
            return;
        if (found->content && !found->assumed && linkStored(work, *found))
            return;
        decode(work, found->key, found->fullHash, PictureDecoder::Priority::Background);
    }

    /// True when the store has the content, done or given up, and the file is taken care of.
    bool linkStored(const Work& work, const ContentLookup::Answer& found) {
        const ContentRow& content = *found.content;
        switch (content.state) {
            case ContentState::Done:
                link(work, found.key, found.fullHash);
                return true;
            case ContentState::Failed:
                failContent(work, found.key, IndexedFile::Outcome::Failed, content.error);
                return true;
            case ContentState::Quarantined:
                failContent(work, found.key, IndexedFile::Outcome::Quarantined, content.error);
                return true;
            case ContentState::Pending:
                break;
        }
        return false;
    }

    // --- decoding ---

    void decode(const Work& work, const QByteArray& key, const QByteArray& hash,
                PictureDecoder::Priority priority) {
        {
            std::lock_guard lock(mutex);
            Known& content = known[key];
            content.path = absolutePath(work);
            content.fullHash = hash;
        }
        DecodeRequest request;
        request.path = absolutePath(work);
        request.wantInput = true;
        request.input = model.input;
        request.thumbnailSides = {256, 512};
        decoder.decode(std::move(request), priority, cancel,
                       [this, work, key, hash](Result<DecodeReply> reply) {
                           onDecoded({work, key, hash, {}}, std::move(reply));
                       });
    }

    void onDecoded(Decoded item, Result<DecodeReply> reply) {
        const qsizetype inputBytes = qsizetype(model.input.side) * model.input.side * 3;
        if (reply && reply->input.size() != inputBytes) {
            // Only a decoder that a file has taken over answers so.
            reply = fail(ErrorKind::ChildFailed,
                         Text::tr("The decoder's answer for this picture makes no sense; the "
                                  "picture is left out."));
        }
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
            passOn(item.key, item.fullHash);
            return end(item.work, Outcome::Vanished);
        }
        if (error.kind == ErrorKind::Permission) {
            passOn(item.key, item.fullHash);
            return failFile(item.work, error.sentence);
        }
        const auto outcome = error.kind == ErrorKind::ChildFailed
                                 ? IndexedFile::Outcome::Quarantined
                                 : IndexedFile::Outcome::Failed;
        const Outcome stored = storeFailure(item.work, item.key, outcome, error.sentence);
        settle(item.key, Known::State::Failed, error.sentence, outcome);
        end(item.work, stored, error.sentence);
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
        const qsizetype vectorBytes = qsizetype(model.dim) * qsizetype(sizeof(float));
        if (reply->dim != model.dim || reply->vectors.size() != request.count * vectorBytes) {
            breakOff({ErrorKind::Internal,
                      Text::tr("The engine's answer does not fit the pictures it was given. Start "
                               "the indexing again."),
                      QStringLiteral("%1 bytes of vectors of %2 numbers for %3 pictures")
                          .arg(reply->vectors.size())
                          .arg(reply->dim)
                          .arg(request.count)});
            return dropAll();
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Decoded& item = batch[i];
            IndexedFile file = fileOf(item.work, IndexedFile::Outcome::Encoded, item.key);
            file.fullHash = item.fullHash;
            file.facts = item.reply.facts;
            file.thumbnails = std::move(item.reply.thumbnails);
            file.vector = toHalf(rowOf(reply->vectors, model.dim, static_cast<int>(i)));
            if (!store(std::move(file))) {
                drop(item.work, item.key);
                continue;
            }
            settle(item.key, Known::State::Stored);
            end(item.work, Outcome::Indexed);
        }
    }

    PictureDecoder& decoder;
    Encoder& encoder;
    StoreWriter& writer;
    ContentLookup lookup;  ///< on add()'s thread
    const ModelInfo model;
    const CancelToken cancel;
    const Done done;

    BoundedQueue<Decoded> decoded{kDecodedQueue};
    std::mutex mutex;
    std::condition_variable idle;
    qint64 inFlight = 0;
    std::optional<Error> broken;
    QHash<QByteArray, Known> known;   ///< in flight, or settled and perhaps not committed
    std::vector<QByteArray> settled;  ///< of these, the settled ones
    // Two, so that one batch travels while the engine works on another.
    std::array<std::thread, 2> encodeThreads;
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
    d->forgetCommitted();
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
