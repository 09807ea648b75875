#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/decoder/confine.h"
#include "app/decoder/sanitized.h"

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <thread>
#endif

using namespace semblance;

#if defined(Q_OS_LINUX) && (defined(__x86_64__) || defined(__aarch64__))
#define SEMBLANCE_CAN_CONFINE
#endif

/// What confineProcess() takes away is gone, and what decoding needs is not.
class TestConfine : public QObject {
    Q_OBJECT

private Q_SLOTS:
#ifdef SEMBLANCE_CAN_CONFINE
    void init();
    void saysWhat();
    void noNetwork();
    void noOtherPrograms();
    void noSignalsToOthers();
    void noChangesToFiles();
    void limitedMemory();
    void readingAndThreadsGoOn();

private:
    /// Runs `attempt` in a confined process of its own; true when it returned true there.
    bool confined(const std::function<bool()>& attempt);

    std::unique_ptr<QTemporaryDir> m_dir;
    QByteArray m_file;
#else
    void confinesNothingHere() {
        QVERIFY(confineProcess(1024).isEmpty());
    }
#endif
};

#ifdef SEMBLANCE_CAN_CONFINE

namespace {

constexpr int kMemoryMiB = 1024;

bool refused(long result) {
    return result == -1 && (errno == EACCES || errno == ENOSYS);
}

}  // namespace

void TestConfine::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    QFile file(m_dir->filePath(QStringLiteral("photo.jpg")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("photo"), 5);
    m_file = QFile::encodeName(file.fileName());
}

bool TestConfine::confined(const std::function<bool()>& attempt) {
    const pid_t child = fork();
    if (child == 0) {
        confineProcess(kMemoryMiB);
        _exit(attempt() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    // Refusals are errors, never deaths.
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void TestConfine::saysWhat() {
    int pipeEnds[2];
    QCOMPARE(pipe(pipeEnds), 0);
    if (fork() == 0) {
        const QByteArray text = confineProcess(kMemoryMiB).join(QLatin1Char('\n')).toUtf8();
        _exit(write(pipeEnds[1], text.constData(), size_t(text.size())) == text.size() ? 0 : 1);
    }
    close(pipeEnds[1]);
    QFile end;
    QVERIFY(end.open(pipeEnds[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle));
    const QByteArray text = end.readAll();
    wait(nullptr);
    for (const char* part : {"no changes to files", "no network", "no other programs"})
        QVERIFY2(text.contains(part), text.constData());
}

void TestConfine::noNetwork() {
    QVERIFY(confined([] {
        for (int domain : {AF_INET, AF_INET6, AF_UNIX})
            for (int type : {SOCK_STREAM, SOCK_DGRAM})
                if (!refused(socket(domain, type, 0)))
                    return false;
        return true;
    }));
}

void TestConfine::noOtherPrograms() {
    QVERIFY(confined([] {
        char program[] = "/bin/true";
        char* arguments[] = {program, nullptr};
        char* environment[] = {nullptr};
        return refused(execve(program, arguments, environment)) && refused(fork()) &&
               !popen("true", "r") && refused(kill(getppid(), 0));
    }));
}

void TestConfine::noSignalsToOthers() {
    QVERIFY(confined([] {
        const pid_t parent = getppid();
        return refused(syscall(SYS_tgkill, parent, parent, 0)) &&
               refused(syscall(SYS_tkill, parent, 0)) &&
               syscall(SYS_tgkill, getpid(), getpid(), 0) == 0;
    }));
}

void TestConfine::noChangesToFiles() {
    QVERIFY(confined([this] {
        const char* path = m_file.constData();
        const QByteArray other = m_file + ".new";
        return refused(open(path, O_WRONLY)) && refused(open(path, O_RDWR)) &&
               refused(open(path, O_RDONLY | O_TRUNC)) &&
               refused(open(other.constData(), O_CREAT | O_RDONLY, 0600)) &&
               refused(unlink(path)) && refused(rename(path, other.constData())) &&
               refused(truncate(path, 0)) && refused(chmod(path, 0)) &&
               refused(syscall(452 /* fchmodat2 */, AT_FDCWD, path, 0, 0)) &&
               refused(mkdir(other.constData(), 0700)) && refused(symlink(path, other.constData()));
    }));
    QFile file(QFile::decodeName(m_file));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("photo"));
    // Nor through a descriptor that was open before.
    const int open = ::open(m_file.constData(), O_WRONLY | O_APPEND);
    QVERIFY(open >= 0);
    QVERIFY(confined([open] { return write(open, "x", 1) == -1 && errno == EFBIG; }));
    close(open);
}

void TestConfine::limitedMemory() {
    if (kSanitized)
        QSKIP("sanitizers need the whole address space");
    QVERIFY(confined([] {
        return std::unique_ptr<char[]>(new (std::nothrow) char[size_t{kMemoryMiB} << 20]) ==
               nullptr;
    }));
}

void TestConfine::readingAndThreadsGoOn() {
    QVERIFY(confined([this] {
        bool read = false;
        std::thread([&] {
            QFile file(QFile::decodeName(m_file));
            read = file.open(QIODevice::ReadOnly) && file.readAll() == "photo";
        }).join();
        return read;
    }));
}

#endif

QTEST_GUILESS_MAIN(TestConfine)
#include "tst_confine.moc"
