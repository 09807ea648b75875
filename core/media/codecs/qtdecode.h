#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes by Qt's image plugin for the format, of any depth and colour type, and makes it as small
/// as `need` allows: for formats that no library of their own reads. No orientation is applied. Qt
/// cannot be cancelled on the way.
Result<RawPicture> decodeWithQt(const QByteArray& bytes, PictureFormat format,
                                const PixelNeed& need, const CancelToken& cancel);

/// Loads the format's plugin. False when there is none.
bool loadQtCodec(PictureFormat format);

}  // namespace semblance
