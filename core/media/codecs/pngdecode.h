#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes a PNG by libpng: every depth and colour type, transparent colours and Apple's variant
/// (CgBI). Of an animation it is the default image. What the numbers mean is told by the first of
/// cICP, iCCP, sRGB, gAMA with cHRM that is there. A file that is cut short is an error when less
/// than half of its pixels are there.
Result<RawPicture> decodePng(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
