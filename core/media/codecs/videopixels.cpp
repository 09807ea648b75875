#include "core/media/codecs/videopixels.h"

extern "C" {
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/videoframes.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"

namespace semblance {

namespace {

struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

/// The layouts whose names say that their range is full are those without, marked so.
AVPixelFormat plainLayout(int format) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P:
            return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P:
            return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ444P:
            return AV_PIX_FMT_YUV444P;
        case AV_PIX_FMT_YUVJ440P:
            return AV_PIX_FMT_YUV440P;
        case AV_PIX_FMT_YUVJ411P:
            return AV_PIX_FMT_YUV411P;
        default:
            return AVPixelFormat(format);
    }
}

bool isFullRange(const AVFrame& frame) {
    return frame.color_range == AVCOL_RANGE_JPEG || plainLayout(frame.format) != frame.format;
}

/// The matrix of a frame that names none: high definition's from 720 lines on.
int matrixOf(const AVFrame& frame) {
    constexpr int highDefinition = 720;
    if (frame.colorspace != AVCOL_SPC_UNSPECIFIED && frame.colorspace != AVCOL_SPC_RGB)
        return frame.colorspace;
    return frame.height >= highDefinition ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

/// Resized and in another layout; null for want of memory. Lines of frames have room behind them,
/// into which the scaler writes.
VideoFrame converted(const AVFrame& frame, QSize size, AVPixelFormat layout) {
    const std::unique_ptr<SwsContext, FreeScaler> scaler(sws_getContext(
        frame.width, frame.height, plainLayout(frame.format), size.width(), size.height(), layout,
        SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
    VideoFrame made(av_frame_alloc());
    if (!scaler || !made)
        return {};
    const int* coefficients = sws_getCoefficients(matrixOf(frame));
    constexpr int fullRange = 1;
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(scaler.get(), coefficients, isFullRange(frame), coefficients,
                             fullRange, 0, one, one);
    made->width = size.width();
    made->height = size.height();
    made->format = layout;
    if (av_frame_get_buffer(made.get(), 0) < 0)
        return {};
    const int lines = sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height,
                                made->data, made->linesize);
    return lines == size.height() ? std::move(made) : nullptr;
}

void copyRows(const AVFrame& frame, QImage& image) {
    const auto bytes = std::size_t(image.width()) * std::size_t(image.depth() / 8);
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.scanLine(y), frame.data[0] + qptrdiff(y) * frame.linesize[0], bytes);
}

/// With square pixels.
QSize shownSize(const AVFrame& frame, AVRational aspect) {
    constexpr double strangest = 8;
    if (frame.sample_aspect_ratio.num > 0 && frame.sample_aspect_ratio.den > 0)
        aspect = frame.sample_aspect_ratio;
    const double shape = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1;
    if (shape < 1 / strangest || shape > strangest)
        return {frame.width, frame.height};
    return {std::max(1, int(std::lround(frame.width * shape))), frame.height};
}

/// As small as `need` allows, and never larger.
QSize neededSize(QSize shown, const PixelNeed& need) {
    const int shortSide = std::min(shown.width(), shown.height());
    const int longSide = std::max(shown.width(), shown.height());
    const double scale =
        std::max(double(need.shortSide) / shortSide, double(need.longSide) / longSide);
    if (scale <= 0 || scale >= 1)
        return shown;
    return {std::max(1, int(std::ceil(shown.width() * scale))),
            std::max(1, int(std::ceil(shown.height() * scale)))};
}

/// Of standard definition and BT.709, which screens show as if they were sRGB, empty.
QByteArray profileOf(const AVFrame& frame) {
    const bool isHdr =
        frame.color_trc == AVCOL_TRC_SMPTE2084 || frame.color_trc == AVCOL_TRC_ARIB_STD_B67;
    const bool isWide = frame.color_primaries == AVCOL_PRI_BT2020 ||
                        frame.color_primaries == AVCOL_PRI_SMPTE431 ||
                        frame.color_primaries == AVCOL_PRI_SMPTE432;
    if (!isHdr && !isWide)
        return {};
    const int primaries = isWide ? frame.color_primaries : int(AVCOL_PRI_BT2020);
    return profileOfCodePoints(primaries, isHdr ? frame.color_trc : int(AVCOL_TRC_IEC61966_2_1));
}

bool isConvertible(const AVFrame& frame) {
    const AVPixelFormat layout = plainLayout(frame.format);
    return frame.width > 0 && frame.height > 0 && sws_isSupportedInput(layout) > 0;
}

}  // namespace

QImage brightnessOf(const AVFrame& frame, int side) {
    if (!isConvertible(frame))
        return {};
    const QSize size = fittedSize({frame.width, frame.height}, side);
    const VideoFrame grey = converted(frame, size, AV_PIX_FMT_GRAY8);
    QImage image(size, QImage::Format_Grayscale8);
    if (!grey || image.isNull())
        return {};
    copyRows(*grey, image);
    return image;
}

Result<RawPicture> pictureOf(const AVFrame& frame, PictureFormat format, AVRational aspect,
                             const PixelNeed& need) {
    if (!isConvertible(frame)) {
        const char* name = av_get_pix_fmt_name(AVPixelFormat(frame.format));
        return fail(unreadVariant(format, QString::fromLatin1(name)));
    }
    const QSize shown = shownSize(frame, aspect);
    if (qint64{shown.width()} * shown.height() > kMaxPixels)
        return fail(tooManyPixels(shown));
    const QSize size = neededSize(shown, need);
    SEMBLANCE_TRY_ASSIGN(QImage pixels, newPixels(size, QImage::Format_RGB888));
    const VideoFrame rgb = converted(frame, size, AV_PIX_FMT_RGB24);
    if (!rgb)
        return fail(outOfMemory(shown));
    copyRows(*rgb, pixels);
    return RawPicture{std::move(pixels), shown, false, profileOf(frame)};
}

}  // namespace semblance
