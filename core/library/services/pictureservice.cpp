#include "core/library/services/pictureservice.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/pictureformats.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
constexpr int kReaders = 2;

struct ThumbnailRequest {
    ContentId content;
    int side = 0;
    QString path;
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
/// With what the file's sidecars said when it was indexed.
PhotoFacts withSidecarsOf(FileId file, const PhotoFacts& facts, Catalogue& catalogue) {
    if (!file.isValid())
        return facts;
    const auto reader = catalogue.openReader();
    const auto sidecars =
        reader ? (*reader)->sidecarFacts(file) : Result<PhotoFacts>(fail(reader.error()));
    return sidecars ? withSidecars(facts, *sidecars) : facts;
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
            ThumbnailRequest request;
            std::shared_ptr<Library> current;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return closed || !requests.empty(); });
                if (closed)
                    return;
                // The last asked for is what is on screen now.
                request = requests.back();
                requests.pop_back();
                current = library;
            }
            if (current != opened) {
                opened = current;
                reader.reset();
                store.reset();
            }
            if (opened && !reader) {
                if (auto made = opened->catalogue().openReader())
                    reader = std::move(*made);
            }
            if (opened && !store) {
                if (auto made = opened->catalogue().openThumbnails())
                    store = std::move(*made);
            }
            answer(request, opened, reader.get(), store.get());
        }
    }

    void answer(const ThumbnailRequest& request, const std::shared_ptr<Library>& from,
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
                    return ready(request, image);
            }
        }
        if (from)
            remake(request, from, key, store);
    }

    /// The cache lost it: decode the file again, and fill the cache.
    void remake(const ThumbnailRequest& request, const std::shared_ptr<Library>& from,
                const QByteArray& key, Thumbnails* store) {
        DecodeRequest decode;
        decode.path = request.path;
        decode.thumbnailSides = {256, 512};
        const Result<DecodeReply> reply = from->decoders().decodeNow(decode, ended);
        const QImage image =
            reply ? QImage::fromData(reply->thumbnails.value(request.side)) : QImage();
        if (image.isNull()) {
            mailbox->post([request](PictureService& service) {
                Q_EMIT service.thumbnailMissing(request.content, request.side);
            });
            return;
        }
        // A full disk costs the next start time, nothing else.
        if (store && !key.isEmpty())
            static_cast<void>(store->put({{key, reply->thumbnails}}));
        ready(request, image);
    }

    void ready(const ThumbnailRequest& request, const QImage& image) {
        mailbox->post([request, image](PictureService& service) {
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

    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    quint64 lastNumber = 0;
    std::vector<FileRequest> waiting;  ///< for a library
    CancelToken viewCancel;
    const CancelToken ended;  ///< cancelled when the service goes

    std::mutex mutex;
    std::condition_variable wake;
    std::shared_ptr<Library> library;
    std::deque<ThumbnailRequest> requests;
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
    std::erase_if(d->requests, [&](const ThumbnailRequest& r) {
        return r.content == content && r.side == side;
    });
    d->requests.push_back({content, side, path});
    d->wake.notify_one();
}

void PictureService::dropPendingThumbnails() {
    std::lock_guard lock(d->mutex);
    d->requests.clear();
}

quint64 PictureService::requestView(const QString& path, int side, FileId file) {
    const quint64 number = ++d->lastNumber;
    d->viewCancel.cancel();
    d->viewCancel = CancelToken();
    if (!d->library)
        return number;
    DecodeRequest request;
    request.path = path;
    request.viewSide = side;
    d->library->decoders().decode(
        std::move(request), PictureDecoder::Priority::Interactive, d->viewCancel, {},
        [number, mailbox = d->mailbox, file,
         &catalogue = d->library->catalogue()](const Result<DecodeReply>& reply) {
            if (!reply && reply.error().kind == ErrorKind::Cancelled)
                return;
            if (!reply) {
                mailbox->post([number, error = reply.error()](PictureService& service) {
                    Q_EMIT service.viewFailed(number, error);
                });
                return;
            }
            mailbox->post(
                [number, image = viewImage(*reply),
                 facts = withSidecarsOf(file, reply->facts, catalogue)](PictureService& service) {
                    Q_EMIT service.viewReady(number, image, facts);
                });
        });
    return number;
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
