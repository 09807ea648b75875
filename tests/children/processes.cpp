#include "tests/children/processes.h"

#include <signal.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

namespace semblance::test {

namespace {
qint64 parentOf(const QString& process) {
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    // "pid (name) state parent ...", and the name may hold anything.
    const QByteArray line = stat.readAll();
    return line.mid(line.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
}
}  // namespace

QList<qint64> childrenOf(qint64 process, const QString& program) {
    QList<qint64> found;
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 id = entry.toLongLong(&isNumber);
        // Between fork and exec a child still runs its parent's program.
        if (isNumber && parentOf(entry) == process &&
            QFileInfo(QStringLiteral("/proc/%1/exe").arg(entry))
                .symLinkTarget()
                .endsWith(QLatin1Char('/') + program))
            found.append(id);
    }
    return found;
}

bool eventually(const std::function<bool()>& condition) {
    constexpr qint64 kPatienceMs = 120'000;
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > kPatienceMs)
            return false;
        QThread::msleep(2);
    }
    return true;
}

bool sendSignal(qint64 process, int signal) {
    return process > 0 && ::kill(static_cast<pid_t>(process), signal) == 0;
}

}  // namespace semblance::test
