#include "core/remote/textmessages.h"

#include <utility>

#include "core/remote/finishedmessage.h"

namespace semblance {

QCborMap ReadTextRequest::toCbor() const {
    return {{QStringLiteral("op"), QStringLiteral("text")},
            {QStringLiteral("width"), width},
            {QStringLiteral("height"), height},
            {QStringLiteral("grey"), grey}};
}

Result<ReadTextRequest> ReadTextRequest::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    ReadTextRequest request;
    request.width = fields.integer("width", 1, mostPixels);
    request.height = fields.integer("height", 1, mostPixels);
    request.grey = fields.bytes("grey");
    const qsizetype pixels = qsizetype(request.width) * request.height;
    fields.require(pixels <= mostPixels && request.grey.size() == pixels, "grey");
    return finished(fields, std::move(request));
}

QCborMap ReadTextReply::toCbor() const {
    return {{QStringLiteral("text"), text}, {QStringLiteral("whole"), isWhole}};
}

Result<ReadTextReply> ReadTextReply::fromCbor(const QCborMap& map) {
    FieldReader fields(map);
    ReadTextReply reply;
    reply.text = fields.text("text").left(mostText);
    reply.isWhole = fields.flag("whole");
    return finished(fields, std::move(reply));
}

}  // namespace semblance
