#include "core/media/codecs/jxldecode.h"

#include <jxl/decode.h>
#include <jxl/version.h>

#include <QtEndian>
#include <algorithm>
#include <exception>
#include <memory>
#include <new>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/isomedia.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpixels.h"

namespace semblance {

namespace {

using Decoder = std::unique_ptr<JxlDecoder, decltype(&JxlDecoderDestroy)>;

// Between two of these a cancel is noticed.
constexpr qsizetype kPiece = 1 << 20;

/// libjxl writes floats first, whatever it is asked for.
constexpr qint64 kWorkingBytes = 4;

/// One file, from its head to its first frame.
class JxlReader {
public:
    JxlReader(const QByteArray& bytes, const CancelToken& cancel)
        : m_bytes(bytes), m_cancel(cancel) {}

    Result<RawPicture> decode(const PixelNeed& need);

private:
    Status noteSize();
    Status refuseInks() const;
    void chooseColours();
    Status provideBuffer();
    bool feedOn();
    QByteArray profileInFile() const;

    QSize size() const { return QSize(int(m_info.xsize), int(m_info.ysize)); }
    bool hasAlpha() const { return m_info.alpha_bits > 0; }
    JxlPixelFormat pixelFormat() const {
        constexpr std::size_t alignment = 4;  // QImage's
        return {hasAlpha() ? 4u : 3u, JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, alignment};
    }

    const QByteArray& m_bytes;
    const CancelToken& m_cancel;
    Decoder m_decoder{JxlDecoderCreate(nullptr), &JxlDecoderDestroy};
    qsizetype m_given = 0;
    JxlBasicInfo m_info{};
    QByteArray m_profile;
    QImage m_pixels;
};

tl::unexpected<Error> damaged(const char* detail) {
    return fail(damagedPicture(PictureFormat::Jxl, QString::fromLatin1(detail)));
}

Status JxlReader::noteSize() {
    if (JxlDecoderGetBasicInfo(m_decoder.get(), &m_info) != JXL_DEC_SUCCESS)
        return damaged("no basic information");
    const qint64 pixels = qint64{m_info.xsize} * m_info.ysize;
    if (pixels > kMaxPixels)
        return fail(tooManyPixels(size()));
    if (pixels * (3 + m_info.num_extra_channels) * kWorkingBytes > qint64{kMaxPixelMiB} << 20)
        return fail(tooManyBytes(size()));
    return refuseInks();
}

Status JxlReader::refuseInks() const {
    for (std::size_t i = 0; i < m_info.num_extra_channels; ++i) {
        JxlExtraChannelInfo channel{};
        if (JxlDecoderGetExtraChannelInfo(m_decoder.get(), i, &channel) == JXL_DEC_SUCCESS &&
            channel.type == JXL_CHANNEL_BLACK)
            return fail(unreadVariant(PictureFormat::Jxl, QStringLiteral("CMYK")));
    }
    return {};
}

/// The code points of the pixels that come out, where they have such.
bool encodingOf(JxlDecoder* decoder, JxlColorEncoding& encoding) {
#if JPEGXL_NUMERIC_VERSION < JPEGXL_COMPUTE_NUMERIC_VERSION(0, 9, 0)
    return JxlDecoderGetColorAsEncodedProfile(decoder, nullptr, JXL_COLOR_PROFILE_TARGET_DATA,
                                              &encoding) == JXL_DEC_SUCCESS;
#else
    return JxlDecoderGetColorAsEncodedProfile(decoder, JXL_COLOR_PROFILE_TARGET_DATA, &encoding) ==
           JXL_DEC_SUCCESS;
#endif
}

QByteArray JxlReader::profileInFile() const {
    std::size_t size = 0;
#if JPEGXL_NUMERIC_VERSION < JPEGXL_COMPUTE_NUMERIC_VERSION(0, 9, 0)
    if (JxlDecoderGetICCProfileSize(m_decoder.get(), nullptr, JXL_COLOR_PROFILE_TARGET_DATA,
                                    &size) != JXL_DEC_SUCCESS)
        return {};
    QByteArray icc(qsizetype(size), '\0');
    JxlDecoderGetColorAsICCProfile(m_decoder.get(), nullptr, JXL_COLOR_PROFILE_TARGET_DATA,
                                   reinterpret_cast<uint8_t*>(icc.data()), size);
#else
    if (JxlDecoderGetICCProfileSize(m_decoder.get(), JXL_COLOR_PROFILE_TARGET_DATA, &size) !=
        JXL_DEC_SUCCESS)
        return {};
    QByteArray icc(qsizetype(size), '\0');
    JxlDecoderGetColorAsICCProfile(m_decoder.get(), JXL_COLOR_PROFILE_TARGET_DATA,
                                   reinterpret_cast<uint8_t*>(icc.data()), size);
#endif
    return icc;
}

/// HDR keeps its curve, whose brightest part libjxl would cut off on the way to sRGB. P3's number
/// here is that of its primaries with the white of cinemas; with daylight it is another one.
void JxlReader::chooseColours() {
    constexpr int displayP3 = 12;
    JxlColorEncoding encoding{};
    if (encodingOf(m_decoder.get(), encoding) &&
        (encoding.transfer_function == JXL_TRANSFER_FUNCTION_PQ ||
         encoding.transfer_function == JXL_TRANSFER_FUNCTION_HLG) &&
        encoding.primaries != JXL_PRIMARIES_CUSTOM) {
        const bool isP3 =
            encoding.primaries == JXL_PRIMARIES_P3 && encoding.white_point == JXL_WHITE_POINT_D65;
        m_profile = profileOfCodePoints(isP3 ? displayP3 : int(encoding.primaries),
                                        int(encoding.transfer_function));
        return;
    }
    if (!m_info.uses_original_profile) {
        JxlColorEncoding srgb{};
        srgb.color_space =
            m_info.num_color_channels == 1 ? JXL_COLOR_SPACE_GRAY : JXL_COLOR_SPACE_RGB;
        srgb.white_point = JXL_WHITE_POINT_D65;
        srgb.primaries = JXL_PRIMARIES_SRGB;
        srgb.transfer_function = JXL_TRANSFER_FUNCTION_SRGB;
        srgb.rendering_intent = JXL_RENDERING_INTENT_PERCEPTUAL;
        JxlDecoderSetPreferredColorProfile(m_decoder.get(), &srgb);
    }
    // Which may be another than what was preferred.
    m_profile = profileInFile();
}

Status JxlReader::provideBuffer() {
    const JxlPixelFormat format = pixelFormat();
    const QImage::Format withAlpha = m_info.alpha_premultiplied
                                         ? QImage::Format_RGBA8888_Premultiplied
                                         : QImage::Format_RGBA8888;
    SEMBLANCE_TRY_ASSIGN(m_pixels,
                         newPixels(size(), hasAlpha() ? withAlpha : QImage::Format_RGB888));
    if (JxlDecoderSetImageOutBuffer(m_decoder.get(), &format, m_pixels.bits(),
                                    std::size_t(m_pixels.sizeInBytes())) != JXL_DEC_SUCCESS)
        return damaged("no room for its pixels");
    return {};
}

/// The next piece behind what libjxl has not used yet; false when there is none.
bool JxlReader::feedOn() {
    if (m_given == m_bytes.size())
        return false;
    const qsizetype begin =
        m_given - qsizetype(m_given > 0 ? JxlDecoderReleaseInput(m_decoder.get()) : 0);
    m_given = std::min(m_given + kPiece, m_bytes.size());
    JxlDecoderSetInput(m_decoder.get(),
                       reinterpret_cast<const uint8_t*>(m_bytes.constData()) + begin,
                       std::size_t(m_given - begin));
    return true;
}

/// The content of the container's box, behind the distance to its TIFF header.
QByteArray exifIn(const QByteArray& bytes) {
    const QByteArrayView box = boxOf(bytes, "Exif");
    if (box.size() < 4)
        return {};
    const qint64 start = qint64{4} + qFromBigEndian<quint32>(box.data());
    return start < box.size() ? box.sliced(qsizetype(start)).toByteArray() : QByteArray();
}

Result<RawPicture> JxlReader::decode(const PixelNeed& need) {
    JxlDecoderSubscribeEvents(m_decoder.get(),
                              JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
    while (true) {
        if (m_cancel.isCancelled())
            return fail(cancelledError());
        switch (JxlDecoderProcessInput(m_decoder.get())) {
            case JXL_DEC_NEED_MORE_INPUT:
                if (!feedOn())
                    return fail(cutShortPicture());
                break;
            case JXL_DEC_BASIC_INFO:
                SEMBLANCE_TRY(noteSize());
                break;
            case JXL_DEC_COLOR_ENCODING:
                chooseColours();
                break;
            case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
                SEMBLANCE_TRY(provideBuffer());
                break;
            case JXL_DEC_FULL_IMAGE: {
                SEMBLANCE_TRY_ASSIGN(QImage pixels, plainPixels(m_pixels, need));
                return RawPicture{std::move(pixels), size(), true, std::move(m_profile),
                                  exifIn(m_bytes)};
            }
            case JXL_DEC_SUCCESS:
                return damaged("no frame");
            default:
                return boxesEndEarly(m_bytes) ? fail(cutShortPicture()) : damaged("bad codestream");
        }
    }
}

}  // namespace

bool isJxl(QByteArrayView bytes) {
    constexpr char container[] = "\0\0\0\x0cJXL \r\n\x87\n";
    return bytes.startsWith(QByteArrayView("\xff\x0a", 2)) ||
           bytes.startsWith(QByteArrayView(container, sizeof container - 1));
}

Result<RawPicture> decodeJxl(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    try {
        return JxlReader(bytes, cancel).decode(need);
    } catch (const std::bad_alloc&) {
        return fail(pictureTakesTooMuch());
    } catch (const std::exception& error) {
        return fail(damagedPicture(PictureFormat::Jxl, QString::fromUtf8(error.what())));
    }
}

}  // namespace semblance
