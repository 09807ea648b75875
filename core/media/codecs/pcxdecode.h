#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Whether a file begins as a PCX does; it has no magic number to speak of.
bool isPcx(QByteArrayView bytes);

/// ZSoft's PCX (Technical Reference Manual, revision 5): 1, 2 and 4 bits or planes with a palette
/// of 16 colours, 8 bits with one of 256, and 3 or 4 planes of 8 bits.
Result<RawPicture> decodePcx(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
