#include "core/base/filelock.h"

#include <utility>

#include "core/base/paths.h"

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace semblance {

#ifdef Q_OS_WIN

struct FileLock::Handle {
    HANDLE file = INVALID_HANDLE_VALUE;
    ~Handle() {
        if (file != INVALID_HANDLE_VALUE)
            CloseHandle(file);
    }
};

Result<std::unique_ptr<FileLock>> FileLock::acquire(const QString& path) {
    auto handle = std::make_unique<Handle>();
    // No sharing: a second opening fails until this one is closed, by us or by the end of us.
    handle->file = CreateFileW(toFsPath(path).c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                               OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle->file == INVALID_HANDLE_VALUE)
        return fail(
            GetLastError() == ERROR_SHARING_VIOLATION ? ErrorKind::Busy : ErrorKind::Permission,
            QString());
    return std::unique_ptr<FileLock>(new FileLock(std::move(handle)));
}

#else

struct FileLock::Handle {
    int file = -1;
    ~Handle() {
        if (file >= 0)
            ::close(file);
    }
};

Result<std::unique_ptr<FileLock>> FileLock::acquire(const QString& path) {
    auto handle = std::make_unique<Handle>();
    // Closed on exec: a child that outlives us must not keep the lock.
    handle->file = ::open(toFsPath(path).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (handle->file < 0)
        return fail(systemError(errno, QString()));
    if (::flock(handle->file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(ErrorKind::Busy, QString());
        return fail(systemError(errno, QString()));
    }
    return std::unique_ptr<FileLock>(new FileLock(std::move(handle)));
}

#endif

FileLock::FileLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
FileLock::~FileLock() = default;

}  // namespace semblance
