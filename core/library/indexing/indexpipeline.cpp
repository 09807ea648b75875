#include "core/library/indexing/indexpipeline.h"

#include <QCoreApplication>
#include <QHash>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/boundedqueue.h"
#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/identity/contentlookup.h"
#include "core/library/indexing/indexitem.h"
#include "core/library/indexing/sidecarstage.h"
#include "core/library/indexing/vectorbatch.h"
#include "core/remote/encoder.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/walk.h"

namespace semblance {

using namespace indexing;

namespace {
// Enough to fill a batch while another is under way; 200 KB each.
constexpr std::size_t kDecodedQueue = 48;
constexpr std::size_t kBatch = 16;
constexpr std::size_t kSettled = 1024;

using Outcome = IndexPipeline::Outcome;
using Work = IndexPipeline::Work;

struct Decoded {
    ItemPtr item;
    DecodeReply reply;
};

bool isThere(const QString& path, const CancelToken& cancel) {
    constexpr std::chrono::seconds patience{2};
    const auto missing = runWithin(patience, cancel, [path] {
        const Result<FileStat> stat = statFile(path);
        return !stat && stat.error().kind == ErrorKind::NotFound;
    });
    // Whoever does not answer has not said that it is gone.
    return !missing.value_or(false);
}
}  // namespace

// Size: all that happens to a file under one lock; what can stand alone has files of its own.
struct IndexPipeline::Private {
    Private(PictureDecoder& pictureDecoder, Encoder& vectorEncoder, Catalogue& rows,
            RowReader& rowReader, const ModelInfo& info, CancelToken token, Done callback,
            IsAway away)
        : decoder(pictureDecoder),
          catalogue(rows),
          writer(*rows.writer()),
          reader(rowReader),
          lookup(rowReader),
          model(info),
          vectors(vectorEncoder, model),
          cancel(std::move(token)),
          done(std::move(callback)),
          isAway(std::move(away)),
          sidecars(
              decoder, cancel, [this](IndexedFile file) { return store(std::move(file)); },
              [this](const Item& item, Outcome outcome) { end(item, outcome); },
              [this](const Error& error) { breakOff(error); }) {
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
    void end(const Item& item, Outcome outcome, const QString& sentence = {}) {
        done(item.work, outcome, sentence);
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

    void link(const ItemPtr& item) {
        if (store(item->file(IndexedFile::Outcome::Linked)))
            sidecars.annotate(item);
        else
            end(*item, Outcome::Dropped);
    }

    Outcome storeFailure(const Item& item, const Failure& failure) {
        IndexedFile file = item.file(failure.outcome);
        file.error = failure.sentence;
        return store(std::move(file)) ? Outcome::Failed : Outcome::Dropped;
    }

    void failItem(const Item& item, const Failure& failure) {
        end(item, storeFailure(item, failure), failure.sentence);
    }

    /// The file itself cannot be read just now: tried again at every scan.
    void failFile(Item& item, const QString& sentence) {
        item.key.clear();
        failItem(item, {IndexedFile::Outcome::Failed, sentence});
    }

    /// A content's fate is known: settle the copies that waited for it.
    void settle(const QByteArray& key, Known::State state, const Failure& failure = {}) {
        std::vector<ItemPtr> waiting;
        {
            std::lock_guard lock(mutex);
            Known& content = known[key];
            content.state = state;
            content.failure = failure;
            waiting.swap(content.waiting);
            settled.push_back(key);
        }
        for (const ItemPtr& item : waiting) {
            if (state == Known::State::Stored)
                link(item);
            else
                failItem(*item, failure);
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
        // Its vectors, too, must be seen by whoever asks.
        if (const Status published = catalogue.refresh(cancel); !published)
            return published.error().kind == ErrorKind::Cancelled ? void()
                                                                  : breakOff(published.error());
        std::lock_guard lock(mutex);
        for (const QByteArray& key : keys)
            known.remove(key);
    }

    /// Those who waited for a content that its file does not bring.
    std::vector<ItemPtr> takeWaiting(const QByteArray& key) {
        std::lock_guard lock(mutex);
        return known.take(key).waiting;
    }

    /// The file that was to bring a content cannot: the copies that wait for it begin anew, and the
    /// first of them that is read brings it.
    void passOn(const QByteArray& key) {
        for (const ItemPtr& item : takeWaiting(key))
            beginAnew(item);
    }

    /// A thread of the decoder's must not wait for room in the background queue.
    void beginAnew(const ItemPtr& item) { take(item, PictureDecoder::Priority::Interactive); }

    void drop(const ItemPtr& item) {
        if (item->fate == Item::Fate::Decode) {
            for (const ItemPtr& copy : takeWaiting(item->key))
                end(*copy, Outcome::Dropped);
        }
        end(*item, Outcome::Dropped);
    }

    // --- reading and deciding ---

    void take(const ItemPtr& item, PictureDecoder::Priority priority) {
        item->fate = Item::Fate::Unknown;
        item->vector.clear();
        DecodeRequest request;
        request.path = item->absolutePath();
        request.factsOnly = item->work.factsOnly;
        if (!request.factsOnly) {
            request.wantInput = true;
            request.input = model.input;
            request.thumbnailSides = {256, 512};
        }
        decoder.decode(
            std::move(request), priority, cancel,
            [this, item](const ReadReply& read) { return decide(item, read); },
            [this, item](Result<DecodeReply> reply) { onDecoded(item, std::move(reply)); });
    }

    /// True when the bytes are to be decoded. On a thread of the decoder's, which calls onDecoded()
    /// for the item afterwards.
    bool decide(const ItemPtr& item, const ReadReply& read) {
        item->read = read;
        const FilePlace place{item->work.root, item->work.rootPath, item->work.path};
        std::unique_lock looking(lookupMutex);
        const Result<ContentLookup::Answer> found = lookup.byBytes(
            read, place, cancel, [this](const QByteArray& key) { return hashInFlight(key); });
        if (!found) {
            looking.unlock();
            if (found.error().kind != ErrorKind::Cancelled)
                breakOff(found.error());
            return false;
        }
        item->key = found->key;
        std::lock_guard lock(mutex);
        if (const auto it = known.find(item->key); it != known.end()) {
            joinKnown(item, *it);
        } else if (!found->content || found->assumed || !isSettled(*item, *found->content)) {
            // What was to be described only is another picture by now: onDecoded() begins anew.
            if (item->work.factsOnly)
                return false;
            item->fate = Item::Fate::Decode;
            known[item->key].fullHash = read.fullHash;
            if (!found->content)
                item->vector = reader.keptVector(model.hash, item->key).value_or(QByteArray());
        }
        return item->fate == Item::Fate::Decode || item->fate == Item::Fate::Describe;
    }

    /// Under the lock.
    void joinKnown(const ItemPtr& item, const Known& content) {
        switch (content.state) {
            case Known::State::InFlight:
                item->fate = Item::Fate::Wait;  // it joins those waiting once the decoder let go
                break;
            case Known::State::Stored:
                item->fate = Item::Fate::Link;
                break;
            case Known::State::Failed:
                item->fate = Item::Fate::Fail;
                item->failure = content.failure;
                break;
        }
    }

    bool isEncoded(ContentId content) const {
        const auto scorer = catalogue.snapshot()->scorer(model.hash);
        return scorer && scorer->holds(content);
    }

    /// True when the store has the content, encoded or given up.
    bool isSettled(Item& item, const ContentRow& content) const {
        switch (content.state) {
            case ContentState::Readable:
                if (item.isStale || !isEncoded(content.id))
                    return false;
                item.fate = item.work.factsOnly && content.factsVersion < factsVersion
                                ? Item::Fate::Describe
                                : Item::Fate::Link;
                item.facts = content.facts;
                return true;
            case ContentState::Failed:
            case ContentState::Quarantined:
                item.fate = Item::Fate::Fail;
                item.failure = {content.state == ContentState::Failed
                                    ? IndexedFile::Outcome::Failed
                                    : IndexedFile::Outcome::Quarantined,
                                content.error};
                return content.decoderVersion >= decoderVersion;
            case ContentState::Untried:
                break;
        }
        return false;
    }

    /// The full hash of a content that this run has met under the key; nothing when it has met
    /// none.
    std::optional<QByteArray> hashInFlight(const QByteArray& key) {
        std::lock_guard lock(mutex);
        const auto it = known.constFind(key);
        return it == known.constEnd() ? std::nullopt : std::optional(it->fullHash);
    }

    // --- decoding ---

    void onDecoded(const ItemPtr& item, Result<DecodeReply> reply) {
        if (!reply)
            return onFailed(item, reply.error());
        if (item->fate == Item::Fate::Wait && leaveWaiting(item))
            return;
        switch (item->fate) {
            case Item::Fate::Unknown:
                return item->work.factsOnly ? decodeAnew(item) : drop(item);
            case Item::Fate::Describe:
                return describe(item, std::move(reply->facts));
            case Item::Fate::Decode:
                if (!decoded.push({item, std::move(*reply)}))
                    drop(item);
                return;
            case Item::Fate::Wait:
                return beginAnew(item);
            case Item::Fate::Link:
                return link(item);
            case Item::Fate::Fail:
                return failItem(*item, item->failure);
        }
    }

    void describe(const ItemPtr& item, PhotoFacts facts) {
        // Its thumbnails and its vector lie on their side.
        if (facts.orientation != item->facts.orientation) {
            item->isStale = true;
            return decodeAnew(item);
        }
        IndexedFile file = item->file(IndexedFile::Outcome::Described);
        file.facts = std::move(facts);
        if (store(std::move(file)))
            sidecars.annotate(item);
        else
            end(*item, Outcome::Dropped);
    }

    void decodeAnew(const ItemPtr& item) {
        item->work.factsOnly = false;
        beginAnew(item);
    }

    /// Leaves a copy with those that wait, if what it is to wait for is still in flight. Only from
    /// here on may another thread settle it: until now the decoder's answer to it was under way.
    bool leaveWaiting(const ItemPtr& item) {
        std::lock_guard lock(mutex);
        const auto it = known.find(item->key);
        if (it == known.end())
            return false;  // passed on, or committed and forgotten
        joinKnown(item, *it);
        if (item->fate != Item::Fate::Wait)
            return false;
        it->waiting.push_back(item);
        return true;
    }

    void onFailed(const ItemPtr& item, const Error& error) {
        const bool isOfPicture =
            error.kind == ErrorKind::BadInput || error.kind == ErrorKind::ChildFailed;
        const bool isOfContent = item->fate == Item::Fate::Decode && isOfPicture;
        if (error.kind == ErrorKind::Cancelled)
            return drop(item);
        if (error.kind == ErrorKind::Internal) {
            breakOff(error);
            return drop(item);
        }
        // The picture was decoded before: its facts stay as they are, and are not asked for again.
        if (item->fate == Item::Fate::Describe && isOfPicture)
            return describe(item, PhotoFacts(item->facts));
        const bool isUnfinished = isOfPicture && unfinished && unfinished(item->work);
        if (!isOfContent || isUnfinished) {
            if (item->fate == Item::Fate::Decode)
                passOn(item->key);
            if (isUnfinished)
                return end(*item, Outcome::Unfinished);
            if (isAway && isAway(item->work))
                return end(*item, Outcome::Away);
            if (!isThere(item->absolutePath(), cancel))
                return end(*item, Outcome::Vanished);
            return failFile(*item, error.sentence);
        }
        failContent(item, {error.kind == ErrorKind::ChildFailed ? IndexedFile::Outcome::Quarantined
                                                                : IndexedFile::Outcome::Failed,
                           error.sentence});
    }

    void failContent(const ItemPtr& item, const Failure& failure) {
        const Outcome stored = storeFailure(*item, failure);
        settle(item->key, Known::State::Failed, failure);
        end(*item, stored, failure.sentence);
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
        // Vectors that outlived the rows of their contents need no engine.
        for (Decoded& picture : batch) {
            if (!picture.item->vector.isEmpty())
                storeEncoded(picture, {picture.item->vector, {}});
        }
        std::erase_if(batch, [](const Decoded& one) { return !one.item->vector.isEmpty(); });
        if (batch.empty())
            return;
        std::vector<QByteArray> inputs;
        for (const Decoded& picture : batch)
            inputs.push_back(picture.reply.input);
        const Status mayGoOn = status();
        const auto encoded = mayGoOn
                                 ? vectors.encode(inputs, cancel)
                                 : Result<std::vector<VectorBatch::Item>>(fail(mayGoOn.error()));
        if (!encoded) {
            if (encoded.error().kind != ErrorKind::Cancelled)
                breakOff(encoded.error());
            for (const Decoded& picture : batch)
                drop(picture.item);
            return;
        }
        for (std::size_t i = 0; i < batch.size(); ++i)
            storeEncoded(batch[i], (*encoded)[i]);
    }

    void storeEncoded(Decoded& picture, const VectorBatch::Item& encoded) {
        const ItemPtr& item = picture.item;
        if (encoded.vector.isEmpty()) {
            return failContent(item, {encoded.error.kind == ErrorKind::ChildFailed
                                          ? IndexedFile::Outcome::Quarantined
                                          : IndexedFile::Outcome::Failed,
                                      encoded.error.sentence});
        }
        IndexedFile file = item->file(IndexedFile::Outcome::Encoded);
        file.facts = picture.reply.facts;
        file.thumbnails = std::move(picture.reply.thumbnails);
        file.vector = encoded.vector;
        file.modelHash = model.hash;
        if (!store(std::move(file)))
            return drop(item);
        settle(item->key, Known::State::Stored);
        sidecars.annotate(item);
    }

    PictureDecoder& decoder;
    Catalogue& catalogue;
    RowWriter& writer;
    std::mutex lookupMutex;  ///< of the look-up and its reader; taken before the other one
    RowReader& reader;
    ContentLookup lookup;
    const ModelInfo model;
    VectorBatch vectors;
    const CancelToken cancel;
    const Done done;
    const IsAway isAway;
    SidecarStage sidecars;
    std::function<bool(const Work&)> unfinished;  ///< may be empty

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

IndexPipeline::IndexPipeline(PictureDecoder& decoder, Encoder& encoder, Catalogue& catalogue,
                             RowReader& reader, const ModelInfo& model, CancelToken cancel,
                             Done done, IsAway isAway)
    : d(std::make_unique<Private>(decoder, encoder, catalogue, reader, model, std::move(cancel),
                                  std::move(done), std::move(isAway))) {}

IndexPipeline::~IndexPipeline() {
    std::unique_lock lock(d->mutex);
    d->idle.wait(lock, [&] { return d->inFlight == 0; });
}

void IndexPipeline::setUnfinished(std::function<bool(const Work&)> unfinished) {
    d->unfinished = std::move(unfinished);
}

Status IndexPipeline::add(Work work) {
    SEMBLANCE_TRY(d->status());
    d->forgetCommitted();
    d->begin();
    auto item = std::make_shared<Item>();
    item->work = std::move(work);
    if (!item->work.sidecarsOnly)
        d->take(item, PictureDecoder::Priority::Background);
    else
        d->sidecars.annotate(item, PictureDecoder::Priority::Background);
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
