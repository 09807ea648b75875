#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Radiance's HDR (.hdr, .pic): RGBE, plain and both kinds of run lengths (Greg Ward, "Real
/// Pixels", Graphics Gems II; radsite.lbl.gov/radiance/refer/filefmts.pdf), for a display
/// (tonemap.h). XYZE is not read.
Result<RawPicture> decodeHdr(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
