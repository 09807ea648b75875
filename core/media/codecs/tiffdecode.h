#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes the first page of a TIFF that is no reduced copy, by libtiff: strips or tiles, planes
/// apart or together, every depth and colour model but raw sensors' and ITU's Lab, floats of 0..1.
/// Samples beyond the colours are alpha only where the file says so. No orientation is applied. A
/// file that is cut short is an error when less than half of its pixels are there.
Result<RawPicture> decodeTiff(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                              const CancelToken& cancel);

}  // namespace semblance
