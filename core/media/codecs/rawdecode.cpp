#include "core/media/codecs/rawdecode.h"

#include <libraw/libraw.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <optional>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/isomedia.h"
#include "core/media/codecs/jpegdecode.h"
#include "core/media/codecs/rawsniff.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"
#include "core/media/pixels/plainpixels.h"
#include "core/media/pixels/zeroedmemory.h"

#ifdef Q_OS_LINUX
#include <dlfcn.h>
#endif

namespace semblance {

namespace {

/// Some of LibRaw's loops take a thread for each core, where it was built with OpenMP. Which
/// runtime that is, only LibRaw knows: a compiler's own may be another.
void useOneThread() {
#ifdef Q_OS_LINUX
    using SetThreads = void (*)(int);
    static const auto set =
        reinterpret_cast<SetThreads>(::dlsym(RTLD_DEFAULT, "omp_set_num_threads"));
    if (set)
        set(1);
#endif
}

/// The EXIF orientation of LibRaw's flip: 1 mirrors, 2 turns upside down, 4 transposes.
int orientationOf(int flip) {
    constexpr std::array orientations{1, 2, 4, 3, 5, 8, 6, 7};
    return flip >= 0 && flip < int(orientations.size()) ? orientations[std::size_t(flip)] : 1;
}

class RawReader {
public:
    RawReader(const QByteArray& bytes, const CancelToken& cancel);

    Result<RawPicture> decode(const PixelNeed& need);

private:
    std::optional<QByteArray> preview();
    std::optional<RawPicture> previewPicture(const PixelNeed& need);
    Result<RawPicture> developed(QSize full, const PixelNeed& need);
    QSize lyingSize();
    QSize fullSize();
    bool isSidelong() const { return (m_raw->imgdata.sizes.flip & 4) != 0; }
    tl::unexpected<Error> failed(int code);
    QByteArray exif() const;

    const QByteArray& m_bytes;
    const CancelToken& m_cancel;
    /// Too large for a stack.
    std::unique_ptr<LibRaw> m_raw = std::make_unique<LibRaw>();
};

RawReader::RawReader(const QByteArray& bytes, const CancelToken& cancel)
    : m_bytes(bytes), m_cancel(cancel) {
    useOneThread();
    // Its own handlers print.
    m_raw->set_dataerror_handler(nullptr, nullptr);
#if LIBRAW_COMPILE_CHECK_VERSION_NOTLESS(0, 21)
    m_raw->imgdata.rawparams.max_raw_memory_mb = kMaxPixelMiB;
#else
    m_raw->set_memerror_handler(nullptr, nullptr);
    m_raw->imgdata.params.max_raw_memory_mb = kMaxPixelMiB;
#endif
    m_raw->set_progress_handler(
        [](void* token, LibRaw_progress, int, int) {
            return static_cast<const CancelToken*>(token)->isCancelled() ? 1 : 0;
        },
        const_cast<CancelToken*>(&cancel));
    libraw_output_params_t& params = m_raw->imgdata.params;
    params.half_size = 1;
    params.use_camera_wb = 1;
    params.output_bps = 8;
}

tl::unexpected<Error> RawReader::failed(int code) {
    const QString detail = QString::fromLatin1(LibRaw::strerror(code));
    switch (code) {
        case LIBRAW_CANCELLED_BY_CALLBACK:
            return fail(cancelledError());
        case LIBRAW_FILE_UNSUPPORTED:
        case LIBRAW_NOT_IMPLEMENTED:
            return fail(unreadVariant(PictureFormat::Raw, detail));
        case LIBRAW_UNSUFFICIENT_MEMORY:
        case LIBRAW_TOO_BIG:
            return fail(pictureTakesTooMuch());
        case LIBRAW_IO_ERROR:
            return fail(cutShortPicture(detail));
        default:
            return fail(damagedPicture(PictureFormat::Raw, detail));
    }
}

/// As the camera lay, with square pixels.
QSize RawReader::lyingSize() {
    const libraw_image_sizes_t& sizes = m_raw->imgdata.sizes;
    double width = sizes.width;
    double height = sizes.height;
    if (const int cut = m_raw->is_fuji_rotated()) {  // sensors whose rows run diagonally
        height = (height - cut) / std::sqrt(0.5);
        width = cut / std::sqrt(0.5);
    } else if (sizes.pixel_aspect > 0 && sizes.pixel_aspect < 1) {
        height = std::round(height / sizes.pixel_aspect);
    } else if (sizes.pixel_aspect > 1) {
        width = std::round(width * sizes.pixel_aspect);
    }
    return QSize(int(width), int(height));
}

QSize RawReader::fullSize() {
    const QSize lying = lyingSize();
    return isSidelong() ? lying.transposed() : lying;
}

/// The JPEG file in the raw one, in LibRaw's memory; none where it is not all there, since LibRaw
/// would leave the rest of its memory as it was.
std::optional<QByteArray> RawReader::preview() {
    const libraw_thumbnail_t& thumbnail = m_raw->imgdata.thumbnail;
    const qint64 offset = m_raw->get_internal_data_pointer()->internal_data.toffset;
    if (offset <= 0 || thumbnail.tlength == 0 ||
        offset + qint64{thumbnail.tlength} > m_bytes.size() ||
        m_raw->unpack_thumb() != LIBRAW_SUCCESS || thumbnail.tformat != LIBRAW_THUMBNAIL_JPEG ||
        !thumbnail.thumb)
        return {};
    return QByteArray::fromRawData(thumbnail.thumb, qsizetype(thumbnail.tlength));
}

/// Cameras put it in as the sensor lay; a program may have turned it.
std::optional<RawPicture> RawReader::previewPicture(const PixelNeed& need) {
    const std::optional<QByteArray> jpeg = preview();
    if (!jpeg)
        return {};
    Result<RawPicture> picture = decodeJpeg(*jpeg, need, m_cancel);
    if (!picture)
        return {};
    const QSize lying = lyingSize();
    const auto liesOnItsSide = [](QSize size) { return size.height() > size.width(); };
    const bool isTurned = isSidelong() && liesOnItsSide(picture->fullSize) != liesOnItsSide(lying);
    if (!isTurned) {
        const int orientation = orientationOf(m_raw->imgdata.sizes.flip);
        Result<QImage> upright = oriented(picture->pixels, orientation);
        if (!upright)
            return {};
        picture->pixels = std::move(*upright);
        if (isSidelong())
            picture->fullSize.transpose();
    }
    picture->upright = true;
    picture->exif = exif();
    return std::move(*picture);
}

/// Sensors' rims and rounding make a difference of some pixels; another section is another picture.
bool showsTheSame(QSize preview, QSize full) {
    constexpr double tolerance = 0.03;
    const double ratio =
        double(preview.width()) * full.height() / (double(preview.height()) * full.width());
    return std::abs(ratio - 1) <= tolerance;
}

/// Canon's CR3 keeps it in boxes of its own; other files are for Exiv2.
QByteArray RawReader::exif() const {
    constexpr qsizetype uuid = 16;
    const QByteArrayView canons = boxOf(boxOf(m_bytes, "moov"), "uuid");
    return canons.size() > uuid ? boxOf(canons.sliced(uuid), "CMT1").toByteArray() : QByteArray();
}

/// Changes what lyingSize() goes by.
Result<RawPicture> RawReader::developed(QSize full, const PixelNeed& need) {
    // LibRaw takes what is missing for read.
    if (rawEndsEarly(m_bytes))
        return failed(LIBRAW_IO_ERROR);
    const ZeroedMemory zeroed;
    int code = m_raw->unpack();
    if (code == LIBRAW_SUCCESS && m_raw->error_count() > 0)
        code = LIBRAW_DATA_ERROR;
    if (code == LIBRAW_SUCCESS)
        code = m_raw->dcraw_process();
    if (code != LIBRAW_SUCCESS)
        return failed(code);
    int width = 0;
    int height = 0;
    int colours = 0;
    int bits = 0;
    m_raw->get_mem_image_format(&width, &height, &colours, &bits);
    if ((colours != 1 && colours != 3) || bits != 8)
        return failed(LIBRAW_NOT_IMPLEMENTED);
    SEMBLANCE_TRY_ASSIGN(
        QImage pixels, newPixels(QSize(width, height),
                                 colours == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888));
    code = m_raw->copy_mem_image(pixels.bits(), int(pixels.bytesPerLine()), 0);
    if (code != LIBRAW_SUCCESS)
        return failed(code);
    SEMBLANCE_TRY_ASSIGN(pixels, plainPixels(pixels, need));
    return RawPicture{std::move(pixels), full, true, {}, exif()};
}

Result<RawPicture> RawReader::decode(const PixelNeed& need) {
    const int code =
        m_raw->open_buffer(const_cast<char*>(m_bytes.constData()), std::size_t(m_bytes.size()));
    if (code != LIBRAW_SUCCESS)
        return failed(code);
    const QSize full = fullSize();
    const libraw_image_sizes_t& sizes = m_raw->imgdata.sizes;
    if (full.isEmpty())
        return failed(LIBRAW_DATA_ERROR);
    if (qint64{full.width()} * full.height() > kMaxPixels ||
        qint64{sizes.raw_width} * sizes.raw_height > kMaxPixels)
        return fail(tooManyPixels(full));

    std::optional<RawPicture> inside = previewPicture(need);
    if (m_cancel.isCancelled())
        return fail(cancelledError());
    if (inside && showsTheSame(inside->fullSize, full) &&
        (need.isMetBy(inside->fullSize.width(), inside->fullSize.height()) ||
         inside->fullSize.width() >= full.width() / 2)) {
        inside->fullSize = full;
        return std::move(*inside);
    }
    Result<RawPicture> picture = developed(full, need);
    const bool isCancelled = !picture && picture.error().kind == ErrorKind::Cancelled;
    return !picture && inside && !isCancelled ? std::move(*inside) : std::move(picture);
}

}  // namespace

Result<RawPicture> decodeRaw(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    try {
        return RawReader(bytes, cancel).decode(need);
    } catch (const std::bad_alloc&) {
        return fail(pictureTakesTooMuch());
    } catch (const std::exception& error) {
        return fail(damagedPicture(PictureFormat::Raw, QString::fromUtf8(error.what())));
    } catch (...) {  // LibRaw throws numbers
        return fail(damagedPicture(PictureFormat::Raw));
    }
}

}  // namespace semblance
