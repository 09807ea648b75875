#pragma once

extern "C" {
#include <libavformat/avformat.h>
}

#include <memory>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/media/codecs/bytesource.h"
#include "core/media/codecs/codecs.h"

namespace semblance {

/// An FFmpeg reading of a film's container: what it says, and its packets. Internal to the videos'
/// codec. Every error is a sentence about the file, or Permission where its disk failed.
class VideoInput {
public:
    /// Nothing but `source` is opened, whatever the file refers to. All outlive the input.
    static Result<std::unique_ptr<VideoInput>> open(const ByteSource& source, PictureFormat format,
                                                    const CancelToken& cancel);
    ~VideoInput();
    VideoInput(const VideoInput&) = delete;
    VideoInput& operator=(const VideoInput&) = delete;

    /// The film's pictures among the streams.
    const AVStream& stream() const { return *m_stream; }
    PictureFormat format() const { return m_format; }

    /// Length, tags and orientation.
    ContainerFacts facts() const;
    /// Of the whole film, in units of the stream; nothing where the file does not say.
    std::optional<qint64> duration() const;

    /// The next packet read is that of a picture from which decoding can begin, at `time` (in units
    /// of the stream, from its start) or before. False where the file has no way to find one.
    bool seek(qint64 time);
    /// The stream's next packet; false at the end, or where reading fails.
    bool read(AVPacket& packet);

    bool isCancelled() const { return m_cancel.isCancelled(); }
    /// What a failure of FFmpeg's means for the file.
    Error failure(int code) const;
    /// Why no picture could be made of it, though FFmpeg found nothing wrong.
    Error noPicture() const;
    /// Whether less than half of the file is there.
    bool isMostlyMissing() const;
    /// Whether only zeros stand where its second half should: a download that reserved its room.
    bool isEmptyBehindHalf() const;

private:
    VideoInput(const ByteSource& source, PictureFormat format, const CancelToken& cancel);
    Status open();
    static int readBytes(void* self, std::uint8_t* to, int bytes);
    static std::int64_t seekBytes(void* self, std::int64_t offset, int whence);

    const ByteSource& m_source;
    const PictureFormat m_format;
    const CancelToken& m_cancel;
    qint64 m_at = 0;
    std::optional<Error> m_diskError;
    AVIOContext* m_io = nullptr;
    AVFormatContext* m_container = nullptr;
    AVStream* m_stream = nullptr;
};

}  // namespace semblance
