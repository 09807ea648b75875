#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Decodes a BMP of any header from OS/2's to version 5, of 1 to 32 bits a pixel or run-length
/// coded; pixels that the code leaves out are black. A file that is cut short is an error when less
/// than half of its rows are there. (Qt's reader takes alpha of 16 bits for the wrong value, does
/// not know the headers of 52 and 56 bytes, and cannot say what was missing.)
Result<RawPicture> decodeBmp(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
