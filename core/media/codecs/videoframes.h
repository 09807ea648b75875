#pragma once

extern "C" {
#include <libavutil/frame.h>
}

#include <memory>

#include "core/base/result.h"

namespace semblance {

class VideoInput;

struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
using VideoFrame = std::unique_ptr<AVFrame, FreeFrame>;

/// The frame that stands for a film: of five spread over its length, without the first and the last
/// twentieth, the sharpest that is not blank (framescore.h). Each is the first from which decoding
/// can begin before its place, which costs one frame; where several places have the same, as in a
/// film with a single such frame, those in between are decoded, too, up to a limit on pixels. Of a
/// film that says no length, or that has no way to get at its middle, the frames are from its
/// start. Internal to the videos' codec. Fails with BadInput or Cancelled.
Result<VideoFrame> representativeFrame(VideoInput& input);

}  // namespace semblance
