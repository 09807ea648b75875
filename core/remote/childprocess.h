#pragma once

#include <QCborMap>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <future>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

class WorkerThread;

/// The parent's side of one child: starts it, speaks frames with it, notices its death.
/// A failure of the child itself (missing, died, silent past the time limit) is
/// ErrorKind::ChildFailed and leaves the child stopped: start() begins anew. Any other error is the
/// child's own answer to a request, and the child goes on.
/// Thread-safety: every method may be called from any thread but `io`'s, also at the same time.
class ChildProcess {
public:
    using Milliseconds = std::chrono::milliseconds;

    /// `io` carries the pipes' traffic and must outlive the object. `program` is a sibling's name
    /// ("semblance-decoder").
    ChildProcess(WorkerThread& io, QString program, QStringList arguments);
    /// Kills the child.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Starts the child if it does not run and waits for its hello, which it returns. A child that
    /// says why it cannot serve ends with that error.
    Result<QCborMap> start(Milliseconds limit);

    /// Sends a request ("id" is added) and waits for the reply's fields.
    Result<QCborMap> request(QCborMap message, Milliseconds limit, const CancelToken& cancel = {});

    void kill();

    bool isRunning() const;
    /// The child's process id, 0 when it does not run.
    qint64 processId() const;

private:
    struct Link;
    std::shared_ptr<Link> m_link;
    WorkerThread& m_io;
};

}  // namespace semblance
