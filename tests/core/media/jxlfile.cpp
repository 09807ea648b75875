#include "tests/core/media/jxlfile.h"

#include <jxl/encode.h>

#include <array>
#include <memory>

namespace semblance::fixtures {

namespace {

using Encoder = std::unique_ptr<JxlEncoder, decltype(&JxlEncoderDestroy)>;

void check(JxlEncoderStatus status) {
    if (status != JXL_ENC_SUCCESS)
        qFatal("libjxl refuses");
}

QImage::Format formatOf(const QImage& image, const JxlWish& wish) {
    if (!image.hasAlphaChannel())
        return wish.bits > 8 ? QImage::Format_RGBX64 : QImage::Format_RGB888;
    return wish.bits > 8 ? QImage::Format_RGBA64 : QImage::Format_RGBA8888;
}

/// Rows without padding; RGBX64 without its X.
QByteArray packed(const QImage& source, const JxlWish& wish) {
    const QImage image = source.convertToFormat(formatOf(source, wish));
    const int channels = source.hasAlphaChannel() ? 4 : 3;
    const int bytes = channels * wish.bits / 8;
    QByteArray rows;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const char*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            rows.append(row + x * image.depth() / 8, bytes);
    }
    return rows;
}

void setInfo(JxlEncoder* encoder, const QImage& image, const JxlWish& wish) {
    JxlBasicInfo info;
    JxlEncoderInitBasicInfo(&info);
    info.xsize = uint32_t(image.width());
    info.ysize = uint32_t(image.height());
    info.bits_per_sample = uint32_t(wish.bits);
    info.num_color_channels = 3;
    info.orientation = JxlOrientation(wish.orientation);
    info.uses_original_profile = wish.isLossless;
    if (image.hasAlphaChannel()) {
        info.num_extra_channels = 1;
        info.alpha_bits = uint32_t(wish.bits);
    }
    if (!wish.secondFrame.isNull()) {
        info.have_animation = JXL_TRUE;
        info.animation.tps_numerator = 10;
        info.animation.tps_denominator = 1;
    }
    check(JxlEncoderSetBasicInfo(encoder, &info));
    if (!wish.icc.isEmpty()) {
        check(JxlEncoderSetICCProfile(encoder,
                                      reinterpret_cast<const uint8_t*>(wish.icc.constData()),
                                      std::size_t(wish.icc.size())));
        return;
    }
    JxlColorEncoding srgb;
    JxlColorEncodingSetToSRGB(&srgb, JXL_FALSE);
    check(JxlEncoderSetColorEncoding(encoder, &srgb));
}

void addFrame(JxlEncoder* encoder, const QImage& image, const JxlWish& wish) {
    JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder, nullptr);
    check(JxlEncoderSetFrameLossless(settings, wish.isLossless));
    if (!wish.secondFrame.isNull()) {
        JxlFrameHeader header;
        JxlEncoderInitFrameHeader(&header);
        header.duration = 1;
        check(JxlEncoderSetFrameHeader(settings, &header));
    }
    const JxlPixelFormat format{image.hasAlphaChannel() ? 4u : 3u,
                                wish.bits > 8 ? JXL_TYPE_UINT16 : JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN,
                                0};
    const QByteArray rows = packed(image, wish);
    check(JxlEncoderAddImageFrame(settings, &format, rows.constData(), std::size_t(rows.size())));
}

QByteArray output(JxlEncoder* encoder) {
    QByteArray file;
    JxlEncoderStatus status = JXL_ENC_NEED_MORE_OUTPUT;
    while (status == JXL_ENC_NEED_MORE_OUTPUT) {
        std::array<uint8_t, 1 << 16> piece;
        uint8_t* next = piece.data();
        std::size_t left = piece.size();
        status = JxlEncoderProcessOutput(encoder, &next, &left);
        file.append(reinterpret_cast<const char*>(piece.data()), next - piece.data());
    }
    check(status);
    return file;
}

}  // namespace

QByteArray jxlFile(const QImage& image, const JxlWish& wish) {
    const Encoder encoder(JxlEncoderCreate(nullptr), &JxlEncoderDestroy);
    if (!wish.exif.isEmpty())
        check(JxlEncoderUseBoxes(encoder.get()));
    setInfo(encoder.get(), image, wish);
    if (!wish.exif.isEmpty()) {
        const QByteArray block = QByteArray(4, '\0') + wish.exif;
        check(JxlEncoderAddBox(encoder.get(), "Exif",
                               reinterpret_cast<const uint8_t*>(block.constData()),
                               std::size_t(block.size()), JXL_FALSE));
    }
    addFrame(encoder.get(), image, wish);
    if (!wish.secondFrame.isNull())
        addFrame(encoder.get(), wish.secondFrame, wish);
    JxlEncoderCloseInput(encoder.get());
    return output(encoder.get());
}

}  // namespace semblance::fixtures
