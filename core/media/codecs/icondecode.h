#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Whether a file is a Windows icon or cursor.
bool isIco(QByteArrayView bytes);

/// The largest picture of a Windows icon or cursor, of several the one with the most bits.
Result<RawPicture> decodeIco(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

/// The largest picture of a macOS icon that is a PNG; failing that, what Qt's plugin reads.
Result<RawPicture> decodeIcns(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                              const CancelToken& cancel);

}  // namespace semblance
