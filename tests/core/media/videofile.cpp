#include "tests/core/media/videofile.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <memory>

namespace semblance::fixtures {

namespace {

struct Closer {
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
template <class T>
using Owned = std::unique_ptr<T, Closer>;

/// A muxer that writes to memory, back and forth.
class Muxer {
public:
    explicit Muxer(const char* container) {
        avformat_alloc_output_context2(&m_format, nullptr, container, nullptr);
        Q_ASSERT(m_format);
        constexpr int some = 4096;
        m_format->pb = avio_alloc_context(static_cast<unsigned char*>(av_malloc(some)), some, 1,
                                          this, nullptr, &write, &seek);
        m_format->flags |= AVFMT_FLAG_BITEXACT;
    }
    ~Muxer() {
        av_freep(&m_format->pb->buffer);
        avio_context_free(&m_format->pb);
        avformat_free_context(m_format);
    }
    Muxer(const Muxer&) = delete;
    Muxer& operator=(const Muxer&) = delete;

    AVFormatContext* format() { return m_format; }

    QByteArray finish() {
        av_write_trailer(m_format);
        avio_flush(m_format->pb);
        return m_bytes;
    }

private:
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    static int write(void* self, const std::uint8_t* bytes, int count) {
#else
    static int write(void* self, std::uint8_t* bytes, int count) {
#endif
        auto& muxer = *static_cast<Muxer*>(self);
        muxer.m_bytes.resize(std::max<qsizetype>(muxer.m_bytes.size(), muxer.m_at + count));
        std::copy_n(bytes, count, muxer.m_bytes.data() + muxer.m_at);
        muxer.m_at += count;
        return count;
    }
    static std::int64_t seek(void* self, std::int64_t offset, int whence) {
        auto& muxer = *static_cast<Muxer*>(self);
        if (whence == AVSEEK_SIZE)
            return muxer.m_bytes.size();
        return muxer.m_at = qsizetype(whence == SEEK_CUR   ? muxer.m_at + offset
                                      : whence == SEEK_END ? muxer.m_bytes.size() + offset
                                                           : offset);
    }

    AVFormatContext* m_format = nullptr;
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

AVPixelFormat layoutOf(const VideoWish& wish) {
    if (QByteArray(wish.codec) == "mjpeg")
        return wish.isFullRange ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    return QByteArray(wish.codec) == "rawvideo" ? AV_PIX_FMT_BGR24 : AV_PIX_FMT_YUV420P;
}

Owned<AVCodecContext> encoder(const VideoWish& wish, QSize size, bool globalHeader) {
    Owned<AVCodecContext> codec(avcodec_alloc_context3(avcodec_find_encoder_by_name(wish.codec)));
    codec->width = size.width();
    codec->height = size.height();
    codec->pix_fmt = layoutOf(wish);
    codec->time_base = {1, wish.framesPerSecond};
    codec->framerate = {wish.framesPerSecond, 1};
    codec->gop_size = wish.keyEvery;
    codec->bit_rate = 4'000'000;
    codec->thread_count = 1;
    codec->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    codec->sample_aspect_ratio = {wish.pixelShape.width(), wish.pixelShape.height()};
    codec->color_range = wish.isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    codec->colorspace = AVColorSpace(wish.matrix);
    codec->color_primaries = AVColorPrimaries(wish.primaries);
    codec->color_trc = AVColorTransferCharacteristic(wish.transfer);
    codec->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    codec->global_quality = 2 * FF_QP2LAMBDA;
    if (globalHeader)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (QByteArray(wish.codec) == "libx264") {
        av_opt_set(codec->priv_data, "qp", "8", 0);
        av_opt_set(codec->priv_data, "x264-params", "scenecut=0:threads=1", 0);
    }
    [[maybe_unused]] const int opened = avcodec_open2(codec.get(), codec->codec, nullptr);
    Q_ASSERT(opened >= 0);
    return codec;
}

Owned<AVFrame> frameOf(const QImage& image, const AVCodecContext& codec) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    Owned<AVFrame> frame(av_frame_alloc());
    frame->width = codec.width;
    frame->height = codec.height;
    frame->format = codec.pix_fmt;
    av_frame_get_buffer(frame.get(), 0);
    const Owned<SwsContext> scaler(
        sws_getContext(rgb.width(), rgb.height(), AV_PIX_FMT_RGB24, codec.width, codec.height,
                       codec.pix_fmt, SWS_BICUBIC | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    const int* matrix = sws_getCoefficients(codec.colorspace);
    sws_setColorspaceDetails(scaler.get(), matrix, 1, matrix, codec.color_range == AVCOL_RANGE_JPEG,
                             0, 1 << 16, 1 << 16);
    const std::array<const std::uint8_t*, 1> data = {rgb.constBits()};
    const std::array<int, 1> lines = {int(rgb.bytesPerLine())};
    sws_scale(scaler.get(), data.data(), lines.data(), 0, rgb.height(), frame->data,
              frame->linesize);
    frame->quality = codec.global_quality;
    return frame;
}

void encode(Muxer& muxer, AVCodecContext& codec, const AVStream& stream, const AVFrame* frame) {
    avcodec_send_frame(&codec, frame);
    const Owned<AVPacket> packet(av_packet_alloc());
    while (avcodec_receive_packet(&codec, packet.get()) >= 0) {
        packet->duration = 1;
        packet->stream_index = stream.index;
        av_packet_rescale_ts(packet.get(), codec.time_base, stream.time_base);
        av_write_frame(muxer.format(), packet.get());
    }
}

void turn(AVStream& stream, int orientation) {
    const double clockwise = orientation == 6 ? 90 : orientation == 3 ? 180 : 270;
    std::array<std::int32_t, 9> matrix{};
    av_display_rotation_set(matrix.data(), clockwise);
    constexpr std::size_t bytes = sizeof matrix;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 100)
    std::uint8_t* to = av_packet_side_data_new(&stream.codecpar->coded_side_data,
                                               &stream.codecpar->nb_coded_side_data,
                                               AV_PKT_DATA_DISPLAYMATRIX, bytes, 0)
                           ->data;
#else
    std::uint8_t* to = av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, bytes);
#endif
    std::copy_n(reinterpret_cast<const std::uint8_t*>(matrix.data()), bytes, to);
}

}  // namespace

bool hasEncoder(const char* codec) {
    return avcodec_find_encoder_by_name(codec) != nullptr;
}

QByteArray videoFile(const std::vector<QImage>& frames, const VideoWish& wish) {
    av_log_set_level(AV_LOG_QUIET);
    Muxer muxer(wish.container);
    AVFormatContext* format = muxer.format();
    const QSize size = frames.empty() ? QSize(64, 48) : frames.front().size();
    const Owned<AVCodecContext> codec =
        encoder(wish, size, format->oformat->flags & AVFMT_GLOBALHEADER);
    AVStream* stream = avformat_new_stream(format, nullptr);
    avcodec_parameters_from_context(stream->codecpar, codec.get());
    stream->time_base = codec->time_base;
    stream->avg_frame_rate = codec->framerate;
    stream->sample_aspect_ratio = codec->sample_aspect_ratio;
    if (wish.orientation != 1)
        turn(*stream, wish.orientation);
    for (auto tag = wish.tags.cbegin(); tag != wish.tags.cend(); ++tag)
        av_dict_set(&format->metadata, tag.key().constData(), tag.value().constData(), 0);
    AVDictionary* options = nullptr;
    if (QByteArray(wish.container) == "mp4" || QByteArray(wish.container) == "mov") {
        av_dict_set(&options, "movflags", "use_metadata_tags", 0);
        // Room for it in front; "faststart" would open the file again by its name.
        if (wish.indexFirst)
            av_dict_set(&options, "moov_size", "65536", 0);
    }
    [[maybe_unused]] const int begun = avformat_write_header(format, &options);
    Q_ASSERT(begun >= 0);
    av_dict_free(&options);
    std::int64_t number = 0;
    for (const QImage& image : frames) {
        const Owned<AVFrame> frame = frameOf(image, *codec);
        frame->pts = number++;
        encode(muxer, *codec, *stream, frame.get());
    }
    encode(muxer, *codec, *stream, nullptr);
    return muxer.finish();
}

QByteArray soundFile() {
    av_log_set_level(AV_LOG_QUIET);
    Muxer muxer("mov");
    AVStream* stream = avformat_new_stream(muxer.format(), nullptr);
    constexpr int rate = 8000;
    AVCodecParameters& parameters = *stream->codecpar;
    parameters.codec_type = AVMEDIA_TYPE_AUDIO;
    parameters.codec_id = AV_CODEC_ID_PCM_S16LE;
    parameters.sample_rate = rate;
    parameters.format = AV_SAMPLE_FMT_S16;
    parameters.bits_per_coded_sample = 16;
    parameters.block_align = 2;
    av_channel_layout_default(&parameters.ch_layout, 1);
    stream->time_base = {1, rate};
    [[maybe_unused]] const int begun = avformat_write_header(muxer.format(), nullptr);
    Q_ASSERT(begun >= 0);
    const Owned<AVPacket> packet(av_packet_alloc());
    av_new_packet(packet.get(), rate * 2);
    std::fill_n(packet->data, packet->size, std::uint8_t{0});
    packet->pts = packet->dts = 0;
    packet->duration = rate;
    packet->flags |= AV_PKT_FLAG_KEY;
    av_write_frame(muxer.format(), packet.get());
    return muxer.finish();
}

}  // namespace semblance::fixtures
