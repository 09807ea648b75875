#pragma once

#include <QByteArray>

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Draws an SVG document (svgtext.h) by librsvg at just the size that meets `need`, on a clear
/// background. It has no pixels of its own: fullSize is its size in CSS pixels (96 an inch) or,
/// without one, that of its viewBox. Nothing outside the document is read: no files, no network,
/// no scripts; pictures within it (data:) are. Fonts are the system's. Entities that multiply,
/// elements nested deeper than 256 and documents of a million elements are refused by librsvg and
/// libxml2. Drawing cannot be cancelled on the way.
Result<RawPicture> decodeSvg(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel);

/// Draws a letter and a picture, so that fonts and loaders are there afterwards. False when this
/// installation has no librsvg.
bool loadSvgCodec(PictureFormat format);

}  // namespace semblance
