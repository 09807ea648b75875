#include "tests/core/media/heiffile.h"

#include <libheif/heif.h>

#include <QtEndian>
#include <array>
#include <cstring>
#include <memory>

#include "core/media/codecs/isomedia.h"

namespace semblance::fixtures {

namespace {

using Context = std::unique_ptr<heif_context, decltype(&heif_context_free)>;
using Image = std::unique_ptr<heif_image, decltype(&heif_image_release)>;
using Handle = std::unique_ptr<heif_image_handle, decltype(&heif_image_handle_release)>;
using Encoder = std::unique_ptr<heif_encoder, decltype(&heif_encoder_release)>;
using Options = std::unique_ptr<heif_encoding_options, decltype(&heif_encoding_options_free)>;

void check(const heif_error& error) {
    if (error.code != heif_error_Ok)
        qFatal("libheif: %s", error.message);
}

heif_chroma chromaOf(const QImage& image, int bits) {
    if (bits > 8)
        return heif_chroma_interleaved_RRGGBB_LE;
    return image.hasAlphaChannel() ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
}

void copyRows(const QImage& from, int bits, uchar* to, int stride) {
    for (int y = 0; y < from.height(); ++y, to += stride) {
        if (bits == 8) {
            std::memcpy(to, from.constScanLine(y), std::size_t(from.width() * from.depth() / 8));
            continue;
        }
        const auto* in = reinterpret_cast<const quint16*>(from.constScanLine(y));
        for (int x = 0; x < from.width(); ++x)
            for (int c = 0; c < 3; ++c)
                qToLittleEndian(quint16(in[4 * x + c] >> (16 - bits)), to + 6 * x + 2 * c);
    }
}

Image heifImage(const QImage& source, const HeifWish& wish) {
    const QImage::Format withAlpha =
        wish.isPremultiplied ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGBA8888;
    const QImage image = source.convertToFormat(wish.bits > 8              ? QImage::Format_RGBA64
                                                : source.hasAlphaChannel() ? withAlpha
                                                                           : QImage::Format_RGB888);
    heif_image* made = nullptr;
    check(heif_image_create(image.width(), image.height(), heif_colorspace_RGB,
                            chromaOf(source, wish.bits), &made));
    Image result(made, &heif_image_release);
    check(heif_image_add_plane(made, heif_channel_interleaved, image.width(), image.height(),
                               wish.bits));
    int stride = 0;
    uchar* pixels = heif_image_get_plane(made, heif_channel_interleaved, &stride);
    copyRows(image, wish.bits, pixels, stride);
    heif_image_set_premultiplied_alpha(made, wish.isPremultiplied);
    if (!wish.icc.isEmpty())
        check(heif_image_set_raw_color_profile(made, "prof", wish.icc.constData(),
                                               std::size_t(wish.icc.size())));
    return result;
}

Encoder encoderFor(heif_context* context, PictureFormat format) {
    heif_encoder* encoder = nullptr;
    check(heif_context_get_encoder_for_format(
        context, format == PictureFormat::Avif ? heif_compression_AV1 : heif_compression_HEVC,
        &encoder));
    check(heif_encoder_set_lossy_quality(encoder, 95));
    heif_encoder_set_parameter_string(encoder, "chroma", "444");
    if (format == PictureFormat::Avif)
        heif_encoder_set_parameter_integer(encoder, "speed", 8);
    return Encoder(encoder, &heif_encoder_release);
}

QByteArray written(heif_context* context) {
    heif_writer writer{};
    writer.writer_api_version = 1;
    writer.write = [](heif_context*, const void* data, std::size_t size, void* bytes) {
        static_cast<QByteArray*>(bytes)->append(static_cast<const char*>(data), qsizetype(size));
        return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
    };
    QByteArray bytes;
    check(heif_context_write(context, &writer, &bytes));
    return bytes;
}

// Boxes, for what libheif does not write.

QByteArray big(quint32 value, int bytes) {
    std::array<char, 4> raw;
    qToBigEndian(value, raw.data());
    return QByteArray(raw.data() + 4 - bytes, bytes);
}

QByteArray box(const char* kind, const QByteArray& content) {
    return big(quint32(content.size() + 8), 4) + kind + content;
}

QByteArray fullBox(const char* kind, int version, const QByteArray& content) {
    return box(kind, big(quint32(version) << 24, 4) + content);
}

QByteArray itemInfo(int id, const char* kind) {
    return fullBox("infe", 2, big(quint32(id), 2) + big(0, 2) + kind + '\0');
}

QByteArray sizeBox(QSize size) {
    return fullBox("ispe", 0, big(quint32(size.width()), 4) + big(quint32(size.height()), 4));
}

constexpr int kTiles = 4;
constexpr int kGridItem = 5;

/// `tiles` and `grid` are the items' data, in the file from `start` on.
QByteArray locations(const std::array<QByteArray, kTiles>& tiles, const QByteArray& grid,
                     quint32 start) {
    QByteArray items = big(0x4400, 2) + big(kTiles + 1, 2);
    const auto add = [&](int id, qsizetype size) {
        items +=
            big(quint32(id), 2) + big(0, 2) + big(1, 2) + big(start, 4) + big(quint32(size), 4);
        start += quint32(size);
    };
    for (int i = 0; i < kTiles; ++i)
        add(i + 1, tiles[std::size_t(i)].size());
    add(kGridItem, grid.size());
    return fullBox("iloc", 0, items);
}

QByteArray properties(const QByteArray& decoderSetup, QSize tile, QSize full) {
    const QByteArray all = box("hvcC", decoderSetup) + sizeBox(tile) + sizeBox(full);
    QByteArray use = big(kTiles + 1, 4);
    for (int id = 1; id <= kTiles; ++id)
        use += big(quint32(id), 2) + big(2, 1) + big(0x81, 1) + big(0x02, 1);
    use += big(kGridItem, 2) + big(1, 1) + big(0x03, 1);
    return box("iprp", box("ipco", all) + fullBox("ipma", 0, use));
}

}  // namespace

bool canEncode(PictureFormat format) {
    heif_init(nullptr);
    return heif_have_encoder_for_format(format == PictureFormat::Avif ? heif_compression_AV1
                                                                      : heif_compression_HEVC);
}

QByteArray heifFile(const QImage& image, const HeifWish& wish) {
    const Context context(heif_context_alloc(), &heif_context_free);
    const Encoder encoder = encoderFor(context.get(), wish.format);
    const Image source = heifImage(image, wish);
    const Options options(heif_encoding_options_alloc(), &heif_encoding_options_free);
    options->image_orientation = heif_orientation(wish.orientation);
    options->macOS_compatibility_workaround_no_nclx_profile = 0;
    heif_color_profile_nclx* nclx = heif_nclx_color_profile_alloc();
    nclx->color_primaries = heif_color_primaries(wish.primaries);
    nclx->transfer_characteristics = heif_transfer_characteristics(wish.transfer);
    options->output_nclx_profile = nclx;
    if (wish.icc.isEmpty())
        check(heif_image_set_nclx_color_profile(source.get(), nclx));
    heif_image_handle* made = nullptr;
    check(heif_context_encode_image(context.get(), source.get(), encoder.get(), options.get(),
                                    &made));
    const Handle primary(made, &heif_image_handle_release);
    if (!wish.exif.isEmpty())
        check(heif_context_add_exif_metadata(context.get(), made, wish.exif.constData(),
                                             int(wish.exif.size())));
    if (!wish.thumbnail.isNull()) {
        // libheif's way to make one only shrinks.
        const QImage twice = wish.thumbnail.scaled(2 * wish.thumbnail.size());
        heif_image_handle* copy = nullptr;
        check(heif_context_encode_thumbnail(context.get(), heifImage(twice, {}).get(), made,
                                            encoder.get(), nullptr, wish.thumbnail.width(), &copy));
        const Handle thumbnail(copy, &heif_image_handle_release);
    }
    heif_nclx_color_profile_free(nclx);
    return written(context.get());
}

QByteArray heicGrid(const QImage& image, QSize size) {
    const QSize tile(image.width() / 2, image.height() / 2);
    std::array<QByteArray, kTiles> data;
    QByteArray setup;
    for (int i = 0; i < kTiles; ++i) {
        const QByteArray file =
            heifFile(image.copy(QRect(QPoint(i % 2 * tile.width(), i / 2 * tile.height()), tile)));
        data[std::size_t(i)] = boxOf(file, "mdat").toByteArray();
        const QByteArrayView meta = boxOf(file, "meta").sliced(4);
        setup = boxOf(boxOf(boxOf(meta, "iprp"), "ipco"), "hvcC").toByteArray();
    }
    const QByteArray grid = big(0, 2) + big(1, 1) + big(1, 1) + big(quint32(size.width()), 2) +
                            big(quint32(size.height()), 2);
    QByteArray infos = big(kTiles + 1, 2);
    QByteArray references = big(kGridItem, 2) + big(kTiles, 2);
    for (int id = 1; id <= kTiles; ++id) {
        infos += itemInfo(id, "hvc1");
        references += big(quint32(id), 2);
    }
    infos += itemInfo(kGridItem, "grid");
    const auto metaFrom = [&](quint32 start) {
        return fullBox("meta", 0,
                       fullBox("hdlr", 0, big(0, 4) + "pict" + QByteArray(13, '\0')) +
                           fullBox("pitm", 0, big(kGridItem, 2)) + locations(data, grid, start) +
                           fullBox("iinf", 0, infos) + fullBox("iref", 0, box("dimg", references)) +
                           properties(setup, tile, size));
    };
    const QByteArray head = box("ftyp", QByteArray("heic") + big(0, 4) + "mif1heic");
    QByteArray all;
    for (const QByteArray& one : data)
        all += one;
    const auto start = quint32(head.size() + metaFrom(0).size() + 8);
    return head + metaFrom(start) + box("mdat", all + grid);
}

}  // namespace semblance::fixtures
