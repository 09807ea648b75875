// A child whose misbehaviour is its job: what the parents' tests talk to.

#include <QCborMap>
#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

#include "core/remote/childserver.h"

using namespace semblance;

namespace {
#ifdef Q_OS_UNIX
/// Says what is in the file that came along, or keeps it open.
Result<QCborMap> readFile(const QCborMap& request, FileHandle file, const CancelToken&) {
    static std::vector<FileHandle> kept;
    if (!file.isValid())
        return fail(ErrorKind::NotFound, QStringLiteral("No file came along."));
    std::array<char, 256> text{};
    const ssize_t got = ::pread(file.native(), text.data(), text.size(), 0);
    if (request[QStringLiteral("keep")].isTrue())
        kept.push_back(std::move(file));
    return QCborMap{
        {QStringLiteral("text"), QString::fromUtf8(text.data(), qMax<qsizetype>(0, got))},
        {QStringLiteral("size"), request[QStringLiteral("padding")].toByteArray().size()}};
}
#endif

Result<QCborMap> answer(const QCborMap& request, FileHandle, const CancelToken& cancel) {
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
    if (op == QLatin1StringView("hang")) {
        // Tells the test that it got so far.
        static_cast<void>(
            QFile(request[QStringLiteral("sign")].toString()).open(QIODevice::NewOnly));
        QThread::sleep(1000);
    }
    if (op == QLatin1StringView("wait")) {
        while (!cancel.isCancelled())
            QThread::msleep(2);
        return fail(cancelledError());
    }
    return fail(ErrorKind::BadInput, QStringLiteral("Refused."), QStringLiteral("on request"));
}

#ifdef Q_OS_LINUX
/// Of the calling thread and of one that it starts.
Result<QCborMap> niceOfThread(const QCborMap&, const FileHandle&, const CancelToken&) {
    int inner = 0;
    std::thread([&] { inner = getpriority(PRIO_PROCESS, 0); }).join();
    return QCborMap{{QStringLiteral("own"), getpriority(PRIO_PROCESS, 0)},
                    {QStringLiteral("inner"), inner}};
}
#endif
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
    // Starts as slowly as the test wants it to.
    const QString sign = qEnvironmentVariable("SEMBLANCE_TESTCHILD_WAITS_FOR");
    while (!sign.isEmpty() && !QFile::exists(sign))
        QThread::msleep(2);
    server.addLane({QStringLiteral("echo"), QStringLiteral("print"), QStringLiteral("refuse"),
                    QStringLiteral("crash"), QStringLiteral("exit"), QStringLiteral("hang"),
                    QStringLiteral("wait")},
                   answer);
#ifdef Q_OS_UNIX
    if (application.arguments().contains(QStringLiteral("--few-files"))) {
        const rlimit few{16, 16};
        setrlimit(RLIMIT_NOFILE, &few);
    }
    server.addLane({QStringLiteral("read")}, readFile);
#endif
    server.addLane({QStringLiteral("quick")}, [](const QCborMap&, FileHandle, const CancelToken&) {
        return Result<QCborMap>(QCborMap{{QStringLiteral("quick"), true}});
    });
#ifdef Q_OS_LINUX
    server.addLane({QStringLiteral("nice")}, niceOfThread);
    server.addLane({QStringLiteral("nice in background")}, niceOfThread,
                   ChildServer::Priority::Background);
#endif
    return server.run(QStringLiteral("testchild"), {{QStringLiteral("extra"), 7}});
}
