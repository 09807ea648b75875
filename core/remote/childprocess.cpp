#include "core/remote/childprocess.h"

#include <QCoreApplication>
#include <mutex>

#include "core/base/timelimit.h"
#include "core/remote/connection.h"
#include "core/remote/sibling.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ChildProcess)
};
}  // namespace

struct ChildProcess::Private {
    Private(QString name, QStringList args)
        : program(std::move(name)), arguments(std::move(args)) {}

    /// The child at hand; nothing when none runs.
    std::shared_ptr<Connection> current() const {
        std::lock_guard lock(mutex);
        return connection && !connection->isOver() ? connection : nullptr;
    }

    Result<std::shared_ptr<Connection>> open(Milliseconds limit, const CancelToken& cancel) {
        if (const auto running = current())
            return running;
        const auto path = runWithin(limit, cancel, [name = program] { return findSibling(name); });
        if (!path && cancel.isCancelled())
            return fail(cancelledError());
        if (!path)
            return fail(ErrorKind::ChildFailed, Text::tr("%1 does not start.").arg(program));
        std::lock_guard lock(mutex);
        if (closed)
            return fail(cancelledError());
        if (connection && !connection->isOver())
            return connection;
        if (!*path)
            return fail(path->error());
        connection = Connection::open(makeChildStream(), program, **path, arguments);
        return connection;
    }

    const QString program;
    const QStringList arguments;

    mutable std::mutex mutex;  // guards the members below
    std::shared_ptr<Connection> connection;
    bool closed = false;
};

ChildProcess::ChildProcess(QString program, QStringList arguments)
    : d(std::make_shared<Private>(std::move(program), std::move(arguments))) {}

ChildProcess::~ChildProcess() {
    close();
}

Result<QCborMap> ChildProcess::start(Milliseconds limit, const CancelToken& cancel) {
    const std::shared_ptr<Private> self = d;
    SEMBLANCE_TRY_ASSIGN(const auto connection, self->open(limit, cancel));
    Result<QCborMap> hello = connection->hello(limit, cancel);
    if (!hello && hello.error().kind != ErrorKind::Cancelled)
        connection->close(hello.error());
    return hello;
}

Result<QCborMap> ChildProcess::request(QCborMap message, Milliseconds limit,
                                       const CancelToken& cancel, const FileHandle* file) {
    const std::shared_ptr<Private> self = d;
    if (const auto connection = self->current())
        return connection->request(std::move(message), limit, cancel, file);
    std::lock_guard lock(self->mutex);
    if (self->closed)
        return fail(cancelledError());
    return fail(ErrorKind::ChildFailed, Text::tr("%1 stopped unexpectedly.").arg(self->program),
                QStringLiteral("not running"));
}

void ChildProcess::finishCancelled(Milliseconds limit) {
    if (const auto connection = d->current())
        connection->finishCancelled(limit);
}

void ChildProcess::kill() {
    if (const auto connection = d->current())
        connection->close(connection->died(QStringLiteral("stopped")));
}

void ChildProcess::close() {
    {
        std::lock_guard lock(d->mutex);
        d->closed = true;
    }
    if (const auto connection = d->current())
        connection->close(cancelledError());
}

bool ChildProcess::isRunning() const {
    return processId() != 0;
}

qint64 ChildProcess::processId() const {
    const auto connection = d->current();
    return connection ? connection->processId() : 0;
}

}  // namespace semblance
