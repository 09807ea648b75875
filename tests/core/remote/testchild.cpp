// A child whose misbehaviour is its job: what the parents' tests talk to.

#include <QCborMap>
#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <cstdio>
#include <cstdlib>

#include "core/remote/childserver.h"
#include "core/remote/messages.h"

using namespace semblance;

namespace {
Result<QCborMap> answer(const QCborMap& request, const CancelToken& cancel) {
    const QString op = request[QStringLiteral("op")].toString();
    if (op == QLatin1StringView("echo"))
        return QCborMap{{QStringLiteral("text"), request[QStringLiteral("text")]}};
    if (op == QLatin1StringView("print")) {
        std::printf("libraries print to standard output\n");
        std::fflush(stdout);
        return QCborMap{};
    }
    if (op == QLatin1StringView("crash"))
        std::abort();
    if (op == QLatin1StringView("exit"))
        std::_Exit(0);
    if (op == QLatin1StringView("hang"))
        QThread::sleep(1000);
    if (op == QLatin1StringView("wait")) {
        while (!cancel.isCancelled())
            QThread::msleep(2);
        return fail(cancelledError());
    }
    return fail(ErrorKind::BadInput, QStringLiteral("Refused."), QStringLiteral("on request"));
}

/// Stands in for the real decoder: the file's name says what becomes of it.
Result<QCborMap> decode(const QCborMap& request, const CancelToken&) {
    const QString path = request[QStringLiteral("path")].toString();
    if (path.endsWith(QStringLiteral("crash-then-hang"))) {
        QFile marker(path + QStringLiteral(".crashed"));
        if (marker.open(QIODevice::NewOnly))
            std::abort();
        static_cast<void>(QFile(path + QStringLiteral(".hangs")).open(QIODevice::NewOnly));
        QThread::sleep(1000);
    }
    return DecodeReply().toCbor();
}
}  // namespace

int main(int argc, char** argv) {
    ChildServer server;
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(QStringLiteral("--fail"))) {
        return server.sendFailure(
            {ErrorKind::Corrupt, QStringLiteral("The weights are damaged."), {}});
    }
    if (application.arguments().contains(QStringLiteral("--mute")))
        QThread::sleep(1000);
    server.addLane({QStringLiteral("echo"), QStringLiteral("print"), QStringLiteral("refuse"),
                    QStringLiteral("crash"), QStringLiteral("exit"), QStringLiteral("hang"),
                    QStringLiteral("wait")},
                   answer);
    server.addLane({QStringLiteral("quick")}, [](const QCborMap&, const CancelToken&) {
        return Result<QCborMap>(QCborMap{{QStringLiteral("quick"), true}});
    });
    server.addLane({QStringLiteral("decode")}, decode);
    return server.run(QStringLiteral("testchild"), {{QStringLiteral("extra"), 7}});
}
