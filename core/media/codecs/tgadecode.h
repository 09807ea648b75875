#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Whether a file begins as a Truevision TGA does, or ends as one of version 2.
bool isTga(QByteArrayView bytes);

/// Truevision TGA (File Format Specification, version 2.0): palette, grey and true colour,
/// run-length coded or not, from any corner. Alpha counts when the file says so and some of it is
/// not zero.
Result<RawPicture> decodeTga(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

}  // namespace semblance
