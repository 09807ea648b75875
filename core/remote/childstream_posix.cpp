#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"
#include "core/base/timelimit.h"
#include "core/remote/childstream.h"

extern char** environ;

namespace semblance {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_DONTWAIT | MSG_NOSIGNAL;
#else
constexpr int kSendFlags = MSG_DONTWAIT;  // the socket itself is told
#endif

QString errnoText() {
    return QString::fromLocal8Bit(std::strerror(errno));
}

template <class Call>
auto uninterrupted(Call call) {
    for (;;) {
        const auto result = call();
        if (result >= 0 || errno != EINTR)
            return result;
    }
}

void closeOnExec(int descriptor) {
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

struct Pair {
    FileHandle ours;
    FileHandle theirs;
};

Pair socketPair() {
    std::array<int, 2> ends{};
#ifdef SOCK_CLOEXEC
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return {};
#else
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0)
        return {};
    for (const int end : ends)
        closeOnExec(end);
#endif
#ifdef SO_NOSIGPIPE
    const int on = 1;
    ::setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    return {FileHandle(ends[0]), FileHandle(ends[1])};
}

/// What is written to `theirs` wakes a poll of `ours`.
Pair wakePipe() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return {};
    for (const int end : ends) {
        closeOnExec(end);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    return {FileHandle(ends[0]), FileHandle(ends[1])};
}

class Strings {
public:
    explicit Strings(std::vector<std::string> strings) : m_strings(std::move(strings)) {
        for (std::string& string : m_strings)
            m_pointers.push_back(string.data());
        m_pointers.push_back(nullptr);
    }
    char** data() { return m_pointers.data(); }

private:
    std::vector<std::string> m_strings;
    std::vector<char*> m_pointers;
};

Strings childEnvironment(bool notesCrashes) {
    const std::array<std::string, 3> ours = {
        // Must be there before libgomp loads: spinning thread pools cost small work up to 300x.
        std::string("OMP_WAIT_POLICY=passive"),
        // The children never show a window.
        std::string("QT_QPA_PLATFORM=offscreen"),
        std::string(kCrashPipeVariable) + '=' + (notesCrashes ? std::to_string(kCrashPipe) : ""),
    };
    std::vector<std::string> all(ours.begin(), ours.end());
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view given(*variable);
        const auto sameName = [&](const std::string& set) {
            return given.starts_with(std::string_view(set).substr(0, set.find('=') + 1));
        };
        if (std::none_of(ours.begin(), ours.end(), sameName))
            all.emplace_back(given);
    }
    return Strings(std::move(all));
}

/// Starts the program with `stream` as its standard input and output, and `crashPipe`, where there
/// is one, for its last words. Returns errno's value. Waits for the program's file to be read,
/// which may take for ever on a network drive.
int spawn(const ChildStream::Program& program, int stream, const FileHandle& crashPipe,
          pid_t& pid) {
    std::vector<std::string> words{QFile::encodeName(program.path).toStdString()};
    for (const QString& argument : program.arguments)
        words.push_back(argument.toLocal8Bit().toStdString());
    Strings argv(std::move(words));
    Strings environment = childEnvironment(crashPipe.isValid());

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, stream, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, stream, STDOUT_FILENO);
    if (program.mergesErrors)
        posix_spawn_file_actions_adddup2(&actions, stream, STDERR_FILENO);
    // The last: the number may be another one's until then.
    if (crashPipe.isValid())
        posix_spawn_file_actions_adddup2(&actions, crashPipe.native(), kCrashPipe);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
    // There, descriptors are marked only after they were made: another start may come between.
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
    if (!program.mergesErrors)
        posix_spawn_file_actions_addinherit_np(&actions, STDERR_FILENO);
#endif
    posix_spawnattr_setflags(&attributes, flags);
    const int failed =
        ::posix_spawn(&pid, argv.data()[0], &actions, &attributes, argv.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

struct Frame {
    qint64 id = 0;
    QByteArray bytes;
    FileHandle file;
    qsizetype sent = 0;
};

/// As send(2); the frame's file goes with its first byte.
ssize_t sendSome(int socket, const Frame& frame) {
    iovec part{const_cast<char*>(frame.bytes.constData()) + frame.sent,
               static_cast<size_t>(frame.bytes.size() - frame.sent)};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    if (frame.file.isValid() && frame.sent == 0) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr* const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        const int descriptor = frame.file.native();
        std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    }
    return uninterrupted([&] { return ::sendmsg(socket, &message, kSendFlags); });
}

/// The caller's thread sends what the socket takes at once. A thread of the stream's sends the
/// rest, reads, and collects the ended program.
class SocketStream : public ChildStream, public std::enable_shared_from_this<SocketStream> {
public:
    void start(const Program& program, Events events) override {
        runAbandoned([self = shared_from_this(), program, events = std::move(events)] {
            const QString problem = self->launch(program);
            if (problem.isEmpty())
                self->transport(events);
            const QString end = self->collect(program);
            events.ended(problem.isEmpty() ? end : problem);
        });
    }

    Result<QCborValue> offer(const FileHandle&) override { return QCborValue(true); }

    void send(qint64 id, const QByteArray& frame, FileHandle file) override {
        std::lock_guard lock(m_mutex);
        m_outbox.push_back({id, frame, std::move(file)});
        if (m_outbox.size() == 1 && m_pid != 0)
            flush();
        if (!m_outbox.empty())
            wake();
    }

    bool recall(qint64 id) override {
        std::lock_guard lock(m_mutex);
        return std::erase_if(m_outbox, [id](const Frame& frame) {
                   return frame.id == id && frame.sent == 0;
               }) > 0;
    }

    void kill() override {
        std::lock_guard lock(m_mutex);
        m_killed = true;
        if (m_pid != 0)
            killLocked();
    }

    qint64 processId() const override {
        std::lock_guard lock(m_mutex);
        return m_pid;
    }

private:
    /// Empty when the program runs.
    QString launch(const Program& program) {
        if (isKilled())
            return QStringLiteral("not started");
        Pair ends = socketPair();
        Pair waker = wakePipe();
        if (!ends.ours.isValid() || !waker.ours.isValid())
            return errnoText();
        // Without one the program runs as well.
        Pair crash = crashNotesTaken().isEmpty() ? Pair() : wakePipe();
        pid_t pid = 0;
        if (const int failed = spawn(program, ends.theirs.native(), crash.theirs, pid))
            return QString::fromLocal8Bit(std::strerror(failed));
        m_crash = std::move(crash.ours);
        std::lock_guard lock(m_mutex);
        m_pid = pid;
        m_socket = std::move(ends.ours);
        m_waker = std::move(waker);
        if (m_killed)
            killLocked();
        return {};
    }

    bool isKilled() const {
        std::lock_guard lock(m_mutex);
        return m_killed;
    }

    void killLocked() {
        ::kill(m_pid, SIGKILL);
        // One that does not die keeps its end open.
        ::shutdown(m_socket.native(), SHUT_RDWR);
    }

    void wake() {
        const char byte = 0;
        if (m_waker.theirs.isValid()) {
            [[maybe_unused]] const ssize_t put = ::write(m_waker.theirs.native(), &byte, 1);
        }
    }

    /// Sends what goes without waiting. A stream that does not take anything any more is noticed by
    /// its reader.
    void flush() {
        while (!m_outbox.empty()) {
            Frame& frame = m_outbox.front();
            const ssize_t put = sendSome(m_socket.native(), frame);
            if (put < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
                m_outbox.clear();
            if (put < 0)
                return;
            frame.sent += put;
            if (frame.sent == frame.bytes.size())
                m_outbox.pop_front();
        }
    }

    /// Until the program closes its end.
    void transport(const Events& events) {
        constexpr qsizetype kBlock = 1 << 18;
        QByteArray block(kBlock, Qt::Uninitialized);
        for (;;) {
            pollfd stream{m_socket.native(), POLLIN, 0};
            pollfd waker{m_waker.ours.native(), POLLIN, 0};
            {
                std::lock_guard lock(m_mutex);
                flush();
                if (!m_outbox.empty())
                    stream.events |= POLLOUT;
            }
            std::array<pollfd, 2> both{stream, waker};
            uninterrupted([&] { return ::poll(both.data(), both.size(), -1); });
            if (both[1].revents != 0) {
                [[maybe_unused]] const ssize_t woken =
                    ::read(m_waker.ours.native(), block.data(), kBlock);
            }
            if ((both[0].revents & ~POLLOUT) == 0)
                continue;
            const ssize_t got = uninterrupted(
                [&] { return ::recv(m_socket.native(), block.data(), kBlock, MSG_DONTWAIT); });
            if (got > 0)
                events.received(QByteArrayView(block.constData(), got));
            else if (got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
                return;
        }
    }

    /// Waits for the program's end; one that has only closed its stream is killed.
    QString collect(const Program& program) {
        pid_t pid = 0;
        {
            std::lock_guard lock(m_mutex);
            if (m_pid == 0)
                return {};
            pid = m_pid;
            killLocked();
        }
        siginfo_t info{};
        // Its number stays taken until it is forgotten here, so that kill() hits nobody else.
        uninterrupted(
            [&] { return ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT); });
        if (info.si_code != CLD_EXITED)
            keepLastWords(program);
        std::lock_guard lock(m_mutex);
        m_pid = 0;
        m_outbox.clear();
        uninterrupted([&] { return ::waitpid(pid, nullptr, 0); });
        return info.si_code == CLD_EXITED
                   ? QStringLiteral("exit code %1").arg(info.si_status)
                   : QStringLiteral("ended by signal %1").arg(info.si_status);
    }

    /// What a crashed program wrote of itself; one that was killed wrote nothing.
    void keepLastWords(const Program& program) {
        if (!m_crash.isValid())
            return;
        QByteArray words(kMostOfCrashNote, Qt::Uninitialized);
        const ssize_t got = uninterrupted([&] {
            return ::read(m_crash.native(), words.data(), static_cast<size_t>(words.size()));
        });
        if (got > 0)
            static_cast<void>(keepCrashNote(crashNotesTaken(), QFileInfo(program.path).fileName(),
                                            words.first(got)));
    }

    mutable std::mutex m_mutex;  // guards the members below; the descriptors are set once
    std::deque<Frame> m_outbox;
    pid_t m_pid = 0;
    bool m_killed = false;
    FileHandle m_socket;
    Pair m_waker;
    FileHandle m_crash;  ///< of the stream's own thread
};

}  // namespace

std::shared_ptr<ChildStream> makeSocketStream() {
    return std::make_shared<SocketStream>();
}

std::shared_ptr<ChildStream> makeChildStream() {
    return makeSocketStream();
}

}  // namespace semblance
