#include "app/decoder/dispatch.h"

#include <utility>

#include "core/media/metadata/sidecaredit.h"
#include "core/media/metadata/sidecarfacts.h"
#include "core/media/picture.h"
#include "core/remote/messages.h"

namespace semblance {

namespace {

PictureWish wishOf(const DecodeRequest& request) {
    PictureWish wish;
    wish.factsOnly = request.factsOnly;
    if (request.wantInput)
        wish.input = request.input;
    wish.thumbnailSides = request.thumbnailSides;
    wish.viewSide = request.viewSide;
    wish.region = request.region;
    return wish;
}

QList<QByteArray> bytesOf(const QList<SidecarFile>& sidecars) {
    QList<QByteArray> bytes;
    for (const SidecarFile& sidecar : sidecars)
        bytes.append(sidecar.bytes);
    return bytes;
}

DecodeReply replyOf(DecodedPicture&& picture) {
    DecodeReply reply;
    reply.facts = std::move(picture.facts);
    reply.input = std::move(picture.input);
    reply.thumbnails = std::move(picture.thumbnails);
    const QImage& view = picture.view;
    reply.viewWidth = view.width();
    reply.viewHeight = view.height();
    // Rows of 4-byte pixels have no padding.
    reply.view = QByteArray(reinterpret_cast<const char*>(view.constBits()), view.sizeInBytes());
    return reply;
}

/// Only a parent of another version asks so.
tl::unexpected<Error> misused(const char* what) {
    return fail(ErrorKind::WrongUse, QString::fromLatin1(what));
}

}  // namespace

Result<QCborMap> Dispatch::answer(const QCborMap& request, const FileHandle& file,
                                  const CancelToken& cancel) {
    const QString op = request[QStringLiteral("op")].toString();
    if (op == QLatin1StringView("decode"))
        return decode(request, cancel);
    m_held.reset();
    return op == QLatin1StringView("read") ? read(file, cancel) : QCborMap();
}

Result<QCborMap> Dispatch::read(const FileHandle& file, const CancelToken& cancel) {
    if (!file.isValid())
        return misused("No file came along with the request to read one.");
    SEMBLANCE_TRY_ASSIGN(m_held, readPictureFile(file, cancel));
    return ReadReply{m_held->stat, m_held->key, m_held->fullHash}.toCbor();
}

Result<QCborMap> Dispatch::decode(const QCborMap& map, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const DecodeRequest request, DecodeRequest::fromCbor(map));
    const std::optional<PictureFile> held = std::exchange(m_held, std::nullopt);
    if (!request.sidecars.isEmpty()) {
        DecodeReply reply;
        reply.facts = sidecarFacts(bytesOf(request.sidecars));
        return reply.toCbor();
    }
    if (const auto& edit = request.sidecarEdit) {
        DecodeReply reply;
        SEMBLANCE_TRY_ASSIGN(reply.sidecar, editedSidecar(edit->xmp, edit->marks, edit->keywords));
        return reply.toCbor();
    }
    if (request.bytes.isEmpty() && !held)
        return misused("There is nothing to decode.");
    const PictureWish wish = wishOf(request);
    SEMBLANCE_TRY_ASSIGN(DecodedPicture picture, request.bytes.isEmpty()
                                                     ? decodePictureFile(*held, wish, cancel)
                                                     : decodePicture(request.bytes, wish, cancel));
    return replyOf(std::move(picture)).toCbor();
}

}  // namespace semblance
