#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// A GIMP file: its layers that are seen laid over each other, with their opacities, masks and
/// those of their groups. RGB, grey and indexed, 8 bits a sample; deeper ones are of a variant that
/// is not read. Every layer is laid in mode "normal", whatever it asks for (multiply, screen ...),
/// and without its group's mask; what has no alpha hides what lies below.
Result<RawPicture> decodeXcf(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
