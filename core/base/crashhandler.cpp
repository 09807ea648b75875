#include "core/base/crashhandler.h"

#include <QtGlobal>

#if defined(Q_OS_UNIX) && __has_include(<execinfo.h>)
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QByteArray>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <vector>

#include "core/base/crashnotes.h"
#include "core/base/sanitized.h"
#endif

namespace semblance {

#if defined(Q_OS_UNIX) && __has_include(<execinfo.h>)

namespace {

constexpr std::array kSignals{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr int kMostFrames = 64;
/// A handler that itself hangs, in a lock of the loader's, is ended.
constexpr unsigned kPatienceSeconds = 10;

/// A text in memory that is there already.
class Words {
public:
    void add(const char* text, std::size_t most = SIZE_MAX) {
        for (std::size_t i = 0; i < most && text[i] != 0 && m_size + 1 < m_text.size(); ++i)
            m_text[m_size++] = text[i];
    }
    void addNumber(std::uintptr_t number, unsigned base) {
        std::array<char, 24> digits{};
        std::size_t at = digits.size() - 1;
        do {
            digits[--at] = "0123456789abcdef"[number % base];
            number /= base;
        } while (number != 0);
        add(&digits[at]);
    }
    void writeTo(int descriptor) const {
        for (std::size_t done = 0; done < m_size;) {
            const ssize_t put = ::write(descriptor, m_text.data() + done, m_size - done);
            if (put <= 0)
                return;
            done += static_cast<std::size_t>(put);
        }
    }
    const char* text() const { return m_text.data(); }  // ends with 0

private:
    std::array<char, kMostOfCrashNote> m_text{};
    std::size_t m_size = 0;
};

/// All that the handler uses. Never destroyed: a crash may come at the very end.
struct Ready {
    QString dir;
    QByteArray head;                  ///< versions
    std::vector<QByteArray> folders;  ///< that lead to the file, the outer one first
    QByteArray before;                ///< the file's path without the number of seconds
    QByteArray behind;
    int pipe = -1;
    Words note;
    Words path;
    std::array<void*, kMostFrames> frames{};
    std::array<char, 64 * 1024> stack{};  ///< for the handler: the thread's own may be used up
    std::atomic_flag begun;
};
Ready* ready = nullptr;

const char* nameOf(int signal) {
    switch (signal) {
        case SIGSEGV:
            return "SIGSEGV";
        case SIGBUS:
            return "SIGBUS";
        case SIGILL:
            return "SIGILL";
        case SIGFPE:
            return "SIGFPE";
        default:
            return "SIGABRT";
    }
}

/// The file's name alone: a path would say whose folder it lies in.
const char* lastPart(const char* path) {
    const char* const slash = std::strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void addFrame(Words& note, void* frame) {
    Dl_info info{};
    note.add("  ");
    if (::dladdr(frame, &info) == 0 || !info.dli_fname) {
        note.add("?\n");
        return;
    }
    note.add(lastPart(info.dli_fname));
    note.add(" +0x");
    note.addNumber(
        reinterpret_cast<std::uintptr_t>(frame) - reinterpret_cast<std::uintptr_t>(info.dli_fbase),
        16);
    if (info.dli_sname) {
        constexpr std::size_t mostOfName = 160;
        note.add(" ");
        note.add(info.dli_sname, mostOfName);
    }
    note.add("\n");
}

void describe(int signal, Words& note) {
    note.add(ready->head.constData());
    note.add("signal: ");
    note.add(nameOf(signal));
    std::array<char, 32> thread{};
    if (::pthread_getname_np(::pthread_self(), thread.data(), thread.size()) == 0) {
        note.add("\nthread: ");
        note.add(thread.data(), thread.size());
    }
    note.add("\nstack:\n");
    const int count = ::backtrace(ready->frames.data(), kMostFrames);
    for (int i = 0; i < count; ++i)
        addFrame(note, ready->frames[static_cast<std::size_t>(i)]);
}

int openFile() {
    for (const QByteArray& folder : ready->folders)
        ::mkdir(folder.constData(), 0700);
    ready->path.add(ready->before.constData());
    ready->path.addNumber(static_cast<std::uintptr_t>(std::time(nullptr)), 10);
    ready->path.add(ready->behind.constData());
    return ::open(ready->path.text(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

extern "C" void onCrash(int signal) {
    // Another thread that crashes, too, waits for the end.
    while (ready->begun.test_and_set())
        ::pause();
    std::signal(SIGALRM, SIG_DFL);
    ::alarm(kPatienceSeconds);
    describe(signal, ready->note);
    const int target = ready->pipe >= 0 ? ready->pipe : openFile();
    if (target >= 0)
        ready->note.writeTo(target);
    // Taken up when the handler returns, for it is held back until then.
    std::signal(signal, SIG_DFL);
    ::raise(signal);
}

QByteArray head() {
    return QStringLiteral("%1 %2\nQt %3, %4, %5\n")
        .arg(QCoreApplication::applicationName(), QCoreApplication::applicationVersion(),
             QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
             QSysInfo::currentCpuArchitecture())
        .toUtf8();
}

/// The parent has no use for it.
bool isUnwanted() {
    return qEnvironmentVariableIsSet(kCrashPipeVariable) &&
           qEnvironmentVariableIsEmpty(kCrashPipeVariable);
}

/// The number that the parent gave, where that is an open pipe.
int pipeOfParent() {
    bool isNumber = false;
    const int number = qEnvironmentVariableIntValue(kCrashPipeVariable, &isNumber);
    return isNumber && ::fcntl(number, F_GETFD) >= 0 ? number : -1;
}

void prepareFile(const QString& dir) {
    const QString name = crashNoteName(QCoreApplication::applicationName(), 0);
    const qsizetype zero = name.lastIndexOf(u'0');
    for (QFileInfo folder(dir); !folder.isRoot(); folder.setFile(folder.absolutePath()))
        ready->folders.insert(ready->folders.begin(), QFile::encodeName(folder.absoluteFilePath()));
    ready->before = QFile::encodeName(QDir(dir).filePath(name.left(zero)));
    ready->behind = QFile::encodeName(name.mid(zero + 1));
}

void handleSignals() {
    // Loads what it needs, which allocates.
    ::backtrace(ready->frames.data(), kMostFrames);
    stack_t stack{};
    stack.ss_sp = ready->stack.data();
    stack.ss_size = ready->stack.size();
    ::sigaltstack(&stack, nullptr);
    for (const int signal : kSignals) {
        struct sigaction action = {};
        action.sa_handler = onCrash;
        action.sa_flags = SA_ONSTACK;
        ::sigaction(signal, &action, nullptr);
    }
}
}  // namespace

void noteCrashes(const QString& dir) {
    if (kSanitized || ready || isUnwanted())
        return;
    ready = new Ready;
    ready->dir = dir;
    ready->head = head();
    ready->pipe = pipeOfParent();
    if (ready->pipe < 0)
        prepareFile(dir);
    handleSignals();
}

QString crashNotesTaken() {
    return ready ? ready->dir : QString();
}

#else

void noteCrashes(const QString&) {}

QString crashNotesTaken() {
    return {};
}

#endif

}  // namespace semblance
