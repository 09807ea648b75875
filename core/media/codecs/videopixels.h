#pragma once

extern "C" {
#include <libavutil/frame.h>
}

#include <QImage>

#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// A frame's brightness as 8-bit grey, at most `side` long, without regard to the shape of its
/// pixels; null for want of memory. Internal to the videos' codec.
QImage brightnessOf(const AVFrame& frame, int side);

/// A frame as a picture, with square pixels: `aspect` is the shape that the container says its
/// pixels have, where the frame does not say so itself. Its colours are told by their code points
/// (YCbCr matrix and range, primaries, transfer); of a frame that names no matrix by its size, as
/// players do. Not turned. Fails with NoMemory for want of memory and for layouts of pixels that
/// are not read.
Result<RawPicture> pictureOf(const AVFrame& frame, PictureFormat format, AVRational aspect,
                             const PixelNeed& need);

}  // namespace semblance
