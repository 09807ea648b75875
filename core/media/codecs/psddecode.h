#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// The merged picture of a Photoshop file, PSD or PSB: bitmap, grey, indexed, RGB, CMYK, Lab, and
/// duotone and multichannel as the grey of their first channel; 1, 8, 16 and 32 bits (tonemap.h). A
/// file without a merged picture yields its thumbnail, which may be smaller than `need`, or fails
/// with a sentence that says so. Rows are reduced as they are read, so that little more than the
/// picture that is needed is ever held.
Result<RawPicture> decodePsd(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
