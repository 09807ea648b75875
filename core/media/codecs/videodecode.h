#pragma once

#include "core/base/cancel.h"
#include "core/base/pictureformats.h"
#include "core/base/result.h"
#include "core/media/codecs/bytesource.h"
#include "core/media/codecs/codecs.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// Films (MP4, QuickTime, Matroska, WebM, AVI), by FFmpeg: the frame that stands for the whole
/// (videoframes.h). See Codec for errors.
Result<RawPicture> decodeVideo(const ByteSource& source, PictureFormat format,
                               const PixelNeed& need, const CancelToken& cancel);

/// Length, tags and orientation of one, without decoding.
Result<ContainerFacts> readVideoFacts(const ByteSource& source, PictureFormat format,
                                      const CancelToken& cancel);

}  // namespace semblance
