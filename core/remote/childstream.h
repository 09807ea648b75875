#pragma once

#include <QByteArray>
#include <QCborValue>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

#include "core/base/filehandle.h"
#include "core/base/result.h"

namespace semblance {

/// One run of a program, and the bytes to its standard input and from its standard output. Internal
/// to the room. No method blocks; all may be called from any thread.
class ChildStream {
public:
    struct Events {
        /// What the program wrote, in order. On a thread of the stream's.
        std::function<void(QByteArrayView bytes)> received;
        /// The last event: the program has ended, or could not be started. `detail` is for the log.
        std::function<void(const QString& detail)> ended;
    };

    struct Program {
        QString path;
        QStringList arguments;
        bool mergesErrors = false;  ///< its standard error comes here, too, not to ours
    };

    virtual ~ChildStream() = default;

    /// Starts the program in the background. Once.
    virtual void start(const Program& program, Events events) = 0;

    /// Makes `file` ready to go along with a frame. Returns what the frame's message says of it in
    /// its field "file", from which the child's side finds it.
    virtual Result<QCborValue> offer(const FileHandle& file) = 0;

    /// Queues a frame under a number of the caller's; `file` travels with it.
    virtual void send(qint64 id, const QByteArray& frame, FileHandle file) = 0;

    /// Takes a frame back of which no byte was sent. False when it is too late.
    virtual bool recall(qint64 id) = 0;

    /// Ends the program. One that cannot die, because a call into a hung file system holds it, is
    /// left to itself and collected when it does.
    virtual void kill() = 0;

    /// 0 before the start and after the end.
    virtual qint64 processId() const = 0;
};

/// The one for this system.
std::shared_ptr<ChildStream> makeChildStream();

/// Over QProcess and its pipes; for systems without the other one.
std::shared_ptr<ChildStream> makeQtStream();

#ifdef Q_OS_UNIX
/// Over a local socket that is the child's standard input and output at once, so that open files
/// can go along with the bytes.
std::shared_ptr<ChildStream> makeSocketStream();
#endif

}  // namespace semblance
