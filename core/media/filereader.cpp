#include "core/media/filereader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::FileReader)
};

tl::unexpected<Error> missing() {
    return fail(ErrorKind::NotFound,
                Text::tr("The file is not there any more. It was moved, renamed or deleted."));
}

Status checkKind(const QFileInfo& info) {
    if (info.isDir())
        return fail(ErrorKind::BadInput, Text::tr("This is a folder, not a picture."));
    if (!info.exists())
        return missing();
    // Opening a pipe would wait for its writer.
    if (!info.isFile())
        return fail(ErrorKind::BadInput,
                    Text::tr("This is not an ordinary file but a device or a pipe."));
    return {};
}

tl::unexpected<Error> openFailure(const QString& path, const QFile& file) {
    if (!QFileInfo::exists(path))
        return missing();
    if (!QFileInfo(path).isReadable())
        return fail(ErrorKind::Permission,
                    Text::tr("You are not allowed to read this file. Change its permissions, or "
                             "ask its owner to."),
                    file.errorString());
    return fail(ErrorKind::Permission,
                Text::tr("The file could not be opened. Close other programs that use it, and try "
                         "again."),
                file.errorString());
}

}  // namespace

Result<QByteArray> readPictureFile(const QString& path, qint64 maxBytes) {
    SEMBLANCE_TRY(checkKind(QFileInfo(path)));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return openFailure(path, file);

    const qint64 size = file.size();
    if (size == 0)
        return fail(ErrorKind::BadInput, Text::tr("The file is empty."));
    if (size > maxBytes)
        return fail(
            ErrorKind::BadInput,
            Text::tr("The file is too large: %1, where %2 is the limit.")
                .arg(QLocale().formattedDataSize(size), QLocale().formattedDataSize(maxBytes)));

    QByteArray bytes(size, Qt::Uninitialized);
    qint64 have = 0;
    while (have < size) {
        const qint64 got = file.read(bytes.data() + have, size - have);
        if (got <= 0)
            return fail(ErrorKind::Permission,
                        Text::tr("The file could not be read to its end. It changed meanwhile, or "
                                 "the disk has a fault."),
                        file.errorString());
        have += got;
    }
    return bytes;
}

}  // namespace semblance
