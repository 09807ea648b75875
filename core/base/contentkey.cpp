#include "core/base/contentkey.h"

#include <QtEndian>
#include <span>

#include "core/base/hash.h"

namespace semblance {

namespace {
std::span<const std::byte> spanOf(QByteArrayView bytes) {
    return std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size())));
}
}  // namespace

std::vector<FilePiece> contentKeyPieces(qint64 size) {
    if (size <= contentKeyWholeBytes)
        return {{0, size}};
    constexpr qint64 piece = contentKeyWholeBytes / 3;
    return {{0, piece}, {(size - piece) / 2, piece}, {size - piece, piece}};
}

QByteArray contentKeyOf(qint64 size, const QByteArray& digestOfPieces) {
    QByteArray key(sizeof(quint64), Qt::Uninitialized);
    qToBigEndian(static_cast<quint64>(size), key.data());
    return key + digestOfPieces;
}

QByteArray contentKeyOf(QByteArrayView bytes) {
    Xxh3 hash;
    for (const FilePiece& piece : contentKeyPieces(bytes.size()))
        hash.add(spanOf(bytes.sliced(piece.offset, piece.bytes)));
    return contentKeyOf(bytes.size(), hash.digest());
}

QByteArray fullHashOf(QByteArrayView bytes) {
    return xxh3(spanOf(bytes));
}

}  // namespace semblance
