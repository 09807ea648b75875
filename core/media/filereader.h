#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// Larger files are not read: no picture that this program shows needs as much.
inline constexpr qint64 kMaxFileBytes = qint64{1} << 30;

/// The bytes of a regular file. Every way this can go wrong has its own sentence: missing, a
/// folder, a pipe or device, not readable, empty, larger than `maxBytes`, changed while being read.
Result<QByteArray> readPictureFile(const QString& path, qint64 maxBytes = kMaxFileBytes);

}  // namespace semblance
