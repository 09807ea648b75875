#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// A bare codestream or one in a container.
bool isJxl(QByteArrayView bytes);

/// Decodes JPEG XL by libjxl, in this thread: the first frame of an animation, any depth, straight
/// and premultiplied alpha, turned as the file says. What is stored in libjxl's own colours comes
/// out in sRGB. Pictures in ink (CMYK) are refused.
Result<RawPicture> decodeJxl(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
