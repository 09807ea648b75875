#include "core/base/filehandle.h"

#include <QCoreApplication>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FileHandle)
};

QString tooManyOpen() {
    return Text::tr(
        "An open file cannot be used a second time. Close other programs and try again.");
}
}  // namespace

#ifdef Q_OS_WIN

FileHandle::~FileHandle() {
    if (isValid())
        CloseHandle(m_native);
}

Result<FileHandle> FileHandle::duplicate() const {
    Native copy = kNone;
    if (!DuplicateHandle(GetCurrentProcess(), m_native, GetCurrentProcess(), &copy, 0, FALSE,
                         DUPLICATE_SAME_ACCESS))
        return fail(ErrorKind::Internal, tooManyOpen(), qt_error_string());
    return FileHandle(copy);
}

#else

FileHandle::~FileHandle() {
    if (isValid())
        ::close(m_native);
}

Result<FileHandle> FileHandle::duplicate() const {
    const int copy = ::fcntl(m_native, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return fail(systemError(errno, tooManyOpen()));
    return FileHandle(copy);
}

#endif

}  // namespace semblance
