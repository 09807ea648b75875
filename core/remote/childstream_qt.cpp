#include <QHash>
#include <QProcess>
#include <QProcessEnvironment>
#include <QThread>
#include <atomic>

#include "core/remote/childstream.h"

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

namespace semblance {

namespace {

QProcessEnvironment childEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("OMP_WAIT_POLICY"), QStringLiteral("passive"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    return environment;
}

/// Where every QProcess lives. Never ends: a program that cannot die is waited for here.
QObject* pipesContext() {
    static QObject* const context = [] {
        auto* const thread = new QThread;
        thread->setObjectName(QStringLiteral("children's pipes"));
        auto* const object = new QObject;
        object->moveToThread(thread);
        thread->start();
        return object;
    }();
    return context;
}

class QtStream : public ChildStream, public std::enable_shared_from_this<QtStream> {
public:
    void start(const Program& program, Events events) override {
        post([self = shared_from_this(), program, events = std::move(events)] {
            self->launch(program, events);
        });
    }

    Result<QCborValue> offer(const FileHandle& file) override;

    void send(qint64, const QByteArray& frame, FileHandle) override {
        post([self = shared_from_this(), frame] {
            if (self->m_process)
                self->m_process->write(frame);
        });
    }

    bool recall(qint64) override { return false; }

    void kill() override {
        post([self = shared_from_this()] {
            self->m_killed = true;
            if (self->m_process)
                self->m_process->kill();
        });
    }

    qint64 processId() const override { return m_pid; }

private:
    static void post(std::function<void()> task) {
        QMetaObject::invokeMethod(pipesContext(), std::move(task), Qt::QueuedConnection);
    }

    void launch(const Program& program, const Events& events) {
        if (m_killed)
            return events.ended(QStringLiteral("not started"));
        auto* const process = new QProcess;
        m_process = process;
        process->setProcessEnvironment(childEnvironment());
        process->setProcessChannelMode(program.mergesErrors ? QProcess::MergedChannels
                                                            : QProcess::ForwardedErrorChannel);
        const auto self = shared_from_this();
        const auto read = [process, events] {
            const QByteArray bytes = process->readAllStandardOutput();
            if (!bytes.isEmpty())
                events.received(bytes);
        };
        const auto end = [self, process, events](const QString& detail) {
            self->m_process = nullptr;
            self->m_pid = 0;
            process->deleteLater();
            events.ended(detail);
        };
        QObject::connect(process, &QProcess::readyReadStandardOutput, process, read);
        QObject::connect(process, &QProcess::started, process,
                         [self, process] { self->m_pid = process->processId(); });
        QObject::connect(process, &QProcess::errorOccurred, process,
                         [process, end](QProcess::ProcessError error) {
                             if (error == QProcess::FailedToStart)
                                 end(process->errorString());
                         });
        QObject::connect(process, &QProcess::finished, process,
                         [read, end](int code, QProcess::ExitStatus status) {
                             read();
                             end(status == QProcess::CrashExit
                                     ? QStringLiteral("killed or crashed")
                                     : QStringLiteral("exit code %1").arg(code));
                         });
        process->start(program.path, program.arguments,
                       QIODevice::ReadWrite | QIODevice::Unbuffered);
    }

    std::atomic<qint64> m_pid{0};
    QProcess* m_process = nullptr;  // this and the next: the pipes' thread only
    bool m_killed = false;
};

#ifdef Q_OS_WIN
// Not verified yet, like all that is only for Windows.
Result<QCborValue> QtStream::offer(const FileHandle& file) {
    const auto refused = [] {
        return fail(ErrorKind::Internal, QStringLiteral("The file cannot be handed on."),
                    qt_error_string());
    };
    const HANDLE child = OpenProcess(PROCESS_DUP_HANDLE, FALSE, static_cast<DWORD>(m_pid.load()));
    if (!child)
        return refused();
    HANDLE theirs = nullptr;
    const BOOL done = DuplicateHandle(GetCurrentProcess(), file.native(), child, &theirs, 0, FALSE,
                                      DUPLICATE_SAME_ACCESS);
    CloseHandle(child);
    if (!done)
        return refused();
    return QCborValue(static_cast<qint64>(reinterpret_cast<qintptr>(theirs)));
}
#else
Result<QCborValue> QtStream::offer(const FileHandle&) {
    return fail(ErrorKind::Internal, QStringLiteral("Pipes carry no open files on this system."));
}
#endif

}  // namespace

std::shared_ptr<ChildStream> makeQtStream() {
    return std::make_shared<QtStream>();
}

#ifndef Q_OS_UNIX
std::shared_ptr<ChildStream> makeChildStream() {
    return makeQtStream();
}
#endif

}  // namespace semblance
