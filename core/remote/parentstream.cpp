#include "core/remote/parentstream.h"

#include <algorithm>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#include <qt_windows.h>
#else
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#endif

namespace semblance {

// Ctrl-C reaches every process of a terminal's job. A child ends when its parent closes the pipe.
#ifdef Q_OS_WIN

ParentStream::ParentStream() {
    SetConsoleCtrlHandler(nullptr, TRUE);
    m_out = _dup(1);
    _setmode(m_out, _O_BINARY);
    _setmode(0, _O_BINARY);
    _dup2(2, 1);
}

qint64 ParentStream::read(char* data, qint64 size) {
    return _read(0, data, static_cast<unsigned>(size));
}

// Not verified yet, like all that is only for Windows: the parent has put the handle here already.
FileHandle ParentStream::takeFile(const QCborValue& field) {
    return FileHandle(reinterpret_cast<void*>(field.toInteger()));
}

bool ParentStream::write(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        constexpr qsizetype kMost = 1 << 20;
        const int put =
            _write(m_out, bytes.data(), static_cast<unsigned>(std::min(bytes.size(), kMost)));
        if (put <= 0)
            return false;
        bytes = bytes.sliced(put);
    }
    return true;
}

#else

ParentStream::ParentStream() {
    std::signal(SIGINT, SIG_IGN);
    m_out = ::dup(STDOUT_FILENO);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
}

qint64 ParentStream::read(char* data, qint64 size) {
    iovec part{data, static_cast<size_t>(size)};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
#ifdef MSG_CMSG_CLOEXEC
    constexpr int kFlags = MSG_CMSG_CLOEXEC;
#else
    constexpr int kFlags = 0;
#endif
    ssize_t got = -1;
    do {
        got = ::recvmsg(STDIN_FILENO, &message, kFlags);
        // Started by hand, with a pipe or a terminal.
        if (got < 0 && errno == ENOTSOCK)
            got = ::read(STDIN_FILENO, data, static_cast<size_t>(size));
    } while (got < 0 && errno == EINTR);
    if (got <= 0)
        return got;
    const cmsghdr* const header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        int descriptor = FileHandle::kNone;
        std::memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
        m_files.emplace_back(descriptor);
    } else if (message.msg_flags & MSG_CTRUNC) {
        // One came, but this process may not open more: its message must not take the next one.
        m_files.emplace_back();
    }
    return got;
}

// A file comes with the first byte of its message, so those that came have the messages' order.
FileHandle ParentStream::takeFile(const QCborValue& field) {
    if (!field.isTrue() || m_files.empty())
        return {};
    FileHandle file = std::move(m_files.front());
    m_files.pop_front();
    return file;
}

bool ParentStream::write(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        const ssize_t put = ::write(m_out, bytes.data(), static_cast<size_t>(bytes.size()));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes = bytes.sliced(put);
    }
    return true;
}

#endif

}  // namespace semblance
