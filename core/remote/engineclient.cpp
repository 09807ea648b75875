#include "core/remote/engineclient.h"

#include <QCoreApplication>
#include <cstring>
#include <functional>

#include "core/remote/childprocess.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::EngineClient)
};

/// Whoever takes the rows apart trusts in their number.
Status expectBytes(const QByteArray& rows, qsizetype count, int width) {
    if (rows.size() == count * width * qsizetype(sizeof(float)))
        return {};
    return fail(ErrorKind::Internal,
                Text::tr("The engine's answer does not fit what it was asked. Try again."),
                QStringLiteral("%1 bytes for %2 rows of %3 numbers")
                    .arg(rows.size())
                    .arg(count)
                    .arg(width));
}
}  // namespace

struct EngineClient::Private {
    Private(const QString& model, const Options& given)
        : options(given),
          child(QStringLiteral("semblance-engine"),
                {QStringLiteral("serve"), QStringLiteral("--model"), model}) {}

    /// Starts the child if needed and uses it; anew, `restarts` times, when it dies or stalls.
    Result<QCborMap> withChild(const CancelToken& cancel,
                               const std::function<Result<QCborMap>(const QCborMap& hello)>& use) {
        Error last;
        for (int attempt = 0; attempt <= options.restarts; ++attempt) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            Result<QCborMap> reply = child.start(options.startLimit, cancel);
            if (reply)
                reply = use(*reply);
            if (reply || reply.error().kind != ErrorKind::ChildFailed)
                return reply;
            last = reply.error();
        }
        return fail(
            ErrorKind::ChildFailed,
            Text::tr("The search engine keeps failing. Restart Semblance; if that does not help, "
                     "install it again."),
            last.sentence + QStringLiteral(" ") + last.detail);
    }

    Result<QCborMap> ask(const QCborMap& message, std::chrono::milliseconds limit,
                         const CancelToken& cancel) {
        return withChild(cancel,
                         [&](const QCborMap&) { return child.request(message, limit, cancel); });
    }

    Options options;
    ChildProcess child;
};

EngineClient::EngineClient(QString model) : EngineClient(std::move(model), Options()) {}
EngineClient::EngineClient(QString model, const Options& options)
    : d(std::make_shared<Private>(model, options)) {}

EngineClient::~EngineClient() {
    close();
}

void EngineClient::close() {
    d->child.close();
}

Result<ModelInfo> EngineClient::model(const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    SEMBLANCE_TRY_ASSIGN(const QCborMap hello, self->withChild(cancel, [](const QCborMap& said) {
        return Result<QCborMap>(said);
    }));
    return ModelInfo::fromCbor(hello);
}

Result<EncodeReply> EngineClient::encodeImages(const EncodeImagesRequest& request,
                                               const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    EncodeImagesRequest asked = request;
    if (self->options.pictureThreads)
        asked.threads = *self->options.pictureThreads;
    SEMBLANCE_TRY_ASSIGN(const QCborMap reply,
                         self->ask(asked.toCbor(), self->options.batchLimit, cancel));
    SEMBLANCE_TRY_ASSIGN(EncodeReply encoded, EncodeReply::fromCbor(reply));
    SEMBLANCE_TRY(expectBytes(encoded.vectors, request.count, encoded.dim));
    return encoded;
}

Result<QueryReply> EngineClient::encodeQuery(const QueryRequest& request,
                                             const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    SEMBLANCE_TRY_ASSIGN(const QCborMap answer,
                         self->ask(request.toCbor(), self->options.queryLimit, cancel));
    SEMBLANCE_TRY_ASSIGN(QueryReply reply, QueryReply::fromCbor(answer));
    const qsizetype pictures = request.pictures.count;
    SEMBLANCE_TRY(expectBytes(reply.pictureVectors, pictures, reply.dim));
    SEMBLANCE_TRY(expectBytes(reply.words, pictures, reply.wordWidth));
    SEMBLANCE_TRY(expectBytes(reply.textVectors, request.texts.size(), reply.dim));
    SEMBLANCE_TRY(expectBytes(reply.composedVectors, request.compositions.size(), reply.dim));
    return reply;
}

Result<ExplainReply> EngineClient::explain(const ExplainRequest& request,
                                           const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    SEMBLANCE_TRY_ASSIGN(const QCborMap answer,
                         self->ask(request.toCbor(), self->options.queryLimit, cancel));
    return ExplainReply::fromCbor(answer);
}

Result<ExplainReply> Encoder::explain(const ExplainRequest&, const CancelToken&) {
    return fail(ErrorKind::WrongUse, Text::tr("Nothing explains its answers here."));
}

qint64 EngineClient::processId() const {
    return d->child.processId();
}

std::vector<float> rowOf(const QByteArray& rows, int width, int row) {
    std::vector<float> numbers(static_cast<std::size_t>(width));
    const qsizetype bytes = qsizetype(width) * qsizetype(sizeof(float));
    std::memcpy(numbers.data(), rows.constData() + row * bytes, static_cast<std::size_t>(bytes));
    return numbers;
}

}  // namespace semblance
