#include "core/remote/connection.h"

#include <QCoreApplication>
#include <utility>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ChildProcess)
};
}  // namespace

std::shared_ptr<Connection> Connection::open(std::shared_ptr<ChildStream> stream,
                                             const QString& name, const QString& path,
                                             const QStringList& arguments) {
    const std::shared_ptr<Connection> self(new Connection(std::move(stream), name));
    self->m_stream->start({path, arguments},
                          {[self](QByteArrayView bytes) { self->read(bytes); },
                           [self](const QString& detail) { self->close(self->died(detail)); }});
    return self;
}

Connection::Reply Connection::hello(Milliseconds limit, const CancelToken& cancel) {
    std::unique_lock lock(m_mutex);
    waitUnlessCancelled(
        m_greeted, lock, cancel, [this] { return m_hello || m_over; }, m_opened + limit);
    // One that says why it cannot serve ends right after.
    if (m_hello && (!m_over || !*m_hello))
        return *m_hello;
    if (m_over)
        return fail(*m_over);
    lock.unlock();
    if (cancel.isCancelled())
        return fail(cancelledError());
    close({ErrorKind::ChildFailed, Text::tr("%1 does not start.").arg(m_name),
           QStringLiteral("no hello in %1 ms").arg(limit.count())});
    lock.lock();
    return fail(*m_over);
}

Connection::Reply Connection::request(QCborMap message, Milliseconds limit,
                                      const CancelToken& cancel, const FileHandle* file) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    Waiter waiter;
    std::unique_lock lock(m_mutex);
    if (m_over)
        return fail(*m_over);
    const qint64 id = ++m_lastId;
    m_waiting.insert(id, &waiter);
    lock.unlock();
    const Status sent = send(id, std::move(message), file);
    lock.lock();
    if (sent) {
        waitUnlessCancelled(
            waiter.changed, lock, cancel, [&] { return waiter.reply.has_value(); }, deadline);
    }
    m_waiting.remove(id);
    if (!sent)
        return fail(sent.error());
    if (waiter.reply)
        return std::move(*waiter.reply);
    if (cancel.isCancelled()) {
        m_cancelled.insert(id);
        lock.unlock();
        takeBack(id);
        return fail(cancelledError());
    }
    lock.unlock();
    const Error silent = silence(QStringLiteral("no reply in %1 ms").arg(limit.count()));
    close(silent);
    return fail(silent);
}

void Connection::finishCancelled(Milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    {
        std::unique_lock lock(m_mutex);
        const auto isFinished = [this] { return m_cancelled.isEmpty() || m_over; };
        if (m_finished.wait_until(lock, deadline, isFinished))
            return;
    }
    close(silence(QStringLiteral("busy with something cancelled")));
}

Error Connection::silence(const QString& detail) const {
    return {ErrorKind::ChildFailed, Text::tr("%1 does not answer.").arg(m_name), detail};
}

void Connection::close(const Error& why) {
    {
        std::lock_guard lock(m_mutex);
        if (m_over)
            return;
        m_over = why;
        // Each is taken out by whoever waits.
        for (Waiter* waiter : std::as_const(m_waiting)) {
            if (!waiter->reply)
                waiter->reply = fail(why);
            waiter->changed.notify_all();
        }
        m_greeted.notify_all();
        m_finished.notify_all();
    }
    m_stream->kill();
}

bool Connection::isOver() const {
    std::lock_guard lock(m_mutex);
    return m_over.has_value();
}

qint64 Connection::processId() const {
    return isOver() ? 0 : m_stream->processId();
}

Error Connection::died(const QString& detail) const {
    return {ErrorKind::ChildFailed, Text::tr("%1 stopped unexpectedly.").arg(m_name), detail};
}

void Connection::read(QByteArrayView bytes) {
    if (isOver())
        return;
    m_reader.feed(bytes);
    for (;;) {
        const Result<std::optional<QCborMap>> message = m_reader.next();
        if (!message)
            return close(message.error());
        if (!*message)
            return;
        receive(**message);
    }
}

void Connection::receive(const QCborMap& message) {
    const qint64 id = message[QStringLiteral("id")].toInteger(-1);
    const QCborValue error = message[QStringLiteral("error")];
    if (error.isMap())
        settle(id, fail(errorFromCbor(error.toMap())));
    else
        settle(id, id == 0 ? greeting(message) : Reply(message));
}

Connection::Reply Connection::greeting(const QCborMap& message) const {
    if (message[QStringLiteral("protocol")].toInteger() == kProtocolVersion)
        return message;
    return fail(ErrorKind::ChildFailed,
                Text::tr("%1 belongs to another version of Semblance; reinstall them together.")
                    .arg(m_name));
}

void Connection::settle(qint64 id, Reply reply) {
    std::lock_guard lock(m_mutex);
    if (id == 0) {
        m_hello = std::move(reply);
        m_greeted.notify_all();
    } else if (Waiter* waiter = m_waiting.value(id); waiter && !waiter->reply) {
        waiter->reply = std::move(reply);
        waiter->changed.notify_all();
    } else if (m_cancelled.remove(id)) {
        m_finished.notify_all();
    }
}

Status Connection::send(qint64 id, QCborMap message, const FileHandle* file) {
    FileHandle copy;
    if (file) {
        SEMBLANCE_TRY_ASSIGN(copy, file->duplicate());
        SEMBLANCE_TRY_ASSIGN(message[QStringLiteral("file")], m_stream->offer(copy));
    }
    message[QStringLiteral("id")] = id;
    SEMBLANCE_TRY_ASSIGN(const QByteArray frame, encodeFrame(message));
    m_stream->send(id, frame, std::move(copy));
    return {};
}

void Connection::takeBack(qint64 id) {
    if (m_stream->recall(id)) {
        std::lock_guard lock(m_mutex);
        m_cancelled.remove(id);
        return;
    }
    const QCborMap note{{QStringLiteral("id"), 0},
                        {QStringLiteral("op"), QStringLiteral("cancel")},
                        {QStringLiteral("target"), id}};
    if (const auto frame = encodeFrame(note))
        m_stream->send(0, *frame, {});
}

}  // namespace semblance
