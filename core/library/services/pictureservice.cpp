#include "core/library/services/pictureservice.h"

#include <QElapsedTimer>
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/pictureformats.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/knownfacts.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
constexpr int kReaders = 2;

struct ThumbnailRequest {
    ContentId content;
    int side = 0;
    QString path;

    friend bool operator==(const ThumbnailRequest&, const ThumbnailRequest&) = default;
};

/// A large view, ready to be shown.
struct View {
    QImage image;
    PhotoFacts facts;
};

/// A view that is likely to be asked for. What lies longer may have changed on its disk.
struct Prefetched {
    static constexpr qint64 staysMs = 30'000;

    bool isFresh() const { return !since.isValid() || since.elapsed() < staysMs; }

    QString path;
    int side = 0;
    CancelToken cancel;
    std::optional<View> view;  ///< nothing while it is being decoded
    QElapsedTimer since;       ///< it is decoded
    quint64 wantedAs = 0;      ///< the number of a request that waits for it
};

struct FileRequest {
    quint64 number = 0;
    QString path;
    int side = 0;
};

QImage viewImage(const DecodeReply& reply) {
    if (reply.view.isEmpty())
        return {};
    const QImage shared(reinterpret_cast<const uchar*>(reply.view.constData()), reply.viewWidth,
                        reply.viewHeight, reply.viewWidth * 4, QImage::Format_RGBA8888);
    return shared.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}
/// With what the file's sidecars said when it was indexed, and what the user did.
PhotoFacts withMarksOf(FileId file, const PhotoFacts& facts, Catalogue& catalogue) {
    if (!file.isValid())
        return facts;
    const auto reader = catalogue.openReader();
    if (!reader)
        return facts;
    const auto row = (*reader)->file(file);
    if (!row || !*row)
        return facts;
    return knownFacts(**reader, file, (*row)->content, facts).value_or(facts);
}
}  // namespace

struct PictureService::Private {
    /// Lets decoder threads reach the service only while it lives.
    struct Mailbox {
        std::mutex mutex;
        PictureService* service = nullptr;

        void post(std::function<void(PictureService&)> message) {
            std::lock_guard lock(mutex);
            if (!service)
                return;
            QMetaObject::invokeMethod(
                service, [target = service, message = std::move(message)] { message(*target); },
                Qt::QueuedConnection);
        }
    };

    explicit Private(PictureService* service) {
        mailbox->service = service;
        for (int i = 0; i < kReaders; ++i)
            readers.emplace_back([this] { readLoop(); });
    }

    ~Private() {
        viewCancel.cancel();
        dropPrefetched();
        ended.cancel();
        {
            std::lock_guard lock(mailbox->mutex);
            mailbox->service = nullptr;
        }
        {
            std::lock_guard lock(mutex);
            closed = true;
            wake.notify_all();
        }
        for (std::thread& reader : readers)
            reader.join();
    }

    void readLoop() {
        std::shared_ptr<Library> opened;
        std::unique_ptr<RowReader> reader;
        std::unique_ptr<Thumbnails> store;
        for (;;) {
            std::optional<ThumbnailRequest> wanted;
            std::shared_ptr<Library> current;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return closed || !requests.empty() || library != opened; });
                if (closed)
                    return;
                // The last asked for is what is on screen now.
                if (!requests.empty()) {
                    wanted = requests.back();
                    requests.pop_back();
                    beingRead.push_back(*wanted);
                }
                current = library;
            }
            // Whoever closes a library waits for the last one to let go of it.
            if (current != opened) {
                reader.reset();
                store.reset();
                opened = current;
            }
            if (!wanted)
                continue;
            const ThumbnailRequest& request = *wanted;
            if (opened && !reader) {
                if (auto made = opened->catalogue().openReader())
                    reader = std::move(*made);
            }
            if (opened && !store) {
                if (auto made = opened->catalogue().openThumbnails())
                    store = std::move(*made);
            }
            const QImage image = thumbnail(request, opened, reader.get(), store.get());
            // Before it is told: who hears of it may ask again.
            {
                std::lock_guard lock(mutex);
                std::erase(beingRead, request);
            }
            if (opened)
                tellThumbnail(request, image);
        }
    }

    /// Null when there is none to be had.
    QImage thumbnail(const ThumbnailRequest& request, const std::shared_ptr<Library>& from,
                     RowReader* reader, Thumbnails* store) {
        QByteArray key;
        if (reader) {
            const auto content = reader->content(request.content);
            if (content && *content)
                key = (*content)->key;
        }
        if (store && !key.isEmpty()) {
            const auto bytes = store->get(key, request.side);
            if (bytes && *bytes) {
                const QImage image = QImage::fromData(**bytes);
                if (!image.isNull())
                    return image;
            }
        }
        return from ? remake(request, from, key, store) : QImage();
    }

    /// The cache lost it: decode the file again, and fill the cache.
    QImage remake(const ThumbnailRequest& request, const std::shared_ptr<Library>& from,
                  const QByteArray& key, Thumbnails* store) {
        DecodeRequest decode;
        decode.path = request.path;
        decode.thumbnailSides = {256, 512};
        const Result<DecodeReply> reply = from->decoders().decodeNow(decode, ended);
        if (!reply)
            return {};
        const QImage image = QImage::fromData(reply->thumbnails.value(request.side));
        // A full disk costs the next start time, nothing else.
        if (!image.isNull() && store && !key.isEmpty())
            static_cast<void>(store->put({{key, reply->thumbnails}}));
        return image;
    }

    void tellThumbnail(const ThumbnailRequest& request, const QImage& image) {
        mailbox->post([request, image](PictureService& service) {
            if (image.isNull())
                Q_EMIT service.thumbnailMissing(request.content, request.side);
            else
                Q_EMIT service.thumbnailReady(request.content, request.side, image);
        });
    }

    /// On the GUI thread, with a library.
    void decodeThumbnail(const FileRequest& asked) {
        DecodeRequest request;
        request.path = asked.path;
        request.viewSide = asked.side;
        library->decoders().decode(
            std::move(request), PictureDecoder::Priority::Interactive, ended, {},
            [asked, to = mailbox](const Result<DecodeReply>& reply) {
                if (!reply) {
                    to->post([asked, error = reply.error()](PictureService& service) {
                        Q_EMIT service.fileThumbnailFailed(asked.number, asked.path, error);
                    });
                    return;
                }
                to->post([asked, image = viewImage(*reply)](PictureService& service) {
                    Q_EMIT service.fileThumbnailReady(asked.number, asked.path, image);
                });
            });
    }

    /// On the GUI thread, with a library. `then` is told on a decoder's thread, where the pixels
    /// are made ready, too: they are many.
    void decodeView(const QString& path, FileId file, int side, const CancelToken& cancel,
                    std::function<void(const Result<View>&)> then) {
        DecodeRequest request;
        request.path = path;
        request.viewSide = side;
        library->decoders().decode(
            std::move(request), PictureDecoder::Priority::Interactive, cancel, {},
            [file, &catalogue = library->catalogue(),
             then = std::move(then)](const Result<DecodeReply>& reply) {
                if (!reply)
                    then(fail(reply.error()));
                else
                    then(View{viewImage(*reply), withMarksOf(file, reply->facts, catalogue)});
            });
    }

    static void tellView(Mailbox& to, quint64 number, const Result<View>& view) {
        if (!view && view.error().kind == ErrorKind::Cancelled)
            return;
        to.post([number, view](PictureService& service) {
            if (view)
                Q_EMIT service.viewReady(number, view->image, view->facts);
            else
                Q_EMIT service.viewFailed(number, view.error());
        });
    }

    std::vector<Prefetched>::iterator prefetchedAs(const QString& path, int side) {
        return std::find_if(prefetched.begin(), prefetched.end(), [&](const Prefetched& view) {
            return view.path == path && view.side == side;
        });
    }

    void prefetch(const PhotoItem& item, int side) {
        Prefetched& ahead = prefetched.emplace_back();
        ahead.path = item.path;
        ahead.side = side;
        decodeView(item.path, item.file, side, ahead.cancel,
                   [this, path = item.path, side, to = mailbox](const Result<View>& view) {
                       // In a message for the service, `this` is still there.
                       to->post([this, path, side, view](PictureService&) {
                           takePrefetched(path, side, view);
                       });
                   });
    }

    void takePrefetched(const QString& path, int side, const Result<View>& view) {
        const auto ahead = prefetchedAs(path, side);
        if (ahead == prefetched.end())
            return;
        if (const quint64 number = std::exchange(ahead->wantedAs, 0))
            tellView(*mailbox, number, view);
        if (!view) {
            prefetched.erase(ahead);
            return;
        }
        ahead->view = *view;
        ahead->since.start();
    }

    /// True when what was prefetched answers the request, now or as soon as it is decoded.
    bool answersFromPrefetched(quint64 number, const QString& path, int side) {
        for (Prefetched& view : prefetched)
            view.wantedAs = 0;
        const auto ahead = prefetchedAs(path, side);
        if (ahead == prefetched.end() || !ahead->isFresh())
            return false;
        if (ahead->view)
            tellView(*mailbox, number, *ahead->view);
        else
            ahead->wantedAs = number;
        return true;
    }

    void dropPrefetched(const QStringList& kept = {}, int side = 0) {
        std::erase_if(prefetched, [&](const Prefetched& view) {
            if (view.side == side && kept.contains(view.path) && view.isFresh())
                return false;
            view.cancel.cancel();
            return true;
        });
    }

    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    quint64 lastNumber = 0;
    std::vector<FileRequest> waiting;  ///< for a library
    CancelToken viewCancel;
    std::vector<Prefetched> prefetched;  ///< GUI thread
    const CancelToken ended;             ///< cancelled when the service goes

    std::mutex mutex;
    std::condition_variable wake;
    std::shared_ptr<Library> library;
    std::deque<ThumbnailRequest> requests;
    std::vector<ThumbnailRequest> beingRead;
    bool closed = false;
    std::vector<std::thread> readers;  // last: they use everything above
};

PictureService::PictureService(QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this)) {}
PictureService::~PictureService() = default;

void PictureService::setLibrary(std::shared_ptr<Library> library) {
    {
        std::lock_guard lock(d->mutex);
        d->library = std::move(library);
        d->requests.clear();
    }
    d->wake.notify_all();
    d->dropPrefetched();
    if (!d->library)
        return;
    for (const FileRequest& request : std::exchange(d->waiting, {}))
        d->decodeThumbnail(request);
}

QStringList PictureService::extensions() {
    return pictureExtensions();
}

void PictureService::requestThumbnail(ContentId content, int side, const QString& path) {
    std::lock_guard lock(d->mutex);
    const ThumbnailRequest request{content, side, path};
    if (std::find(d->beingRead.begin(), d->beingRead.end(), request) != d->beingRead.end())
        return;
    std::erase_if(d->requests, [&](const ThumbnailRequest& r) {
        return r.content == content && r.side == side;
    });
    d->requests.push_back(request);
    d->wake.notify_one();
}

void PictureService::dropPendingThumbnails(const QSet<qint64>& contents, int side) {
    std::lock_guard lock(d->mutex);
    std::erase_if(d->requests, [&](const ThumbnailRequest& request) {
        return request.side == side && contents.contains(request.content.value);
    });
}

quint64 PictureService::requestView(const QString& path, int side, FileId file) {
    const quint64 number = ++d->lastNumber;
    d->viewCancel.cancel();
    d->viewCancel = CancelToken();
    if (!d->library || d->answersFromPrefetched(number, path, side))
        return number;
    d->decodeView(path, file, side, d->viewCancel,
                  [number, to = d->mailbox](const Result<View>& view) {
                      Private::tellView(*to, number, view);
                  });
    return number;
}

void PictureService::prefetchViews(const QList<PhotoItem>& items, int side) {
    QStringList paths;
    for (const PhotoItem& item : items)
        paths.append(item.path);
    d->dropPrefetched(paths, side);
    if (!d->library)
        return;
    for (const PhotoItem& item : items) {
        if (d->prefetchedAs(item.path, side) == d->prefetched.end())
            d->prefetch(item, side);
    }
}

quint64 PictureService::requestFileThumbnail(const QString& path, int side) {
    const quint64 number = ++d->lastNumber;
    const FileRequest request{number, path, side};
    if (d->library)
        d->decodeThumbnail(request);
    else
        d->waiting.push_back(request);
    return number;
}

}  // namespace semblance
