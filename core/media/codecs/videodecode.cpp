#include "core/media/codecs/videodecode.h"

#include "core/media/codecs/videoframes.h"
#include "core/media/codecs/videoinput.h"
#include "core/media/codecs/videopixels.h"

namespace semblance {

Result<RawPicture> decodeVideo(const ByteSource& source, PictureFormat format,
                               const PixelNeed& need, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto input, VideoInput::open(source, format, cancel));
    SEMBLANCE_TRY_ASSIGN(const VideoFrame frame, representativeFrame(*input));
    SEMBLANCE_TRY_ASSIGN(RawPicture picture,
                         pictureOf(*frame, format, input->stream().sample_aspect_ratio, need));
    picture.container = input->facts();
    return picture;
}

Result<ContainerFacts> readVideoFacts(const ByteSource& source, PictureFormat format,
                                      const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto input, VideoInput::open(source, format, cancel));
    return input->facts();
}

}  // namespace semblance
