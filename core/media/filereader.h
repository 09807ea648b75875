#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// Larger files are not read: no picture that this program shows needs as much.
inline constexpr qint64 kMaxFileBytes = qint64{1} << 30;

/// The bytes of a regular file. Every way this can go wrong has its own sentence: missing, a
/// folder, a pipe or device, not readable, empty, larger than `maxBytes`, changed while being read.
/// What may pass without a change of the file (not allowed, in use, a fault of the disk) is
/// ErrorKind::Permission, so that it is not held against the file's content.
Result<QByteArray> readPictureFile(const QString& path, qint64 maxBytes = kMaxFileBytes);

}  // namespace semblance
