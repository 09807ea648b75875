#pragma once

#include <QCborMap>
#include <QHash>
#include <QSet>
#include <QStringList>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/filehandle.h"
#include "core/base/result.h"
#include "core/remote/childstream.h"
#include "core/remote/frame.h"

namespace semblance {

/// The talk with one run of a child program, from its start to its end: hello, requests by id,
/// cancelling. Internal to the room. Thread-safe; lives on until nobody waits in it and its program
/// has ended, whoever drops it.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Milliseconds = std::chrono::milliseconds;
    using Reply = Result<QCborMap>;

    /// Starts the program at `path`; `name` stands in sentences.
    static std::shared_ptr<Connection> open(std::shared_ptr<ChildStream> stream,
                                            const QString& name, const QString& path,
                                            const QStringList& arguments);

    /// The child's hello, at the latest `limit` after the start: then it is closed. A cancel ends
    /// the waiting, not the child.
    Reply hello(Milliseconds limit, const CancelToken& cancel);

    /// As ChildProcess::request.
    Reply request(QCborMap message, Milliseconds limit, const CancelToken& cancel,
                  const FileHandle* file);

    /// Waits until everything cancelled is answered. A child that takes longer is closed.
    void finishCancelled(Milliseconds limit);

    /// Ends the child; every wait ends with `why`, if it was still open.
    void close(const Error& why);
    bool isOver() const;

    /// 0 before the start and once it is over.
    qint64 processId() const;

    /// The error of a child that is gone.
    Error died(const QString& detail) const;

private:
    struct Waiter {
        std::condition_variable changed;
        std::optional<Reply> reply;
    };

    Connection(std::shared_ptr<ChildStream> stream, QString name)
        : m_name(std::move(name)), m_stream(std::move(stream)) {}

    void read(QByteArrayView bytes);
    void receive(const QCborMap& message);
    void settle(qint64 id, Reply reply);
    Reply greeting(const QCborMap& message) const;
    Status send(qint64 id, QCborMap message, const FileHandle* file);
    void takeBack(qint64 id);
    Error silence(const QString& detail) const;

    const QString m_name;
    const std::shared_ptr<ChildStream> m_stream;
    const std::chrono::steady_clock::time_point m_opened = std::chrono::steady_clock::now();
    FrameReader m_reader;  // the stream's thread only

    mutable std::mutex m_mutex;  // guards the members below
    qint64 m_lastId = 0;
    QHash<qint64, Waiter*> m_waiting;
    QSet<qint64> m_cancelled;  // sent, cancelled and not answered
    std::condition_variable m_finished;
    std::condition_variable m_greeted;
    std::optional<Reply> m_hello;
    std::optional<Error> m_over;
};

}  // namespace semblance
