#include "app/decoder/dispatch.h"

#include "core/media/picture.h"
#include "core/remote/messages.h"

namespace semblance {

namespace {

PictureWish wishOf(const DecodeRequest& request) {
    PictureWish wish;
    if (request.wantInput)
        wish.input = request.input;
    wish.thumbnailSides = request.thumbnailSides;
    wish.viewSide = request.viewSide;
    return wish;
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

}  // namespace

Result<QCborMap> answerDecode(const QCborMap& map, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const DecodeRequest request, DecodeRequest::fromCbor(map));
    const PictureWish wish = wishOf(request);
    SEMBLANCE_TRY_ASSIGN(DecodedPicture picture, request.bytes.isEmpty()
                                                     ? decodePicture(request.path, wish, cancel)
                                                     : decodePicture(request.bytes, wish, cancel));
    return replyOf(std::move(picture)).toCbor();
}

}  // namespace semblance
