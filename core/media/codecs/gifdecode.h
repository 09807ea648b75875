#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes the first frame of a GIF by giflib, on the canvas that the file asks for, transparent
/// around it. A file that is cut short is an error when less than half of the frame's rows are
/// there.
Result<RawPicture> decodeGif(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
