#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// QOI, the Quite OK Image format (qoiformat.org/qoi-specification.pdf, version 1.0). Linear light,
/// which its header may claim, is not told apart: its own encoder does not either.
Result<RawPicture> decodeQoi(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
