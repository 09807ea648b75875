#include "core/store/librarylock.h"

#include <QCoreApplication>
#include <filesystem>
#include <system_error>
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

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryLock)
};

Error busyError(const LibraryPaths& paths) {
    return {ErrorKind::Busy,
            Text::tr("Another Semblance is working on the library %1. Wait until it has finished "
                     "or close it, then try again.")
                .arg(paths.dir),
            {}};
}

QString cannotLockSentence(const LibraryPaths& paths) {
    return Text::tr(
               "The library folder %1 cannot be written. Check its permissions and the free "
               "space, or choose another folder for the library.")
        .arg(paths.dir);
}

}  // namespace

#ifdef Q_OS_WIN

struct LibraryLock::Handle {
    HANDLE file = INVALID_HANDLE_VALUE;
    ~Handle() {
        if (file != INVALID_HANDLE_VALUE)
            CloseHandle(file);
    }
};

#else

struct LibraryLock::Handle {
    int file = -1;
    ~Handle() {
        if (file >= 0)
            ::close(file);
    }
};

#endif

Result<std::unique_ptr<LibraryLock>> LibraryLock::acquire(const LibraryPaths& paths) {
    std::error_code made;
    std::filesystem::create_directories(toFsPath(paths.dir), made);
    if (made)
        return fail(systemError(made.default_error_condition().value(), cannotLockSentence(paths)));
    auto handle = std::make_unique<Handle>();
#ifdef Q_OS_WIN
    // No sharing: a second opening fails until this one is closed, by us or by the end of us.
    handle->file = CreateFileW(toFsPath(paths.lock).c_str(), GENERIC_READ | GENERIC_WRITE, 0,
                               nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle->file == INVALID_HANDLE_VALUE) {
        if (GetLastError() == ERROR_SHARING_VIOLATION)
            return fail(busyError(paths));
        return fail(ErrorKind::Permission, cannotLockSentence(paths));
    }
#else
    // Closed on exec: a decoder that outlives us must not keep the lock.
    handle->file = ::open(toFsPath(paths.lock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (handle->file < 0)
        return fail(systemError(errno, cannotLockSentence(paths)));
    if (::flock(handle->file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(busyError(paths));
        return fail(systemError(errno, cannotLockSentence(paths)));
    }
#endif
    return std::unique_ptr<LibraryLock>(new LibraryLock(std::move(handle)));
}

LibraryLock::LibraryLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
LibraryLock::~LibraryLock() = default;

}  // namespace semblance
