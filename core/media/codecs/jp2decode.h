#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// A bare JPEG 2000 codestream or one in a JP2 or JPX file.
bool isJp2(QByteArrayView bytes);

/// Decodes JPEG 2000 by OpenJPEG, in this thread, at the smallest of the file's resolutions that
/// meets `need`: grey, RGB, sYCC and CMYK, palettes, alpha, up to 31 bits a component, components
/// of fewer samples than the picture has. CIE Lab is refused. A cancel ends the reading.
Result<RawPicture> decodeJp2(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
