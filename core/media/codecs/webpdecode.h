#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes a WebP by libwebp, at about the smallest whole fraction that meets `need`; of an
/// animation the first frame, on its canvas. A file that is cut short is an error when less than
/// half of the rows are there.
Result<RawPicture> decodeWebP(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                              const CancelToken& cancel);

}  // namespace semblance
