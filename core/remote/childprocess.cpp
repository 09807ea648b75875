#include "core/remote/childprocess.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcess>
#include <QProcessEnvironment>
#include <atomic>
#include <mutex>

#include "core/base/paths.h"
#include "core/base/workerthread.h"
#include "core/remote/frame.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ChildProcess)
};

using Reply = Result<QCborMap>;

QProcessEnvironment childEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Must be there before libgomp loads: spinning thread pools cost small work up to 300x.
    environment.insert(QStringLiteral("OMP_WAIT_POLICY"), QStringLiteral("passive"));
    // The children never show a window.
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    return environment;
}
}  // namespace

/// Shared between the callers and the io thread; QProcess and the reader live on the io thread
/// only.
struct ChildProcess::Link : std::enable_shared_from_this<Link> {
    Link(QString name, QStringList args) : program(std::move(name)), arguments(std::move(args)) {}

    const QString program;
    const QStringList arguments;

    std::mutex startMutex;  // one start at a time
    std::atomic<qint64> pid{0};
    std::atomic<qint64> lastId{0};

    mutable std::mutex mutex;
    QHash<qint64, std::shared_ptr<std::promise<Reply>>> waiting;
    QCborMap hello;

    QProcess* process = nullptr;
    FrameReader reader;

    std::future<Reply> expect(qint64 id) {
        auto promise = std::make_shared<std::promise<Reply>>();
        std::future<Reply> future = promise->get_future();
        std::lock_guard lock(mutex);
        waiting.insert(id, std::move(promise));
        return future;
    }

    void settle(qint64 id, Reply reply) {
        std::shared_ptr<std::promise<Reply>> promise;
        {
            std::lock_guard lock(mutex);
            promise = waiting.take(id);
        }
        // An answer nobody waits for any more: its caller gave up.
        if (promise)
            promise->set_value(std::move(reply));
    }

    void failAll(const Error& error) {
        QList<qint64> ids;
        {
            std::lock_guard lock(mutex);
            ids = waiting.keys();
        }
        for (qint64 id : ids)
            settle(id, fail(error));
    }

    Error died(const QString& detail) const {
        return {ErrorKind::ChildFailed, Text::tr("%1 stopped unexpectedly.").arg(program), detail};
    }

    // Io thread from here on.
    void launch(const QString& path) {
        process = new QProcess;
        process->setProcessEnvironment(childEnvironment());
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->setReadChannel(QProcess::StandardOutput);
        const auto self = shared_from_this();
        QObject::connect(process, &QProcess::readyReadStandardOutput, process,
                         [self] { self->read(); });
        QObject::connect(process, &QProcess::started, process,
                         [self] { self->pid = self->process->processId(); });
        QObject::connect(process, &QProcess::errorOccurred, process,
                         [self](QProcess::ProcessError error) {
                             if (error == QProcess::FailedToStart)
                                 self->lost(self->process->errorString());
                         });
        QObject::connect(process, &QProcess::finished, process,
                         [self](int code, QProcess::ExitStatus status) {
                             self->read();
                             self->lost(status == QProcess::CrashExit
                                            ? QStringLiteral("killed or crashed")
                                            : QStringLiteral("exit code %1").arg(code));
                         });
        process->start(path, arguments, QIODevice::ReadWrite | QIODevice::Unbuffered);
    }

    void read() {
        if (!process)
            return;
        reader.feed(process->readAllStandardOutput());
        for (;;) {
            Result<std::optional<QCborMap>> message = reader.next();
            if (!message) {
                const Error error = message.error();
                stop();
                failAll(error);
                return;
            }
            if (!*message)
                return;
            receive(**message);
        }
    }

    void receive(const QCborMap& message) {
        const qint64 id = message[QStringLiteral("id")].toInteger(-1);
        const QCborValue error = message[QStringLiteral("error")];
        if (error.isMap()) {
            settle(id, fail(errorFromCbor(error.toMap())));
        } else if (id == 0 && message[QStringLiteral("protocol")].toInteger() != kProtocolVersion) {
            settle(0,
                   fail(ErrorKind::ChildFailed,
                        Text::tr(
                            "%1 belongs to another version of Semblance; reinstall them together.")
                            .arg(program)));
        } else {
            settle(id, message);
        }
    }

    void write(const QByteArray& frame, qint64 id) {
        if (process && process->state() == QProcess::Running) {
            process->write(frame);
        } else {
            settle(id, fail(died(QStringLiteral("not running"))));
        }
    }

    void lost(const QString& detail) {
        forget();
        failAll(died(detail));
    }

    void stop() {
        if (!process)
            return;
        process->disconnect();
        process->kill();
        process->waitForFinished(2000);
        forget();
    }

    void forget() {
        pid = 0;
        reader = {};
        if (process)
            process->deleteLater();
        process = nullptr;
    }
};

ChildProcess::ChildProcess(WorkerThread& io, QString program, QStringList arguments)
    : m_link(std::make_shared<Link>(std::move(program), std::move(arguments))), m_io(io) {}

ChildProcess::~ChildProcess() {
    kill();
}

Result<QCborMap> ChildProcess::start(Milliseconds limit) {
    std::lock_guard starting(m_link->startMutex);
    if (isRunning()) {
        std::lock_guard lock(m_link->mutex);
        return m_link->hello;
    }
    const QString path = siblingProgram(m_link->program);
    if (path.isEmpty()) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The program %1 is missing beside Semblance; install Semblance again.")
                        .arg(m_link->program));
    }
    std::future<Reply> hello = m_link->expect(0);
    m_io.post([link = m_link, path] { link->launch(path); });
    if (hello.wait_for(limit) != std::future_status::ready) {
        kill();
        return fail(ErrorKind::ChildFailed, Text::tr("%1 does not start.").arg(m_link->program),
                    QStringLiteral("no hello in %1 ms").arg(limit.count()));
    }
    Reply reply = hello.get();
    if (!reply) {
        kill();
        return reply;
    }
    std::lock_guard lock(m_link->mutex);
    m_link->hello = *reply;
    return reply;
}

Result<QCborMap> ChildProcess::request(QCborMap message, Milliseconds limit,
                                       const CancelToken& cancel) {
    const qint64 id = ++m_link->lastId;
    message[QStringLiteral("id")] = id;
    SEMBLANCE_TRY_ASSIGN(const QByteArray frame, encodeFrame(message));
    std::future<Reply> reply = m_link->expect(id);
    m_io.post([link = m_link, frame, id] { link->write(frame, id); });

    constexpr Milliseconds kCancelCheck{20};
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (reply.wait_for(kCancelCheck) != std::future_status::ready) {
        if (cancel.isCancelled()) {
            m_io.post([link = m_link, id] {
                const QCborMap note{{QStringLiteral("id"), 0},
                                    {QStringLiteral("op"), QStringLiteral("cancel")},
                                    {QStringLiteral("target"), id}};
                link->settle(id, fail(cancelledError()));
                // Under this id, now settled: a child that is just starting waits for id 0.
                if (const auto cancelFrame = encodeFrame(note))
                    link->write(*cancelFrame, id);
            });
            break;
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            m_link->settle(id, fail(ErrorKind::ChildFailed,
                                    Text::tr("%1 does not answer.").arg(m_link->program),
                                    QStringLiteral("no reply in %1 ms").arg(limit.count())));
            kill();
            break;
        }
    }
    return reply.get();
}

void ChildProcess::kill() {
    m_io.call([link = m_link] {
        link->stop();
        link->failAll(link->died(QStringLiteral("stopped")));
    });
}

bool ChildProcess::isRunning() const {
    return m_link->pid != 0;
}

qint64 ChildProcess::processId() const {
    return m_link->pid;
}

}  // namespace semblance
