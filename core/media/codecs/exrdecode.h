#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// OpenEXR by its own library, for a display (tonemap.h): colour with and without alpha, luminance
/// with chroma, grey; rows and tiles; of several parts the first, of layers the one without a name
/// or else the first. Deep pictures are not read.
Result<RawPicture> decodeExr(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

/// Starts the library, with no threads of its own.
bool loadExrCodec(PictureFormat format);

}  // namespace semblance
