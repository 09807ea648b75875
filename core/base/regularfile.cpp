#include "core/base/regularfile.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_WIN
#include <qt_windows.h>

#include <QDir>
#include <string>
#else
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/posixstat.h"
#endif

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::RegularFile)
};

// A larger read is no faster, and some systems take no more at once.
constexpr qint64 kMostAtOnce = 8 << 20;

tl::unexpected<Error> missing() {
    return fail(ErrorKind::NotFound,
                Text::tr("The file is not there any more. It was moved, renamed or deleted."));
}

tl::unexpected<Error> isFolder() {
    return fail(ErrorKind::BadInput, Text::tr("This is a folder, not a picture."));
}

tl::unexpected<Error> isNoFile() {
    return fail(ErrorKind::BadInput,
                Text::tr("This is not an ordinary file but a device or a pipe."));
}

tl::unexpected<Error> notAllowed(const QString& detail) {
    return fail(ErrorKind::Permission,
                Text::tr("You are not allowed to read this file. Change its permissions, or "
                         "ask its owner to."),
                detail);
}

tl::unexpected<Error> cannotOpen(const QString& detail) {
    return fail(ErrorKind::Permission,
                Text::tr("The file could not be opened. Close other programs that use it, and try "
                         "again."),
                detail);
}

tl::unexpected<Error> cannotRead(const QString& detail) {
    return fail(ErrorKind::Permission,
                Text::tr("The file could not be read. Its disk may have a fault; check it, and try "
                         "again."),
                detail);
}

}  // namespace

#ifdef Q_OS_WIN

namespace {

std::int64_t nanoseconds(const FILETIME& time) {
    constexpr std::int64_t from1601To1970 = 116'444'736'000'000'000;
    const std::int64_t ticks = (std::int64_t(time.dwHighDateTime) << 32) | time.dwLowDateTime;
    return (ticks - from1601To1970) * 100;
}

tl::unexpected<Error> openFailure(DWORD error) {
    switch (error) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
        case ERROR_INVALID_NAME:
            return missing();
        case ERROR_ACCESS_DENIED:
            return notAllowed(qt_error_string(int(error)));
        default:
            return cannotOpen(qt_error_string(int(error)));
    }
}

}  // namespace

Result<FileHandle> openRegularFile(const QString& path) {
    if (path.isEmpty() || path.contains(QChar(u'\0')))
        return missing();
    const std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    const DWORD attributes = GetFileAttributesW(name.c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY))
        return isFolder();
    const HANDLE handle = CreateFileW(
        name.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
        OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_SEQUENTIAL_SCAN, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return openFailure(GetLastError());
    FileHandle file(handle);
    if (GetFileType(handle) != FILE_TYPE_DISK)
        return isNoFile();
    return file;
}

Result<qint64> readAt(const FileHandle& file, qint64 offset, char* data, qint64 bytes) {
    qint64 done = 0;
    while (done < bytes) {
        OVERLAPPED place{};
        place.Offset = DWORD(quint64(offset + done));
        place.OffsetHigh = DWORD(quint64(offset + done) >> 32);
        DWORD got = 0;
        if (!ReadFile(file.native(), data + done, DWORD(qMin(bytes - done, kMostAtOnce)), &got,
                      &place)) {
            const DWORD error = GetLastError();
            if (error == ERROR_HANDLE_EOF)
                break;
            return cannotRead(qt_error_string(int(error)));
        }
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

FileMoment momentOf(const FileHandle& file) {
    BY_HANDLE_FILE_INFORMATION facts;
    if (!GetFileInformationByHandle(file.native(), &facts))
        return {};
    const std::int64_t size = (std::int64_t(facts.nFileSizeHigh) << 32) | facts.nFileSizeLow;
    const std::int64_t written = nanoseconds(facts.ftLastWriteTime);
    // The walk knows no file index on this system, either.
    return {{size, written, 0}, written};
}

#else

namespace {

QString textOf(int errnoValue) {
    return QString::fromLocal8Bit(std::strerror(errnoValue));
}

tl::unexpected<Error> openFailure(int errnoValue) {
    switch (errnoValue) {
        case ENOENT:
        case ENOTDIR:
        case ENAMETOOLONG:
        case ELOOP:
            return missing();
        case EACCES:
        case EPERM:
            return notAllowed(textOf(errnoValue));
        default:
            return cannotOpen(textOf(errnoValue));
    }
}

Status checkKind(const struct stat& facts) {
    if (S_ISDIR(facts.st_mode))
        return isFolder();
    if (!S_ISREG(facts.st_mode))
        return isNoFile();
    return {};
}

}  // namespace

Result<FileHandle> openRegularFile(const QString& path) {
    if (path.isEmpty() || path.contains(QChar(u'\0')))
        return missing();
    const QByteArray name = QFile::encodeName(path);
    struct stat facts;
    if (::stat(name.constData(), &facts) != 0)
        return openFailure(errno);
    SEMBLANCE_TRY(checkKind(facts));
    // It may have been replaced since: hence without a wait, and looked at again.
    FileHandle file(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file.isValid() || ::fstat(file.native(), &facts) != 0)
        return openFailure(errno);
    SEMBLANCE_TRY(checkKind(facts));
    return file;
}

Result<qint64> readAt(const FileHandle& file, qint64 offset, char* data, qint64 bytes) {
    qint64 done = 0;
    while (done < bytes) {
        const ssize_t got = ::pread(file.native(), data + done,
                                    static_cast<size_t>(qMin(bytes - done, kMostAtOnce)),
                                    static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(textOf(errno));
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

FileMoment momentOf(const FileHandle& file) {
    struct stat facts;
    if (::fstat(file.native(), &facts) != 0)
        return {};
    return {fileStat(facts), changedNs(facts)};
}

#endif

}  // namespace semblance
