#include "core/media/codecs/webpdecode.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <memory>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/datajunk.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"

namespace semblance {

namespace {

using Demuxer = std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)>;
using Decoder = std::unique_ptr<WebPIDecoder, decltype(&WebPIDelete)>;

QByteArray profileOf(const WebPDemuxer* demuxer) {
    WebPChunkIterator chunk{};
    QByteArray profile;
    if (WebPDemuxGetChunk(demuxer, "ICCP", 1, &chunk))
        profile = QByteArray(reinterpret_cast<const char*>(chunk.chunk.bytes),
                             qsizetype(chunk.chunk.size));
    WebPDemuxReleaseChunkIterator(&chunk);
    return profile;
}

/// The smallest whole fraction that meets `need`.
QSize scaledSize(QSize full, const PixelNeed& need) {
    int factor = 1;
    while (full.width() / (factor + 1) > 0 && full.height() / (factor + 1) > 0 &&
           need.isMetBy(full.width() / (factor + 1), full.height() / (factor + 1)))
        ++factor;
    return QSize(full.width() / factor, full.height() / factor);
}

struct Frame {
    QByteArrayView data;
    QRect place;  ///< on the canvas
    WebPBitstreamFeatures features{};
};

/// Into `target`, which has the frame's size or a smaller one. Says how many rows came out.
int decodeRows(const Frame& frame, QImage& target, VP8StatusCode& status) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config))
        return 0;
    config.input = frame.features;
    config.options.use_scaling = target.size() != frame.place.size();
    config.options.scaled_width = target.width();
    config.options.scaled_height = target.height();
    config.output.colorspace = target.hasAlphaChannel() ? MODE_rgbA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {target.bits(), int(target.bytesPerLine()),
                            std::size_t(target.sizeInBytes())};
    const Decoder decoder(WebPIDecode(nullptr, 0, &config), &WebPIDelete);
    if (!decoder)
        return 0;
    status = WebPIUpdate(decoder.get(), reinterpret_cast<const uint8_t*>(frame.data.data()),
                         std::size_t(frame.data.size()));
    int rows = 0;
    if (!WebPIDecGetRGB(decoder.get(), &rows, nullptr, nullptr, nullptr))
        return status == VP8_STATUS_OK ? target.height() : 0;
    return rows;
}

Error unreadable(VP8StatusCode status, QSize size) {
    const QString detail = QStringLiteral("libwebp's status %1").arg(int(status));
    switch (status) {
        case VP8_STATUS_OK:
        case VP8_STATUS_SUSPENDED:
        case VP8_STATUS_NOT_ENOUGH_DATA:
            return mostlyMissingPicture(detail);
        case VP8_STATUS_OUT_OF_MEMORY:
            return outOfMemory(size);
        case VP8_STATUS_UNSUPPORTED_FEATURE:
            return unreadVariant(PictureFormat::WebP, detail);
        default:
            return damagedPicture(PictureFormat::WebP, detail);
    }
}

/// The first frame, as far as it is there.
Result<Frame> firstFrame(const WebPDemuxer* demuxer) {
    WebPIterator frames{};
    const bool hasFrame = WebPDemuxGetFrame(demuxer, 1, &frames);
    Frame frame;
    frame.data = QByteArrayView(frames.fragment.bytes, qsizetype(frames.fragment.size));
    frame.place = QRect(frames.x_offset, frames.y_offset, frames.width, frames.height);
    WebPDemuxReleaseIterator(&frames);
    if (!hasFrame)
        return fail(mostlyMissingPicture(QStringLiteral("no frame")));
    // More than libwebp's arithmetic code would hold in any even part of a picture.
    constexpr qsizetype longestRun = 64;
    frame.data.truncate(endBeforeJunk(frame.data, longestRun));
    const VP8StatusCode status =
        WebPGetFeatures(reinterpret_cast<const uint8_t*>(frame.data.data()),
                        std::size_t(frame.data.size()), &frame.features);
    if (status != VP8_STATUS_OK)
        return fail(unreadable(status, frame.place.size()));
    return frame;
}

Result<QImage> onCanvas(const QImage& frame, const QRect& place, QSize canvas) {
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(canvas, QImage::Format_RGBA8888_Premultiplied));
    const QImage pixels = frame.convertToFormat(image.format());
    const QRect inside = place.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y)
        std::copy_n(pixels.constScanLine(y - place.top()), qsizetype{4} * inside.width(),
                    image.scanLine(y) + qsizetype{4} * inside.left());
    return image;
}

}  // namespace

Result<RawPicture> decodeWebP(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                              const CancelToken& cancel) {
    if (cancel.isCancelled())
        return fail(cancelledError());
    const WebPData data{reinterpret_cast<const uint8_t*>(bytes.constData()),
                        std::size_t(bytes.size())};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    const Demuxer demuxer(WebPDemuxPartial(&data, &state), &WebPDemuxDelete);
    if (!demuxer)
        return fail(state == WEBP_DEMUX_PARSE_ERROR
                        ? damagedPicture(PictureFormat::WebP, QStringLiteral("no chunks"))
                        : mostlyMissingPicture(QStringLiteral("no header")));
    const QSize canvas(int(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH)),
                       int(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT)));
    if (qint64{canvas.width()} * canvas.height() > kMaxPixels)
        return fail(tooManyPixels(canvas));
    SEMBLANCE_TRY_ASSIGN(const Frame frame, firstFrame(demuxer.get()));
    const bool fillsCanvas = frame.place == QRect(QPoint(0, 0), canvas);
    SEMBLANCE_TRY_ASSIGN(QImage image,
                         newPixels(fillsCanvas ? scaledSize(canvas, need) : frame.place.size(),
                                   frame.features.has_alpha ? QImage::Format_RGBA8888_Premultiplied
                                                            : QImage::Format_RGB888));
    VP8StatusCode status = VP8_STATUS_OUT_OF_MEMORY;
    const int rows = decodeRows(frame, image, status);
    if (rows * 2 < image.height())
        return fail(unreadable(status, canvas));
    if (!fillsCanvas) {
        SEMBLANCE_TRY_ASSIGN(image, onCanvas(image, frame.place, canvas));
        SEMBLANCE_TRY_ASSIGN(image, reduced(image, need));
    }
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(canvas));
    return RawPicture{std::move(image), canvas, false, profileOf(demuxer.get())};
}

}  // namespace semblance
