#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/cancel.h"
#include "core/base/result.h"

class QFile;

namespace semblance {

/// Files up to this size are read whole by contentKey: equal keys then mean equal bytes.
constexpr qint64 contentKeyWholeBytes = 3 * (256 << 10);

/// Tells contents apart without reading all of a large file: 24 bytes, the size as 8 big-endian
/// bytes and the xxh3-128 of the first, middle and last 256 KB (of everything up to
/// contentKeyWholeBytes). The file is open for reading; its position is changed.
/// Errors: the file cannot be read, or its size changed meanwhile (BadInput).
Result<QByteArray> contentKey(QFile& file);

/// The same for a path.
Result<QByteArray> contentKey(const QString& path);

/// xxh3-128 of every byte, 16 bytes: confirms a move or a duplicate that the key claims, and tells
/// an edit that left key and size alone.
Result<QByteArray> fullHash(const QString& path, const CancelToken& cancel = {});

}  // namespace semblance
