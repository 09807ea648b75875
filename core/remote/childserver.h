#pragma once

#include <QCborMap>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/filehandle.h"
#include "core/base/result.h"

namespace semblance {

/// The child's side of the pipe. Reads request frames from standard input and answers on standard
/// output, until the parent closes the pipe or dies: then the process ends at once, whatever it is
/// doing. Each lane has a thread of its own, so lanes never wait for each other; inside a lane
/// requests are answered in order.
class ChildServer {
public:
    /// Answers one request with the reply's fields ("id" is added), or an Error that travels to the
    /// caller. Called on the lane's thread; checks `cancel` between pieces of long work. `file` is
    /// what the caller gave along with the request; not valid when it gave none, or when this
    /// process has no room for another open file.
    using Handler = std::function<Result<QCborMap>(const QCborMap& request, FileHandle file,
                                                   const CancelToken& cancel)>;

    /// Moves the frame stream to a private descriptor and points standard output at standard error
    /// (libraries print); binary mode on Windows. From now on Ctrl-C is left to the parent, and the
    /// current folder is the file system's root: the one it was started in may be removed or
    /// unplugged. Call first thing in main.
    ChildServer();
    ~ChildServer();

    enum class Priority {
        Usual,
        Background,  ///< its thread, and those that it starts, yield to others
    };

    /// Requests whose "op" is in `ops` go to this handler on a thread of its own.
    void addLane(const QStringList& ops, Handler handler, Priority priority = Priority::Usual);

    /// Sends the hello (`info` plus protocol version, program and version), then serves until the
    /// pipe closes. Returns the exit code. A failed start is reported with sendFailure instead.
    int run(const QString& program, const QCborMap& info);

    /// Tells the parent why the child cannot serve, in place of a hello. Returns exit code 3.
    int sendFailure(const Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
