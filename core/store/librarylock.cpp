#include "core/store/librarylock.h"

#include <QCoreApplication>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/filelock.h"
#include "core/base/paths.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryLock)
};

QString busySentence(const LibraryPaths& paths) {
    return Text::tr(
               "Another Semblance is working on the library %1. Wait until it has finished "
               "or close it, then try again.")
        .arg(paths.dir);
}

QString cannotLockSentence(const LibraryPaths& paths) {
    return Text::tr(
               "The library folder %1 cannot be written. Check its permissions and the free "
               "space, or choose another folder for the library.")
        .arg(paths.dir);
}

}  // namespace

Result<std::unique_ptr<LibraryLock>> LibraryLock::acquire(const LibraryPaths& paths) {
    std::error_code made;
    std::filesystem::create_directories(toFsPath(paths.dir), made);
    if (made)
        return fail(systemError(made.default_error_condition().value(), cannotLockSentence(paths)));
    Result<std::unique_ptr<FileLock>> lock = FileLock::acquire(paths.lock);
    if (!lock) {
        const Error& error = lock.error();
        const bool isBusy = error.kind == ErrorKind::Busy;
        return fail(error.kind, isBusy ? busySentence(paths) : cannotLockSentence(paths),
                    error.detail);
    }
    return std::unique_ptr<LibraryLock>(new LibraryLock(std::move(*lock)));
}

LibraryLock::LibraryLock(std::unique_ptr<FileLock> lock) : m_lock(std::move(lock)) {}
LibraryLock::~LibraryLock() = default;

}  // namespace semblance
