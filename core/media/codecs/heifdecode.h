#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// By the brands of the file: one that names both is the more particular of the two, AVIF.
bool isAvif(QByteArrayView bytes);
bool isHeif(QByteArrayView bytes);

/// Decodes the primary picture of a HEIF or AVIF file by libheif: 8 to 16 bits a channel, grids and
/// overlays, straight and premultiplied alpha; turned, mirrored and cropped as the file says.
/// Depth and gain maps are left out. A smaller copy in the file serves where it is large enough and
/// sure to be the same picture. Between libheif's own steps it can be cancelled from its version
/// 1.19 on. Codecs inside libheif may run threads of their own. A sequence without a primary
/// picture is read by FFmpeg, as the frame that stands for it (videodecode.h).
Result<RawPicture> decodeHeif(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                              const CancelToken& cancel);

/// Loads libheif's plugins, where it has such. False without a decoder for the format.
bool loadHeif(PictureFormat format);

}  // namespace semblance
