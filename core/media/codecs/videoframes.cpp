#include "core/media/codecs/videoframes.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <algorithm>
#include <array>
#include <set>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/videoinput.h"
#include "core/media/codecs/videopixels.h"
#include "core/media/pixels/framescore.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/zeroedmemory.h"

namespace semblance {

namespace {

/// Parts of the length.
constexpr std::array places = {0.5, 0.32, 0.68, 0.14, 0.86};
/// From the start, where no other place can be reached.
constexpr std::array firstFrames = {0, 12, 25, 50, 100};

/// Of the frames between two from which decoding can begin: 120 of 4K, 480 of Full HD.
constexpr qint64 kMostPixelsBetween = 1'000'000'000;
constexpr int kScoreSide = 320;

/// What cameras, phones, screen recorders and editing programs write. The library knows hundreds
/// more, which few have looked at with hostile files in mind.
constexpr std::array codecsRead = {
    AV_CODEC_ID_H264,      AV_CODEC_ID_HEVC,      AV_CODEC_ID_AV1,        AV_CODEC_ID_VP9,
    AV_CODEC_ID_VP8,       AV_CODEC_ID_MPEG4,     AV_CODEC_ID_MJPEG,      AV_CODEC_ID_MJPEGB,
    AV_CODEC_ID_H263,      AV_CODEC_ID_H263P,     AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO,
    AV_CODEC_ID_MSMPEG4V1, AV_CODEC_ID_MSMPEG4V2, AV_CODEC_ID_MSMPEG4V3,  AV_CODEC_ID_WMV1,
    AV_CODEC_ID_WMV2,      AV_CODEC_ID_VC1,       AV_CODEC_ID_PRORES,     AV_CODEC_ID_DNXHD,
    AV_CODEC_ID_CFHD,      AV_CODEC_ID_DVVIDEO,   AV_CODEC_ID_THEORA,     AV_CODEC_ID_FFV1,
    AV_CODEC_ID_HUFFYUV,   AV_CODEC_ID_FFVHUFF,   AV_CODEC_ID_UTVIDEO,    AV_CODEC_ID_RAWVIDEO,
    AV_CODEC_ID_V210,      AV_CODEC_ID_PNG,       AV_CODEC_ID_JPEG2000,   AV_CODEC_ID_QTRLE,
    AV_CODEC_ID_CINEPAK,   AV_CODEC_ID_SVQ1,      AV_CODEC_ID_SVQ3,       AV_CODEC_ID_INDEO3,
    AV_CODEC_ID_MSVIDEO1,  AV_CODEC_ID_MSRLE,     AV_CODEC_ID_RPZA,       AV_CODEC_ID_FLV1,
    AV_CODEC_ID_HAP};

struct FreeCodec {
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

VideoFrame newFrame() {
    return VideoFrame(av_frame_alloc());
}

bool isEncrypted(const AVCodecParameters& parameters) {
    return parameters.codec_tag == MKTAG('e', 'n', 'c', 'v') ||
           parameters.codec_tag == MKTAG('d', 'r', 'm', 'i');
}

/// Looks for the best frame of one film.
class FrameSearch {
public:
    explicit FrameSearch(VideoInput& input) : m_input(input) {}

    Status open();
    void tryPlaces(qint64 duration);
    void tryStart();
    Result<VideoFrame> best();

private:
    VideoFrame frameAt(qint64 time);
    bool readKeyPacket();
    VideoFrame decodeAlone();
    VideoFrame decodeUntil(qint64 time);
    VideoFrame receive();
    void consider(VideoFrame frame);

    VideoInput& m_input;
    std::unique_ptr<AVCodecContext, FreeCodec> m_codec;
    std::unique_ptr<AVPacket, FreePacket> m_packet{av_packet_alloc()};
    std::set<std::int64_t> m_seen;  ///< times of packets, and of the frames between them
    qint64 m_pixelsLeft = kMostPixelsBetween;
    int m_tried = 0;
    int m_found = 0;
    int m_error = 0;  ///< FFmpeg's last one
    VideoFrame m_best;
    double m_bestScore = 0;
};

Status FrameSearch::open() {
    const AVCodecParameters& parameters = *m_input.stream().codecpar;
    const QString name = QString::fromLatin1(avcodec_get_name(parameters.codec_id));
    const bool isRead =
        std::find(codecsRead.begin(), codecsRead.end(), parameters.codec_id) != codecsRead.end();
    if (!isRead || isEncrypted(parameters))
        return fail(unreadVariant(m_input.format(), name));
    const AVCodec* decoder = avcodec_find_decoder(parameters.codec_id);
    if (!decoder)
        return fail(missingDecoder(m_input.format(), name));
    if (qint64{parameters.width} * parameters.height > kMaxPixels)
        return fail(tooManyPixels({parameters.width, parameters.height}));
    m_codec.reset(avcodec_alloc_context3(decoder));
    if (!m_codec || !m_packet)
        return fail(pictureTakesTooMuch());
    // In this thread: as many files are decoded at a time as there are cores.
    m_codec->thread_count = 1;
    m_codec->max_pixels = kMaxPixels;
    m_codec->pkt_timebase = m_input.stream().time_base;
    int opened = avcodec_parameters_to_context(m_codec.get(), &parameters);
    if (opened >= 0)
        opened = avcodec_open2(m_codec.get(), decoder, nullptr);
    return opened < 0 ? Status(fail(m_input.failure(opened))) : Status();
}

/// The next frame out of the decoder; null when it wants more packets.
VideoFrame FrameSearch::receive() {
    VideoFrame frame = newFrame();
    if (!frame)
        return {};
    const int received = avcodec_receive_frame(m_codec.get(), frame.get());
    if (received >= 0)
        return frame;
    if (received != AVERROR(EAGAIN) && received != AVERROR_EOF)
        m_error = received;
    return {};
}

bool FrameSearch::readKeyPacket() {
    constexpr int mostBetween = 2000;
    for (int i = 0; i < mostBetween && m_input.read(*m_packet); ++i) {
        if (m_packet->flags & AV_PKT_FLAG_KEY)
            return true;
    }
    return false;
}

/// The packet's own frame, for which the decoder is told that none follows.
VideoFrame FrameSearch::decodeAlone() {
    avcodec_flush_buffers(m_codec.get());
    const int sent = avcodec_send_packet(m_codec.get(), m_packet.get());
    if (sent < 0)
        m_error = sent;
    avcodec_send_packet(m_codec.get(), nullptr);
    VideoFrame frame = receive();
    avcodec_flush_buffers(m_codec.get());
    return frame;
}

/// The last frame up to `time`, from the packet at hand on.
VideoFrame FrameSearch::decodeUntil(qint64 time) {
    avcodec_flush_buffers(m_codec.get());
    VideoFrame latest;
    bool isMore = true;
    while (m_pixelsLeft > 0) {
        avcodec_send_packet(m_codec.get(), isMore ? m_packet.get() : nullptr);
        while (VideoFrame frame = receive()) {
            m_pixelsLeft -= qint64{frame->width} * frame->height;
            const bool isThere = frame->best_effort_timestamp >= time;
            latest = std::move(frame);
            if (isThere)
                return latest;
        }
        if (!isMore)
            break;
        isMore = m_input.read(*m_packet);
    }
    return latest;
}

VideoFrame FrameSearch::frameAt(qint64 time) {
    if (!m_input.seek(time))
        return {};
    ++m_tried;
    if (!readKeyPacket())
        return {};
    const auto timeOf = [](const AVPacket& packet) {
        return packet.pts == AV_NOPTS_VALUE ? packet.dts : packet.pts;
    };
    if (m_seen.insert(timeOf(*m_packet)).second)
        return decodeAlone();
    const std::int64_t start = m_input.stream().start_time;
    VideoFrame frame = decodeUntil((start == AV_NOPTS_VALUE ? 0 : start) + time);
    // A film of a single frame has it everywhere.
    if (frame && !m_seen.insert(frame->best_effort_timestamp).second) {
        --m_tried;
        return {};
    }
    return frame;
}

void FrameSearch::consider(VideoFrame frame) {
    if (!frame)
        return;
    ++m_found;
    constexpr double ofTornFrames = 0.5;
    const bool isTorn =
        frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0;
    const double score = frameScore(brightnessOf(*frame, kScoreSide)) * (isTorn ? ofTornFrames : 1);
    if (m_best && score <= m_bestScore)
        return;
    m_best = std::move(frame);
    m_bestScore = score;
}

void FrameSearch::tryPlaces(qint64 duration) {
    for (const double place : places) {
        if (m_input.isCancelled())
            return;
        consider(frameAt(qint64(double(duration) * place)));
    }
}

void FrameSearch::tryStart() {
    m_input.seek(0);
    avcodec_flush_buffers(m_codec.get());
    int number = 0;
    bool isMore = true;
    while (isMore && m_pixelsLeft > 0 && number <= firstFrames.back()) {
        isMore = m_input.read(*m_packet);
        avcodec_send_packet(m_codec.get(), isMore ? m_packet.get() : nullptr);
        while (VideoFrame frame = receive()) {
            m_pixelsLeft -= qint64{frame->width} * frame->height;
            if (std::find(firstFrames.begin(), firstFrames.end(), number++) != firstFrames.end())
                consider(std::move(frame));
        }
    }
}

Result<VideoFrame> FrameSearch::best() {
    if (m_input.isCancelled())
        return fail(cancelledError());
    if (m_tried > 0 && 2 * m_found < m_tried && m_input.isEmptyBehindHalf())
        return fail(mostlyMissingPicture());
    if (m_best)
        return std::move(m_best);
    return fail(m_error < 0 ? m_input.failure(m_error) : m_input.noPicture());
}

}  // namespace

Result<VideoFrame> representativeFrame(VideoInput& input) {
    FrameSearch search(input);
    // Decoders hand over pictures of which a damaged packet filled a part.
    const ZeroedMemory zeroed;
    SEMBLANCE_TRY(search.open());
    if (input.isMostlyMissing())
        return fail(mostlyMissingPicture());
    if (const std::optional<qint64> duration = input.duration())
        search.tryPlaces(*duration);
    Result<VideoFrame> frame = search.best();
    if (frame || input.isCancelled())
        return frame;
    search.tryStart();
    return search.best();
}

}  // namespace semblance
