#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <vector>

/// What the library knows a content by, wherever its file lies.
namespace semblance {

/// Files up to this size are looked at whole: equal keys then mean equal bytes.
inline constexpr qint64 contentKeyWholeBytes = 3 * (256 << 10);

inline constexpr qsizetype contentKeyBytes = 24;
inline constexpr qsizetype fullHashBytes = 16;

struct FilePiece {
    qint64 offset = 0;
    qint64 bytes = 0;
};

/// What of a file of `size` bytes goes into its key, in this order: the first, middle and last
/// 256 KB, or all of it up to contentKeyWholeBytes.
std::vector<FilePiece> contentKeyPieces(qint64 size);

/// The key: `size` as 8 big-endian bytes, then the xxh3-128 (16 bytes) of the pieces.
QByteArray contentKeyOf(qint64 size, const QByteArray& digestOfPieces);

/// The key of a file that is in memory.
QByteArray contentKeyOf(QByteArrayView bytes);

/// xxh3-128 of every byte, 16 bytes: confirms what an equal key claims, and tells an edit that left
/// key and size alone.
QByteArray fullHashOf(QByteArrayView bytes);

}  // namespace semblance
