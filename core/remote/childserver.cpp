#include "core/remote/childserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/background.h"
#include "core/base/boundedqueue.h"
#include "core/remote/frame.h"
#include "core/remote/parentstream.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ChildServer)
};

struct Job {
    qint64 id = 0;
    QCborMap request;
    FileHandle file;
    CancelToken cancel;
};

struct Lane {
    ChildServer::Handler handler;
    ChildServer::Priority priority = ChildServer::Priority::Usual;
    BoundedQueue<Job> jobs{1024};
    std::thread thread;
};
}  // namespace

struct ChildServer::Private {
    ParentStream stream;
    std::mutex writeMutex;
    std::vector<std::unique_ptr<Lane>> lanes;
    QHash<QString, Lane*> laneOfOp;
    std::mutex cancelMutex;
    QHash<qint64, CancelToken> running;

    void send(const QCborMap& message) {
        Result<QByteArray> frame = encodeFrame(message);
        if (!frame) {
            QCborMap apology{{QStringLiteral("id"), message[QStringLiteral("id")]},
                             {QStringLiteral("error"), errorToCbor(frame.error())}};
            frame = encodeFrame(apology);
        }
        std::lock_guard lock(writeMutex);
        // The parent is gone: nobody is left to serve.
        if (!stream.write(*frame))
            std::_Exit(0);
    }

    void answer(Lane& lane, Job& job) {
        Result<QCborMap> reply = job.cancel.isCancelled()
                                     ? Result<QCborMap>(fail(cancelledError()))
                                     : lane.handler(job.request, std::move(job.file), job.cancel);
        QCborMap message = reply ? std::move(*reply) : QCborMap();
        if (!reply)
            message[QStringLiteral("error")] = errorToCbor(reply.error());
        message[QStringLiteral("id")] = job.id;
        {
            std::lock_guard lock(cancelMutex);
            running.remove(job.id);
        }
        send(message);
    }

    void dispatch(const QCborMap& request) {
        const qint64 id = request[QStringLiteral("id")].toInteger();
        FileHandle file = stream.takeFile(request[QStringLiteral("file")]);
        const QString op = request[QStringLiteral("op")].toString();
        if (op == QLatin1StringView("cancel")) {
            std::lock_guard lock(cancelMutex);
            const auto it = running.constFind(request[QStringLiteral("target")].toInteger());
            if (it != running.constEnd())
                it->cancel();
            return;
        }
        Lane* lane = laneOfOp.value(op);
        if (!lane) {
            const Error error{
                ErrorKind::WrongUse,
                Text::tr("This part of Semblance does not know the request '%1'.").arg(op),
                {}};
            send({{QStringLiteral("id"), id}, {QStringLiteral("error"), errorToCbor(error)}});
            return;
        }
        Job job{id, request, std::move(file), {}};
        {
            std::lock_guard lock(cancelMutex);
            running.insert(id, job.cancel);
        }
        lane->jobs.push(std::move(job));
    }
};

ChildServer::ChildServer() : d(std::make_unique<Private>()) {
    QDir::setCurrent(QDir::rootPath());
}

ChildServer::~ChildServer() {
    for (const auto& lane : d->lanes)
        lane->jobs.close();
    for (const auto& lane : d->lanes) {
        if (lane->thread.joinable())
            lane->thread.join();
    }
}

void ChildServer::addLane(const QStringList& ops, Handler handler, Priority priority) {
    d->lanes.push_back(std::make_unique<Lane>());
    Lane* lane = d->lanes.back().get();
    lane->handler = std::move(handler);
    lane->priority = priority;
    for (const QString& op : ops)
        d->laneOfOp.insert(op, lane);
}

int ChildServer::run(const QString& program, const QCborMap& info) {
    QCborMap hello = info;
    hello[QStringLiteral("id")] = 0;
    hello[QStringLiteral("op")] = QStringLiteral("hello");
    hello[QStringLiteral("protocol")] = kProtocolVersion;
    hello[QStringLiteral("program")] = program;
    hello[QStringLiteral("version")] = QStringLiteral(SEMBLANCE_VERSION);
    d->send(hello);
    for (const auto& lane : d->lanes) {
        lane->thread = std::thread([this, lane = lane.get()] {
            if (lane->priority == Priority::Background)
                yieldToOthers();
            while (std::optional<Job> job = lane->jobs.pop())
                d->answer(*lane, *job);
        });
    }

    FrameReader reader;
    QByteArray block(1 << 18, Qt::Uninitialized);
    for (;;) {
        const qint64 got = d->stream.read(block.data(), block.size());
        // Closed by the parent, or the parent died. Lanes may be deep in a file: do not wait.
        if (got <= 0)
            std::_Exit(0);
        reader.feed(QByteArrayView(block.constData(), got));
        for (;;) {
            Result<std::optional<QCborMap>> message = reader.next();
            if (!message)
                std::_Exit(3);
            if (!*message)
                break;
            d->dispatch(**message);
        }
    }
}

int ChildServer::sendFailure(const Error& error) {
    d->send({{QStringLiteral("id"), 0},
             {QStringLiteral("op"), QStringLiteral("hello")},
             {QStringLiteral("protocol"), kProtocolVersion},
             {QStringLiteral("error"), errorToCbor(error)}});
    return 3;
}

}  // namespace semblance
