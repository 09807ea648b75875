#include "core/scan/filekey.h"

#include <QCoreApplication>
#include <algorithm>
#include <span>

#include "core/base/hash.h"
#include "core/base/regularfile.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ContentKey)
};

/// A file of the user's, open for reading.
struct Source {
    QString path;
    FileHandle file;
};

tl::unexpected<Error> cannotRead(const QString& path, const Error& error) {
    return fail(error.kind, Text::tr("%1 cannot be read. %2").arg(path, error.sentence),
                error.detail);
}

tl::unexpected<Error> changedMeanwhile(const Source& source) {
    return fail(ErrorKind::BadInput,
                Text::tr("%1 was being written while it was read. It is tried again at the next "
                         "scan.")
                    .arg(source.path));
}

Result<Source> open(const QString& path) {
    auto file = openRegularFile(path);
    if (!file)
        return cannotRead(path, file.error());
    return Source{path, std::move(*file)};
}

/// Adds exactly these bytes.
Status addPiece(const Source& source, const FilePiece& piece, QByteArray& buffer, Xxh3& hash) {
    buffer.resize(piece.bytes);
    const Result<qint64> got = readAt(source.file, piece.offset, buffer.data(), piece.bytes);
    if (!got)
        return cannotRead(source.path, got.error());
    if (*got < piece.bytes)
        return changedMeanwhile(source);
    hash.add(std::as_bytes(std::span(buffer.constData(), static_cast<std::size_t>(piece.bytes))));
    return {};
}

}  // namespace

Result<QByteArray> contentKey(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const Source source, open(path));
    const qint64 size = momentOf(source.file).stat.size;
    Xxh3 hash;
    QByteArray buffer;
    for (const FilePiece& piece : contentKeyPieces(size))
        SEMBLANCE_TRY(addPiece(source, piece, buffer, hash));
    if (momentOf(source.file).stat.size != size)
        return changedMeanwhile(source);
    return contentKeyOf(size, hash.digest());
}

Result<QByteArray> fullHash(const QString& path, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const Source source, open(path));
    const qint64 size = momentOf(source.file).stat.size;
    constexpr qint64 kPiece = 1 << 20;
    Xxh3 hash;
    QByteArray buffer;
    for (qint64 offset = 0; offset < size; offset += kPiece) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        SEMBLANCE_TRY(addPiece(source, {offset, std::min(kPiece, size - offset)}, buffer, hash));
    }
    if (momentOf(source.file).stat.size != size)
        return changedMeanwhile(source);
    return hash.digest();
}

}  // namespace semblance
