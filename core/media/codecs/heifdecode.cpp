#include "core/media/codecs/heifdecode.h"

#include <libheif/heif.h>

#include <QtEndian>
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/isomedia.h"
#include "core/media/codecs/videodecode.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"
#include "core/media/pixels/plainpixels.h"
#include "core/media/pixels/zeroedmemory.h"

namespace semblance {

namespace {

using Context = std::unique_ptr<heif_context, decltype(&heif_context_free)>;
using Handle = std::unique_ptr<heif_image_handle, decltype(&heif_image_handle_release)>;
using Decoded = std::unique_ptr<heif_image, decltype(&heif_image_release)>;
using Options = std::unique_ptr<heif_decoding_options, decltype(&heif_decoding_options_free)>;
using Nclx = std::unique_ptr<heif_color_profile_nclx, decltype(&heif_nclx_color_profile_free)>;

/// One file in memory; everything libheif gives out is freed with what it came in.
class HeifReader {
public:
    HeifReader(const QByteArray& bytes, PictureFormat format, const CancelToken& cancel)
        : m_bytes(bytes), m_format(format), m_cancel(cancel) {}

    Result<RawPicture> decode(const PixelNeed& need);

private:
    Result<Handle> open();
    Handle smallerCopy(const Handle& primary, const PixelNeed& need) const;
    Result<Decoded> pixelsOf(const Handle& handle) const;
    tl::unexpected<Error> failed(const heif_error& error, QSize size = {}) const;

    const QByteArray& m_bytes;
    const PictureFormat m_format;
    const CancelToken& m_cancel;
    Context m_context{nullptr, &heif_context_free};
};

QSize sizeOf(const Handle& handle) {
    return {heif_image_handle_get_width(handle.get()), heif_image_handle_get_height(handle.get())};
}

bool isTurned(const Handle& handle) {
    const QSize stored(heif_image_handle_get_ispe_width(handle.get()),
                       heif_image_handle_get_ispe_height(handle.get()));
    return stored.transposed() == sizeOf(handle) && stored.width() != stored.height();
}

tl::unexpected<Error> HeifReader::failed(const heif_error& error, QSize size) const {
    const QString detail = QString::fromUtf8(error.message);
    if (m_cancel.isCancelled())
        return fail(cancelledError());
    if (boxesEndEarly(m_bytes))
        return fail(cutShortPicture(detail));
    if (!size.isEmpty() && (error.code == heif_error_Memory_allocation_error ||
                            error.subcode == heif_suberror_Security_limit_exceeded))
        return fail(outOfMemory(size));
    if (error.subcode == heif_suberror_Unsupported_codec)
        return fail(missingDecoder(m_format, detail));
    if (error.code == heif_error_Unsupported_feature ||
        error.code == heif_error_Unsupported_filetype)
        return fail(unreadVariant(m_format, detail));
    return fail(damagedPicture(m_format, detail));
}

Result<Handle> HeifReader::open() {
    m_context.reset(heif_context_alloc());
    // In this thread: as many pictures are decoded at a time as there are cores.
    heif_context_set_max_decoding_threads(m_context.get(), 0);
#if LIBHEIF_HAVE_VERSION(1, 19, 0)
    heif_security_limits limits = *heif_get_global_security_limits();
    limits.max_image_size_pixels = kMaxPixels;
    heif_context_set_security_limits(m_context.get(), &limits);
#endif
    heif_error error = heif_context_read_from_memory_without_copy(
        m_context.get(), m_bytes.constData(), std::size_t(m_bytes.size()), nullptr);
    if (error.code != heif_error_Ok)
        return failed(error);
    heif_image_handle* handle = nullptr;
    error = heif_context_get_primary_image_handle(m_context.get(), &handle);
    if (error.code != heif_error_Ok)
        return failed(error);
    return Handle(handle, &heif_image_handle_release);
}

/// The copies are turned by properties of their own. That a writer forgot these shows when one of
/// them lies on its side; upside down it would not show.
Handle HeifReader::smallerCopy(const Handle& primary, const PixelNeed& need) const {
    const QSize full = sizeOf(primary);
    std::vector<heif_item_id> ids(
        std::size_t(heif_image_handle_get_number_of_thumbnails(primary.get())));
    heif_image_handle_get_list_of_thumbnail_IDs(primary.get(), ids.data(), int(ids.size()));
    Handle best(nullptr, &heif_image_handle_release);
    for (heif_item_id id : ids) {
        heif_image_handle* found = nullptr;
        if (heif_image_handle_get_thumbnail(primary.get(), id, &found).code != heif_error_Ok)
            continue;
        Handle copy(found, &heif_image_handle_release);
        const QSize size = sizeOf(copy);
        const qint64 skew =
            qint64{size.width()} * full.height() - qint64{size.height()} * full.width();
        const bool isSameShape = std::abs(skew) <= std::max(full.width(), full.height());
        const bool isSmaller = !best || size.width() < sizeOf(best).width();
        const bool hasAlpha = heif_image_handle_has_alpha_channel(primary.get());
        if (isSameShape && isSmaller && need.isMetBy(size.width(), size.height()) && !hasAlpha &&
            size.width() < full.width() && isTurned(copy) == isTurned(primary))
            best = std::move(copy);
    }
    const bool mayBeTurned =
        best && !isTurned(primary) && (m_bytes.contains("irot") || m_bytes.contains("imir"));
    return mayBeTurned ? Handle(nullptr, &heif_image_handle_release) : std::move(best);
}

Result<Decoded> HeifReader::pixelsOf(const Handle& handle) const {
    const Options options(heif_decoding_options_alloc(), &heif_decoding_options_free);
    options->convert_hdr_to_8bit = 1;
#if LIBHEIF_HAVE_VERSION(1, 19, 0)
    options->progress_user_data = const_cast<CancelToken*>(&m_cancel);
    options->cancel_decoding = [](void* token) {
        return static_cast<const CancelToken*>(token)->isCancelled() ? 1 : 0;
    };
#endif
    const bool hasAlpha = heif_image_handle_has_alpha_channel(handle.get());
    heif_image* image = nullptr;
    // A grid's tiles need not cover it.
    const ZeroedMemory zeroed;
    const heif_error error = heif_decode_image(
        handle.get(), &image, heif_colorspace_RGB,
        hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, options.get());
    if (error.code != heif_error_Ok)
        return failed(error, sizeOf(handle));
    return Decoded(image, &heif_image_release);
}

QByteArray profileIn(const Nclx& nclx) {
    return nclx ? profileOfCodePoints(nclx->color_primaries, nclx->transfer_characteristics)
                : QByteArray();
}

/// What the file says, else what the compressed picture says of itself.
QByteArray profileOf(const Handle& handle, const Decoded& image) {
    if (const std::size_t size = heif_image_handle_get_raw_color_profile_size(handle.get())) {
        QByteArray icc(qsizetype(size), '\0');
        if (heif_image_handle_get_raw_color_profile(handle.get(), icc.data()).code == heif_error_Ok)
            return icc;
    }
    heif_color_profile_nclx* nclx = nullptr;
    if (heif_image_handle_get_nclx_color_profile(handle.get(), &nclx).code != heif_error_Ok &&
        heif_image_get_nclx_color_profile(image.get(), &nclx).code != heif_error_Ok)
        return {};
    return profileIn(Nclx(nclx, &heif_nclx_color_profile_free));
}

/// Without the distance to the TIFF header, which stands in front of it.
QByteArray exifOf(const Handle& handle) {
    heif_item_id id = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle.get(), "Exif", &id, 1) != 1)
        return {};
    QByteArray block(qsizetype(heif_image_handle_get_metadata_size(handle.get(), id)), '\0');
    if (block.size() < 4 ||
        heif_image_handle_get_metadata(handle.get(), id, block.data()).code != heif_error_Ok)
        return {};
    const qint64 start = qint64{4} + qFromBigEndian<quint32>(block.constData());
    return start < block.size() ? block.sliced(qsizetype(start)) : QByteArray();
}

/// libheif's pixels, which it keeps.
QImage viewOf(const Decoded& image) {
    int stride = 0;
    const uint8_t* pixels =
        heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
    if (!pixels)
        return {};
    const bool hasAlpha = heif_image_get_chroma_format(image.get()) == heif_chroma_interleaved_RGBA;
    const QImage::Format withAlpha = heif_image_is_premultiplied_alpha(image.get())
                                         ? QImage::Format_RGBA8888_Premultiplied
                                         : QImage::Format_RGBA8888;
    return QImage(pixels, heif_image_get_width(image.get(), heif_channel_interleaved),
                  heif_image_get_height(image.get(), heif_channel_interleaved), stride,
                  hasAlpha ? withAlpha : QImage::Format_RGB888);
}

/// In the depth that it is decoded to at first.
qint64 bytesOf(const Handle& handle) {
    const QSize size = sizeOf(handle);
    const int channels = heif_image_handle_has_alpha_channel(handle.get()) ? 4 : 3;
    const int bytes = heif_image_handle_get_luma_bits_per_pixel(handle.get()) > 8 ? 2 : 1;
    return qint64{size.width()} * size.height() * channels * bytes;
}

Result<RawPicture> HeifReader::decode(const PixelNeed& need) {
    SEMBLANCE_TRY_ASSIGN(const Handle primary, open());
    const QSize full = sizeOf(primary);
    if (full.isEmpty())
        return fail(damagedPicture(m_format));
    if (qint64{full.width()} * full.height() > kMaxPixels)
        return fail(tooManyPixels(full));
    if (bytesOf(primary) > qint64{kMaxPixelMiB} << 20)
        return fail(tooManyBytes(full));
    const Handle copy = smallerCopy(primary, need);
    const Handle& chosen = copy ? copy : primary;
    SEMBLANCE_TRY_ASSIGN(const Decoded image, pixelsOf(chosen));
    const QImage view = viewOf(image);
    if (view.isNull())
        return fail(damagedPicture(m_format));
    SEMBLANCE_TRY_ASSIGN(QImage pixels, plainPixels(view, need));
    return RawPicture{std::move(pixels), full, true, profileOf(chosen, image), exifOf(primary)};
}

/// Pictures one after another, as in a film, and none that stands for itself.
bool isSequence(const QByteArray& bytes) {
    return boxOf(bytes, "meta").isEmpty() && !boxOf(bytes, "moov").isEmpty();
}

Result<RawPicture> decodeSequence(const QByteArray& bytes, PictureFormat format,
                                  const PixelNeed& need, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(RawPicture picture, decodeVideo(ByteSource(bytes), format, need, cancel));
    const int orientation = picture.container ? picture.container->orientation : 1;
    SEMBLANCE_TRY_ASSIGN(picture.pixels, oriented(picture.pixels, orientation));
    if (orientation >= 5)
        picture.fullSize.transpose();
    picture.upright = true;
    picture.container.reset();
    return picture;
}

}  // namespace

bool isAvif(QByteArrayView bytes) {
    return hasMajorBrand(bytes, {"avif", "avis"}) ||
           (hasMajorBrand(bytes, {"mif1", "msf1", "miaf", "MA1A", "MA1B"}) &&
            hasAnyBrand(bytes, {"avif", "avis"}));
}

bool isHeif(QByteArrayView bytes) {
    return hasAnyBrand(bytes, {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs",
                               "mif1", "mif2", "msf1"});
}

Result<RawPicture> decodeHeif(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                              const CancelToken& cancel) {
    if (isSequence(bytes))
        return decodeSequence(bytes, format, need, cancel);
    try {
        return HeifReader(bytes, format, cancel).decode(need);
    } catch (const std::bad_alloc&) {
        return fail(pictureTakesTooMuch());
    } catch (const std::exception& error) {
        return fail(damagedPicture(format, QString::fromUtf8(error.what())));
    }
}

bool loadHeif(PictureFormat format) {
    heif_init(nullptr);
    return heif_have_decoder_for_format(format == PictureFormat::Avif ? heif_compression_AV1
                                                                      : heif_compression_HEVC);
}

}  // namespace semblance
