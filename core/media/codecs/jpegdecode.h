#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes at the smallest of 1/1, 1/2, 1/4 and 1/8 that meets `need`, to RGB888. Grey, YCCK and
/// CMYK (inverted, when Adobe's marker says so) come out as RGB too. A file that ends too early, or
/// goes on with something else, is an error only when less than half of its first scan, or of a
/// progressive one's coefficients, is there. Of 12 bits and lossless ones the error is that they
/// are variants which are not read.
Result<RawPicture> decodeJpeg(const QByteArray& bytes, const PixelNeed& need,
                              const CancelToken& cancel);

}  // namespace semblance
