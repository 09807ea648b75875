#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// A camera's raw file by LibRaw: the JPEG picture that the camera put into it, where it is large
/// enough for `need` or no smaller than what developing would give, and shows the same section;
/// else what the sensor saw, developed at half its size with the camera's white balance. When that
/// fails, any JPEG picture in the file. Upright; the full size is the sensor's.
Result<RawPicture> decodeRaw(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
