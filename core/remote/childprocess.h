#pragma once

#include <QCborMap>
#include <QString>
#include <QStringList>
#include <chrono>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/filehandle.h"
#include "core/base/result.h"

namespace semblance {

/// The parent's side of one child: starts it, speaks frames with it, notices its death.
/// A failure of the child itself (missing, died, silent past the time limit) is
/// ErrorKind::ChildFailed and leaves the child stopped: start() begins anew. Any other error is the
/// child's own answer to a request, and the child goes on.
/// Thread-safety: every method may be called from any thread, also at the same time, and the object
/// may be destroyed while others wait in it. Only start(), request() and finishCancelled() wait.
class ChildProcess {
public:
    using Milliseconds = std::chrono::milliseconds;

    /// `program` is a sibling's name ("semblance-decoder").
    ChildProcess(QString program, QStringList arguments);
    /// close().
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Starts the child if it does not run and waits for its hello, which it returns, at most until
    /// `limit` after the child was started. A cancel ends the waiting only: the child goes on
    /// starting, and the next start() waits for the same one. A child that says why it cannot serve
    /// ends with that error.
    Result<QCborMap> start(Milliseconds limit, const CancelToken& cancel = {});

    /// Sends a request ("id" is added) and waits for the reply's fields. `file`, open for reading,
    /// goes along: the child gets a handle of its own, which shares the position with ours, and the
    /// message a field "file".
    Result<QCborMap> request(QCborMap message, Milliseconds limit, const CancelToken& cancel = {},
                             const FileHandle* file = nullptr);

    /// Waits until the child has answered all that was cancelled, so that the next request has it
    /// to itself. One that takes longer than `limit` is ended.
    void finishCancelled(Milliseconds limit);

    /// Ends the child at once; who waits gets ChildFailed.
    void kill();

    /// Ends the child for good: who waits, and every later start and request, gets Cancelled.
    void close();

    bool isRunning() const;
    /// The child's process id, 0 when it does not run.
    qint64 processId() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

}  // namespace semblance
