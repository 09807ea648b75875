#include "app/engine/serve.h"

#include <QCoreApplication>
#include <QThread>
#include <algorithm>
#include <optional>
#include <span>

#include "app/engine/options.h"
#include "app/engine/subcommand.h"
#include "core/base/modelfolder.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/kernels/threadlimit.h"
#include "core/remote/childserver.h"
#include "core/remote/encoder.h"
#include "core/remote/messages.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Serve)
};

ModelInfo hello(const DualEncoder& encoder) {
    const DualEncoderInfo& loaded = encoder.info();
    ModelInfo info;
    info.name = loaded.name;
    info.hash = loaded.hash;
    info.dim = loaded.dim;
    info.input = loaded.input;
    info.defaultMix = loaded.defaultMix;
    info.logitScale = loaded.logitScale;
    info.device = loaded.device;
    info.precision = toString(loaded.precision);
    info.composes = encoder.composes();
    info.wordWidth = encoder.wordWidth();
    info.compositionHash = loaded.compositionHash;
    return info;
}

QByteArray asBytes(const std::vector<float>& rows) {
    return QByteArray(reinterpret_cast<const char*>(rows.data()),
                      static_cast<qsizetype>(rows.size() * sizeof(float)));
}

std::span<const std::uint8_t> pixelsOf(const EncodeImagesRequest& pictures) {
    return {reinterpret_cast<const std::uint8_t*>(pictures.pixels.constData()),
            static_cast<std::size_t>(pictures.pixels.size())};
}

Result<QCborMap> answerImages(const DualEncoder& encoder, const QCborMap& map,
                              const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto request, EncodeImagesRequest::fromCbor(map));
    std::optional<ThreadLimit> limit;
    if (request.threads > 0)
        limit.emplace(std::min(request.threads, QThread::idealThreadCount()));
    SEMBLANCE_TRY_ASSIGN(const auto rows, encoder.encodeImages(pixelsOf(request), request.count,
                                                               request.side, cancel));
    EncodeReply reply;
    reply.dim = encoder.info().dim;
    reply.vectors = asBytes(rows);
    return reply.toCbor();
}

Status checkComposition(const DualEncoder& encoder, const QueryRequest& request,
                        const QueryRequest::Composition& composition) {
    if (composition.modification.trimmed().isEmpty())
        return fail(ErrorKind::WrongUse,
                    Text::tr("A composition needs a sentence that says what should differ."));
    if (composition.picture >= request.pictures.count)
        return fail(ErrorKind::WrongUse,
                    Text::tr("A composition speaks of picture %1, but only %2 pictures were given.")
                        .arg(composition.picture + 1)
                        .arg(request.pictures.count));
    const qsizetype bytes = encoder.wordWidth() * qsizetype(sizeof(float));
    if (composition.picture < 0 && composition.word.size() != bytes)
        return fail(ErrorKind::WrongUse,
                    Text::tr("A picture's word has %1 bytes with this model, not %2.")
                        .arg(bytes)
                        .arg(composition.word.size()));
    return {};
}

Status encodePictures(const DualEncoder& encoder, const EncodeImagesRequest& pictures,
                      QueryReply& reply, const CancelToken& cancel) {
    if (pictures.count == 0)
        return {};
    if (encoder.composes()) {
        SEMBLANCE_TRY_ASSIGN(
            const auto encoded,
            encoder.encodeReferences(pixelsOf(pictures), pictures.count, pictures.side, cancel));
        reply.pictureVectors = asBytes(encoded.rows);
        reply.words = asBytes(encoded.words);
    } else {
        SEMBLANCE_TRY_ASSIGN(
            const auto rows,
            encoder.encodeImages(pixelsOf(pictures), pictures.count, pictures.side, cancel));
        reply.pictureVectors = asBytes(rows);
    }
    return {};
}

Status compose(const DualEncoder& encoder, const QueryRequest& request, QueryReply& reply,
               const CancelToken& cancel) {
    if (request.compositions.isEmpty())
        return {};
    // Numbers, for the bytes of a message stand at any address.
    std::vector<std::vector<float>> words;
    std::vector<DualEncoder::Composition> compositions;
    for (const QueryRequest::Composition& asked : request.compositions) {
        const bool isNew = asked.picture >= 0;
        words.push_back(rowOf(isNew ? reply.words : asked.word, encoder.wordWidth(),
                              isNew ? asked.picture : 0));
        compositions.push_back({std::span(words.back()), asked.modification});
    }
    SEMBLANCE_TRY_ASSIGN(const auto rows, encoder.encodeComposed(compositions, cancel));
    reply.composedVectors = asBytes(rows);
    return {};
}

Result<QCborMap> answerQuery(const DualEncoder& encoder, const QCborMap& map,
                             const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto request, QueryRequest::fromCbor(map));
    if (!request.compositions.isEmpty() && !encoder.composes())
        return fail(ErrorKind::WrongUse, Text::tr("This model has no learned composition."));
    for (const QueryRequest::Composition& composition : request.compositions)
        SEMBLANCE_TRY(checkComposition(encoder, request, composition));
    QueryReply reply;
    reply.dim = encoder.info().dim;
    reply.wordWidth = encoder.wordWidth();
    SEMBLANCE_TRY(encodePictures(encoder, request.pictures, reply, cancel));
    SEMBLANCE_TRY_ASSIGN(const auto texts, encoder.encodeTexts(request.texts, cancel));
    reply.textVectors = asBytes(texts.rows);
    reply.unknownFractions =
        QList<float>(texts.unknownFractions.begin(), texts.unknownFractions.end());
    SEMBLANCE_TRY(compose(encoder, request, reply, cancel));
    return reply.toCbor();
}

Result<QCborMap> answerExplain(const DualEncoder& encoder, const QCborMap& map) {
    SEMBLANCE_TRY_ASSIGN(const auto request, ExplainRequest::fromCbor(map));
    // Numbers, for the bytes of a message stand at any address.
    const std::vector<float> direction =
        rowOf(request.direction, static_cast<int>(request.direction.size() / sizeof(float)), 0);
    SEMBLANCE_TRY_ASSIGN(const auto shares, encoder.explainImage(pixelsOf(request.picture),
                                                                 request.picture.side, direction));
    ExplainReply reply;
    reply.columns = shares.columns;
    reply.cells = asBytes(shares.cells);
    return reply.toCbor();
}

}  // namespace

int serve(const CommandLine& line) {
    const Result<ModelOptions> options = readModelOptions(line);
    if (!options)
        return sayFailure(options.error());
    // Before the server leaves the folder that a relative path starts from.
    const Result<ModelFolder> folder = findModel(options->model);
    ChildServer server;
    if (!folder)
        return server.sendFailure(folder.error());
    const auto encoder = DualEncoder::load(folder->dir, options->compute);
    if (!encoder)
        return server.sendFailure(encoder.error());
    const DualEncoder& loaded = **encoder;
    if (!loaded.info().notice.isEmpty())
        say(loaded.info().notice);
    // libtorch has a pool of threads for each that computes: this lane's yield with it, those of
    // queries do not.
    server.addLane(
        {QStringLiteral("images")},
        [&](const QCborMap& map, FileHandle, const CancelToken& cancel) {
            return answerImages(loaded, map, cancel);
        },
        ChildServer::Priority::Background);
    server.addLane({QStringLiteral("query"), QStringLiteral("explain")},
                   [&](const QCborMap& map, FileHandle, const CancelToken& cancel) {
                       return map[QStringLiteral("op")].toString() == QLatin1StringView("explain")
                                  ? answerExplain(loaded, map)
                                  : answerQuery(loaded, map, cancel);
                   });
    return server.run(QCoreApplication::applicationName(), hello(loaded).toCbor());
}

}  // namespace semblance
