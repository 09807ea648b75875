#include "app/engine/serve.h"

#include <QCoreApplication>

#include "core/model/encoder.h"
#include "core/remote/childserver.h"
#include "core/remote/messages.h"

namespace semblance {

namespace {

ModelInfo hello(const DualEncoderInfo& loaded) {
    ModelInfo info;
    info.name = loaded.name;
    info.hash = loaded.hash;
    info.dim = loaded.dim;
    info.input = loaded.input;
    info.defaultMix = loaded.defaultMix;
    info.logitScale = loaded.logitScale;
    info.device = loaded.device;
    info.precision = toString(loaded.precision);
    return info;
}

QByteArray asBytes(const std::vector<float>& rows) {
    return QByteArray(reinterpret_cast<const char*>(rows.data()),
                      static_cast<qsizetype>(rows.size() * sizeof(float)));
}

Result<QCborMap> answerImages(const DualEncoder& encoder, const QCborMap& map,
                              const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto request, EncodeImagesRequest::fromCbor(map));
    const std::span pixels(reinterpret_cast<const std::uint8_t*>(request.pixels.constData()),
                           static_cast<std::size_t>(request.pixels.size()));
    SEMBLANCE_TRY_ASSIGN(const auto rows,
                         encoder.encodeImages(pixels, request.count, request.side, cancel));
    EncodeReply reply;
    reply.dim = encoder.info().dim;
    reply.vectors = asBytes(rows);
    return reply.toCbor();
}

Result<QCborMap> answerTexts(const DualEncoder& encoder, const QCborMap& map,
                             const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto request, EncodeTextsRequest::fromCbor(map));
    SEMBLANCE_TRY_ASSIGN(const auto encoded, encoder.encodeTexts(request.texts, cancel));
    EncodeReply reply;
    reply.dim = encoder.info().dim;
    reply.vectors = asBytes(encoded.rows);
    reply.unknownFractions =
        QList<float>(encoded.unknownFractions.begin(), encoded.unknownFractions.end());
    return reply.toCbor();
}

}  // namespace

int serve(const QString& model) {
    ChildServer server;
    const auto encoder = DualEncoder::loadNamed(model);
    if (!encoder)
        return server.sendFailure(encoder.error());
    const DualEncoder& loaded = **encoder;
    server.addLane({QStringLiteral("images")}, [&](const QCborMap& map, const CancelToken& cancel) {
        return answerImages(loaded, map, cancel);
    });
    server.addLane({QStringLiteral("texts")}, [&](const QCborMap& map, const CancelToken& cancel) {
        return answerTexts(loaded, map, cancel);
    });
    return server.run(QCoreApplication::applicationName(), hello(loaded.info()).toCbor());
}

}  // namespace semblance
