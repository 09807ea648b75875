#include "core/scan/contentkey.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <span>

#include "core/base/hash.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ContentKey)
};

constexpr qint64 pieceBytes = contentKeyWholeBytes / 3;

tl::unexpected<Error> cannotRead(const QFile& file) {
    const ErrorKind kind =
        !file.exists() ? ErrorKind::NotFound
        : file.error() == QFileDevice::OpenError || file.error() == QFileDevice::PermissionsError
            ? ErrorKind::Permission
            : ErrorKind::BadInput;
    return fail(kind,
                Text::tr("%1 cannot be read. Check that it is there, that its disk works and that "
                         "you may read it.")
                    .arg(file.fileName()),
                file.errorString());
}

tl::unexpected<Error> changedMeanwhile(const QFile& file) {
    return fail(ErrorKind::BadInput,
                Text::tr("%1 was being written while it was read. It is tried again at the next "
                         "scan.")
                    .arg(file.fileName()));
}

/// Adds exactly `bytes` bytes from `offset` on.
Status addPiece(QFile& file, qint64 offset, qint64 bytes, QByteArray& buffer, Xxh3& hash) {
    if (!file.seek(offset))
        return cannotRead(file);
    buffer.resize(bytes);
    qint64 done = 0;
    while (done < bytes) {
        const qint64 got = file.read(buffer.data() + done, bytes - done);
        if (got < 0)
            return cannotRead(file);
        if (got == 0)
            return changedMeanwhile(file);
        done += got;
    }
    hash.add(std::as_bytes(std::span(buffer.constData(), static_cast<std::size_t>(bytes))));
    return {};
}

}  // namespace

Result<QByteArray> contentKey(QFile& file) {
    const qint64 size = file.size();
    Xxh3 hash;
    QByteArray buffer;
    if (size <= contentKeyWholeBytes) {
        SEMBLANCE_TRY(addPiece(file, 0, size, buffer, hash));
    } else {
        for (const qint64 offset : {qint64(0), (size - pieceBytes) / 2, size - pieceBytes})
            SEMBLANCE_TRY(addPiece(file, offset, pieceBytes, buffer, hash));
    }
    if (file.size() != size)
        return changedMeanwhile(file);
    QByteArray key(sizeof(quint64), Qt::Uninitialized);
    qToBigEndian(static_cast<quint64>(size), key.data());
    return key + hash.digest();
}

Result<QByteArray> contentKey(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotRead(file);
    return contentKey(file);
}

Result<QByteArray> fullHash(const QString& path, const CancelToken& cancel) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotRead(file);
    const qint64 size = file.size();
    Xxh3 hash;
    QByteArray buffer;
    for (qint64 offset = 0; offset < size; offset += 1 << 20) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        SEMBLANCE_TRY(
            addPiece(file, offset, std::min<qint64>(1 << 20, size - offset), buffer, hash));
    }
    if (file.size() != size)
        return changedMeanwhile(file);
    return hash.digest();
}

}  // namespace semblance
