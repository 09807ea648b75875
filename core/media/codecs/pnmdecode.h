#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Whether a file is one of Netpbm's: P1 to P6, PAM (P7), or a float map (PF, Pf).
bool isPnm(QByteArrayView bytes);
bool isPam(QByteArrayView bytes);

/// Netpbm's pictures (netpbm.sourceforge.net/doc): bits, greys and colours as text or bytes with up
/// to 16 bits, PAM with alpha, and float maps (tonemap.h). Of several in a file the first.
Result<RawPicture> decodePnm(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
