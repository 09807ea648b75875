#include "core/remote/engineclient.h"

#include <QCoreApplication>
#include <cstring>
#include <functional>

#include "core/base/workerthread.h"
#include "core/remote/childprocess.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::EngineClient)
};

/// vectorOf trusts in the number of rows.
Result<EncodeReply> withRows(const QCborMap& map, qsizetype rows) {
    SEMBLANCE_TRY_ASSIGN(EncodeReply reply, EncodeReply::fromCbor(map));
    if (reply.vectors.size() != rows * reply.dim * qsizetype(sizeof(float))) {
        return fail(ErrorKind::Internal,
                    Text::tr("The engine's answer does not fit what it was asked. Try again."),
                    QStringLiteral("%1 bytes for %2 rows of %3 numbers")
                        .arg(reply.vectors.size())
                        .arg(rows)
                        .arg(reply.dim));
    }
    return reply;
}
}  // namespace

struct EngineClient::Private {
    Private(const QString& model, const Options& given)
        : options(given),
          io(QStringLiteral("engine pipes")),
          child(io, QStringLiteral("semblance-engine"),
                {QStringLiteral("serve"), QStringLiteral("--model"), model}) {}

    /// Starts the child if needed and uses it; anew, `restarts` times, when it dies or stalls.
    Result<QCborMap> withChild(const CancelToken& cancel,
                               const std::function<Result<QCborMap>(const QCborMap& hello)>& use) {
        Error last;
        for (int attempt = 0; attempt <= options.restarts; ++attempt) {
            if (cancel.isCancelled())
                return fail(cancelledError());
            Result<QCborMap> reply = child.start(options.startLimit);
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
    WorkerThread io;
    ChildProcess child;
};

EngineClient::EngineClient(QString model) : EngineClient(std::move(model), Options()) {}
EngineClient::EngineClient(QString model, const Options& options)
    : d(std::make_unique<Private>(model, options)) {}
EngineClient::~EngineClient() = default;

Result<ModelInfo> EngineClient::model() {
    SEMBLANCE_TRY_ASSIGN(const QCborMap hello, d->withChild({}, [](const QCborMap& said) {
        return Result<QCborMap>(said);
    }));
    return ModelInfo::fromCbor(hello);
}

Result<EncodeReply> EngineClient::encodeImages(const EncodeImagesRequest& request,
                                               const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const QCborMap reply,
                         d->ask(request.toCbor(), d->options.batchLimit, cancel));
    return withRows(reply, request.count);
}

Result<EncodeReply> EngineClient::encodeTexts(const QStringList& texts, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const QCborMap reply,
                         d->ask(EncodeTextsRequest{texts}.toCbor(), d->options.textLimit, cancel));
    return withRows(reply, texts.size());
}

qint64 EngineClient::processId() const {
    return d->child.processId();
}

std::vector<float> vectorOf(const EncodeReply& reply, int row) {
    std::vector<float> vector(static_cast<std::size_t>(reply.dim));
    std::memcpy(vector.data(),
                reply.vectors.constData() + qsizetype(row) * reply.dim * qsizetype(sizeof(float)),
                vector.size() * sizeof(float));
    return vector;
}

}  // namespace semblance
