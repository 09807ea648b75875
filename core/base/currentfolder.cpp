#include "core/base/currentfolder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <filesystem>
#include <system_error>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CurrentFolder)
};

bool isLeft = false;

#ifdef Q_OS_LINUX
int leftFolder = -1;  ///< open, when it was left before main

/// System calls alone: the libraries are not ready for more.
__attribute__((no_sanitize("address", "thread", "undefined"))) void leaveBeforeLibraries() {
    char path[4096];
    if (::syscall(SYS_getcwd, path, sizeof path) > 0 && path[0] == '/')
        return;
    leftFolder = int(::syscall(SYS_openat, AT_FDCWD, ".", O_PATH | O_CLOEXEC));
    ::syscall(SYS_chdir, "/");
    isLeft = true;
}
[[gnu::section(".preinit_array"),
  gnu::used]] void (*const beforeLibraries)() = leaveBeforeLibraries;
#endif

bool isGone() {
    std::error_code error;
    static_cast<void>(std::filesystem::current_path(error));
    return bool(error);
}
}  // namespace

bool leaveDeletedFolder() {
    if (!isGone())
        return isLeft;
    std::error_code error;
    std::filesystem::current_path("/", error);
    isLeft = true;
    return true;
}

void returnToDeletedFolder() {
#ifdef Q_OS_LINUX
    if (leftFolder >= 0 && ::fchdir(leftFolder) == 0)
        isLeft = false;
#endif
}

Result<QString> absolutePath(const QString& path) {
    const QFileInfo file(path);
    if (path.isEmpty() || !file.isRelative())
        return path;
    if (isLeft || isGone()) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The current folder is no longer there, so '%1' leads nowhere. Give "
                             "the whole path, or go to another folder first.")
                        .arg(path));
    }
    return file.absoluteFilePath();
}

}  // namespace semblance
