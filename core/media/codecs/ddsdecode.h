#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// DirectDraw surfaces, as games keep textures (Microsoft, "Programming Guide for DDS"): pixels of
/// any masks up to 32 bits, and BC1 to BC5. Of smaller copies (mipmaps) the smallest that meets
/// `need`, of a cube or an array the first face.
Result<RawPicture> decodeDds(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
