#include "core/base/error.h"

#include <QCoreApplication>
#include <cerrno>
#include <cstring>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Error)
};
}  // namespace

int exitCode(const Error& error) {
    return error.kind == ErrorKind::WrongUse ? 2 : 3;
}

Error cancelledError() {
    return {ErrorKind::Cancelled, Text::tr("Cancelled."), {}};
}

Error systemError(int errnoValue, const QString& sentence) {
    ErrorKind kind = ErrorKind::Internal;
    switch (errnoValue) {
        case ENOENT:
        case ENOTDIR:
            kind = ErrorKind::NotFound;
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            kind = ErrorKind::Permission;
            break;
        case ENOSPC:
#ifdef EDQUOT
        case EDQUOT:
#endif
            kind = ErrorKind::NoSpace;
            break;
        default:
            break;
    }
    return {kind, sentence, QString::fromLocal8Bit(std::strerror(errnoValue))};
}

}  // namespace semblance
