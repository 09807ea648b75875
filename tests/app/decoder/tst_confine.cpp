#include <QDir>
#include <QFile>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include "app/decoder/confine.h"
#include "core/base/sanitized.h"
#include "tests/testmain.h"

#ifdef Q_OS_LINUX
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
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
    void noFilesOfTheUsers();
    void handedFilesAreRead();
    void threadsGoOn();
    void theSystemsFilesAreThere();
    void olderKernelConfinesTheRest();

private:
    /// Runs `attempt` in a confined process of its own; true when it returned true there.
    bool confined(const std::function<bool()>& attempt);
    /// What confineProcess() says in a process of its own, after `before` has run there.
    QByteArray saidToBeConfined(const std::function<void()>& before = {});

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

/// Whether this kernel has it: asked with the constant, so that no test decides it for itself.
bool hasLandlock() {
    static const bool has =
        syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
    return has;
}

union Control {
    cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
};

bool sendDescriptor(int to, int descriptor) {
    char byte = 'x';
    iovec data{&byte, 1};
    Control control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    return sendmsg(to, &message, 0) == 1;
}

int receivedDescriptor(int from) {
    char byte = 0;
    iovec data{&byte, 1};
    Control control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    if (recvmsg(from, &message, 0) != 1 || !CMSG_FIRSTHDR(&message))
        return -1;
    int descriptor = -1;
    memcpy(&descriptor, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof descriptor);
    return descriptor;
}

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

QByteArray TestConfine::saidToBeConfined(const std::function<void()>& before) {
    int pipeEnds[2];
    if (pipe(pipeEnds) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0) {
        if (before)
            before();
        const QByteArray text = confineProcess(kMemoryMiB).join(QLatin1Char('\n')).toUtf8();
        _exit(write(pipeEnds[1], text.constData(), size_t(text.size())) == text.size() ? 0 : 1);
    }
    close(pipeEnds[1]);
    QFile end;
    if (!end.open(pipeEnds[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return {};
    const QByteArray text = end.readAll();
    waitpid(child, nullptr, 0);
    return text;
}

void TestConfine::saysWhat() {
    const QByteArray text = saidToBeConfined();
    for (const char* part : {"no changes to files", "no network", "no other programs"})
        QVERIFY2(text.contains(part), text.constData());
    QCOMPARE(text.contains("no files but those handed over"), hasLandlock());
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
        // volatile: a compiler may leave out memory that nobody looks at, and clang does.
        char* volatile memory = new (std::nothrow) char[size_t{kMemoryMiB} << 20];
        const bool isRefused = memory == nullptr;
        delete[] memory;
        return isRefused;
    }));
}

void TestConfine::noFilesOfTheUsers() {
    if (!hasLandlock())
        QSKIP("This kernel has no Landlock.");
    const QByteArray folder = QFile::encodeName(m_dir->path());
    const QByteArray home = QFile::encodeName(QDir::homePath());
    QVERIFY(confined([&] {
        for (const char* path :
             {m_file.constData(), folder.constData(), home.constData(), "/", "/tmp", "/etc/passwd",
              "/proc/self/environ", "/proc/self/mem", "/dev/zero"}) {
            // Sanitizers read it, so that such a build may.
            if (kSanitized && QByteArrayView(path).startsWith("/proc/self"))
                continue;
            if (!refused(open(path, O_RDONLY | O_CLOEXEC)))
                return false;
        }
        if (opendir(home.constData()) || opendir(folder.constData()))
            return false;
        // Nor by a thread, nor from where the process stands.
        bool refusedThere = false;
        std::thread([&] {
            refusedThere = chdir(folder.constData()) == 0 && refused(open("photo.jpg", O_RDONLY));
        }).join();
        return refusedThere;
    }));
}

void TestConfine::handedFilesAreRead() {
    const int open = ::open(m_file.constData(), O_RDONLY);
    QVERIFY(open >= 0);
    int ends[2];
    QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    QVERIFY(sendDescriptor(ends[0], open));
    close(open);
    QVERIFY(confined([&] {
        const int handed = receivedDescriptor(ends[1]);
        char text[6]{};
        if (handed < 0 || pread(handed, text, 5, 0) != 5 || std::string_view(text) != "photo")
            return false;
        // Read, and nothing else.
        const QByteArray again = "/proc/self/fd/" + QByteArray::number(handed);
        return !(hasLandlock() && !refused(::open(again.constData(), O_RDONLY))) &&
               refused(::open(again.constData(), O_RDWR)) && refused(fchmod(handed, 0600)) &&
               refused(ftruncate(handed, 0)) && write(handed, "x", 1) == -1;
    }));
    close(ends[0]);
    close(ends[1]);
    QFile file(QFile::decodeName(m_file));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("photo"));
}

void TestConfine::threadsGoOn() {
    QVERIFY(confined([] {
        bool ran = false;
        std::thread([&] { ran = true; }).join();
        return ran;
    }));
}

void TestConfine::theSystemsFilesAreThere() {
    if (kSanitized)
        QSKIP("sanitizers load libraries in their own way");
    // What codecs and Qt load late: libraries, character sets, time zones, collation.
    QVERIFY(confined([] {
        void* const library = dlopen("libanl.so.1", RTLD_NOW | RTLD_LOCAL);
        const iconv_t converter = iconv_open("UTF-8", "SHIFT_JIS");
        const QTimeZone zone("Europe/Berlin");
        const QDateTime summer(QDate(2021, 7, 30), QTime(12, 0), zone);
        return library && converter != iconv_t(-1) && zone.isValid() &&
               summer.offsetFromUtc() == 7200 &&
               QLocale(QLocale::German).formattedDataSize(1 << 30).contains(QLatin1Char(','));
    }));
}

void TestConfine::olderKernelConfinesTheRest() {
    const auto withoutLandlock = [] {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SYS_landlock_create_ruleset, 0);
        seccomp_load(filter);
        seccomp_release(filter);
    };
    const QByteArray text = saidToBeConfined(withoutLandlock);
    QVERIFY(!text.contains("handed over"));
    for (const char* part : {"no changes to files", "no network", "no other programs"})
        QVERIFY2(text.contains(part), text.constData());
    QVERIFY(confined([&] {
        return refused(open(m_file.constData(), O_WRONLY)) && refused(socket(AF_INET, 1, 0));
    }));
}

#endif

SEMBLANCE_TEST(TestConfine)
#include "tst_confine.moc"
