#include "core/media/codecs/jp2decode.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <optional>
#include <set>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/isomedia.h"
#include "core/media/codecs/jp2stream.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpixels.h"

namespace semblance {

namespace {

constexpr char kFileSignature[] = "\0\0\0\x0cjP  \r\n\x87\n";
constexpr char kCodestreamSignature[] = "\xff\x4f\xff\x51";

bool isCodestream(QByteArrayView bytes) {
    return bytes.startsWith(QByteArrayView(kCodestreamSignature, 4));
}

quint16 big16(QByteArrayView bytes, qsizetype offset) {
    return qFromBigEndian<quint16>(bytes.data() + offset);
}

quint32 big32(QByteArrayView bytes, qsizetype offset) {
    return qFromBigEndian<quint32>(bytes.data() + offset);
}

/// By the SIZ segment, which comes first; 0 when it is not there.
qint64 tilesOf(QByteArrayView stream) {
    if (stream.size() < 40 || big16(stream, 2) != 0xff51)
        return 0;
    const auto along = [&](qsizetype axis) {
        const qint64 end = big32(stream, 8 + axis);
        const qint64 side = big32(stream, 24 + axis);
        const qint64 first = big32(stream, 32 + axis);
        return side > 0 && end > first ? (end - first + side - 1) / side : 0;
    };
    return along(0) * along(4);
}

/// Goes from marker to marker and from tile part to tile part. What matters is that each is whole
/// and that every tile has one: some programs leave out the mark of the end.
bool codestreamEndsEarly(QByteArrayView stream) {
    constexpr quint16 tilePart = 0xff90, end = 0xffd9;
    std::set<quint16> tiles;
    qint64 at = 2;
    while (at + 12 <= stream.size() && big16(stream, at) != end) {
        const quint16 marker = big16(stream, at);
        if (marker >= 0xff30 && marker <= 0xff3f) {  // have no length
            at += 2;
            continue;
        }
        const bool isTilePart = marker == tilePart;
        const qint64 length =
            isTilePart ? big32(stream, at + 6) : qint64{2} + big16(stream, at + 2);
        if (isTilePart)
            tiles.insert(big16(stream, at + 4));
        if ((isTilePart && length == 0) || length < 4)
            return false;  // up to the end, or damaged in another way
        at += length;
    }
    return at > stream.size() || qint64(tiles.size()) < tilesOf(stream);
}

bool endsEarly(const QByteArray& bytes) {
    return isCodestream(bytes) ? codestreamEndsEarly(bytes)
                               : boxesEndEarly(bytes) || codestreamEndsEarly(boxOf(bytes, "jp2c"));
}

/// Of the component with most samples.
QSize sizeOf(const opj_image_t& image) {
    quint32 width = 0;
    quint32 height = 0;
    for (quint32 i = 0; i < image.numcomps; ++i) {
        width = std::max(width, image.comps[i].w);
        height = std::max(height, image.comps[i].h);
    }
    constexpr quint32 most = 1 << 30;
    return QSize(int(std::min(width, most)), int(std::min(height, most)));
}

qint64 samplesOf(const opj_image_t& image, int reduction) {
    qint64 samples = 0;
    for (quint32 i = 0; i < image.numcomps; ++i)
        samples += (qint64{image.comps[i].w} * image.comps[i].h) >> (2 * reduction);
    return samples;
}

int reductionFor(QSize size, const PixelNeed& need, const OpjInfo& info) {
    if (!info || !info->m_default_tile_info.tccp_info)
        return 0;
    quint32 resolutions = 33;
    for (quint32 i = 0; i < info->nbcomps; ++i)
        resolutions = std::min(resolutions, info->m_default_tile_info.tccp_info[i].numresolutions);
    const auto halved = [](int length, int times) { return ((length - 1) >> times) + 1; };
    int reduction = 0;
    while (reduction + 1 < int(resolutions) &&
           need.isMetBy(halved(size.width(), reduction + 1), halved(size.height(), reduction + 1)))
        ++reduction;
    return reduction;
}

/// One component's rows at the picture's size, as bytes.
class Samples {
public:
    Samples(const opj_image_comp_t& component, QSize size) : m_component(component) {
        m_columns.resize(std::size_t(size.width()));
        for (int x = 0; x < size.width(); ++x)
            m_columns[std::size_t(x)] = int(qint64{x} * component.w / size.width());
        m_height = size.height();
        m_offset = component.sgnd ? qint64{1} << (component.prec - 1) : 0;
        m_largest = (qint64{1} << component.prec) - 1;
        constexpr quint32 deepestTable = 16;
        if (component.prec > deepestTable)
            return;
        m_table.resize(std::size_t(m_largest) + 1);
        for (std::size_t i = 0; i < m_table.size(); ++i)
            m_table[i] = uchar((qint64(i) * 255 + m_largest / 2) / m_largest);
    }

    void readRow(int y, uchar* out) const {
        const OPJ_INT32* row =
            m_component.data + qint64{y} * m_component.h / m_height * m_component.w;
        for (int column : m_columns) {
            const qint64 value = std::clamp<qint64>(row[column] + m_offset, 0, m_largest);
            *out++ = m_table.empty() ? uchar(value >> (m_component.prec - 8))
                                     : m_table[std::size_t(value)];
        }
    }

private:
    const opj_image_comp_t& m_component;
    std::vector<int> m_columns;
    std::vector<uchar> m_table;
    int m_height = 0;
    qint64 m_offset = 0;
    qint64 m_largest = 0;
};

enum class Colours { Grey, Rgb, Ycc, Inks };

/// What the components are, in the order of the colours.
struct Layout {
    Colours colours = Colours::Rgb;
    std::vector<quint32> channels;
    std::optional<quint32> alpha;
    bool isPremultiplied = false;
};

Colours coloursOf(const opj_image_t& image, const std::vector<quint32>& channels) {
    switch (image.color_space) {
        case OPJ_CLRSPC_GRAY:
            return Colours::Grey;
        case OPJ_CLRSPC_SRGB:
            return Colours::Rgb;
        case OPJ_CLRSPC_SYCC:
        case OPJ_CLRSPC_EYCC:
            return Colours::Ycc;
        case OPJ_CLRSPC_CMYK:
            return Colours::Inks;
        default:
            break;
    }
    if (channels.size() < 3)
        return Colours::Grey;
    if (channels.size() == 4 && image.icc_profile_len > 0)
        return Colours::Inks;
    // Only colour differences are stored with fewer samples.
    const bool isSubsampled = image.comps[channels[1]].dx > image.comps[channels[0]].dx;
    return isSubsampled ? Colours::Ycc : Colours::Rgb;
}

std::optional<Layout> layoutOf(const opj_image_t& image) {
    constexpr int premultiplied = 2;  // of the cdef box
    constexpr quint32 deepest = 31;
    Layout layout;
    for (quint32 i = 0; i < image.numcomps; ++i) {
        const opj_image_comp_t& component = image.comps[i];
        if (!component.data || component.w == 0 || component.h == 0 || component.prec < 1 ||
            component.prec > deepest)
            return {};
        if (component.alpha == 0) {
            layout.channels.push_back(i);
        } else if (!layout.alpha) {
            layout.alpha = i;
            layout.isPremultiplied = component.alpha == premultiplied;
        }
    }
    if (layout.channels.empty())
        return {};
    layout.colours = coloursOf(image, layout.channels);
    const std::size_t wanted = layout.colours == Colours::Grey   ? 1
                               : layout.colours == Colours::Inks ? 4
                                                                 : 3;
    if (layout.channels.size() < wanted)
        return {};
    layout.channels.resize(wanted);
    return layout;
}

uchar clamped(int value) {
    return uchar(std::clamp(value, 0, 255));
}

/// ITU-R BT.601 at full range, in steps of 1/65536.
void rgbFromYcc(std::array<uchar, 4>& pixel) {
    const int y = pixel[0], cb = pixel[1] - 128, cr = pixel[2] - 128;
    constexpr int half = 1 << 15;
    pixel[0] = clamped(y + ((91881 * cr + half) >> 16));
    pixel[1] = clamped(y - ((22554 * cb + 46802 * cr + half) >> 16));
    pixel[2] = clamped(y + ((116130 * cb + half) >> 16));
}

/// RGB888, RGBA8888, RGBA8888_Premultiplied, or RGBA8888 with inks for colours.
Result<QImage> interleaved(const opj_image_t& image, const Layout& layout) {
    const QSize size = sizeOf(image);
    const bool isInk = layout.colours == Colours::Inks;
    const bool hasAlpha = layout.alpha && !isInk;
    const QImage::Format withAlpha =
        layout.isPremultiplied ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGBA8888;
    SEMBLANCE_TRY_ASSIGN(QImage pixels, newPixels(size, isInk      ? QImage::Format_RGBA8888
                                                        : hasAlpha ? withAlpha
                                                                   : QImage::Format_RGB888));
    std::vector<Samples> samples;
    for (quint32 channel : layout.channels)
        samples.emplace_back(image.comps[channel], size);
    if (hasAlpha)
        samples.emplace_back(image.comps[*layout.alpha], size);
    const int bytes = isInk || hasAlpha ? 4 : 3;
    const auto width = std::size_t(size.width());
    std::vector<uchar> rows(samples.size() * width);
    for (int y = 0; y < size.height(); ++y) {
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i].readRow(y, rows.data() + i * width);
        uchar* out = pixels.scanLine(y);
        for (std::size_t x = 0; x < width; ++x, out += bytes) {
            std::array<uchar, 4> pixel{};
            for (std::size_t i = 0; i < samples.size(); ++i)
                pixel[i] = rows[i * width + x];
            if (layout.colours == Colours::Grey)
                pixel = {pixel[0], pixel[0], pixel[0], pixel[1]};
            else if (layout.colours == Colours::Ycc)
                rgbFromYcc(pixel);
            std::copy_n(pixel.begin(), bytes, out);
        }
    }
    return pixels;
}

tl::unexpected<Error> failed(const QByteArray& bytes, const OpjReader& reader,
                             const CancelToken& cancel) {
    if (cancel.isCancelled())
        return fail(cancelledError());
    return fail(endsEarly(bytes) ? cutShortPicture(reader.message())
                                 : damagedPicture(PictureFormat::Jp2, reader.message()));
}

Result<RawPicture> finished(const opj_image_t& image, QSize full, const PixelNeed& need) {
    const std::optional<Layout> layout = layoutOf(image);
    if (!layout)
        return fail(damagedPicture(PictureFormat::Jp2, QStringLiteral("no colours")));
    // Lab's parameters stand where a profile would.
    if (image.icc_profile_buf && image.icc_profile_len == 0)
        return fail(unreadVariant(PictureFormat::Jp2, QStringLiteral("CIE Lab")));
    QByteArray profile(reinterpret_cast<const char*>(image.icc_profile_buf),
                       qsizetype(image.icc_profile_len));
    SEMBLANCE_TRY_ASSIGN(QImage pixels, interleaved(image, *layout));
    if (layout->colours == Colours::Inks) {
        SEMBLANCE_TRY_ASSIGN(pixels, rgbFromInks(pixels, profile));
        profile.clear();
    }
    SEMBLANCE_TRY_ASSIGN(pixels, plainPixels(pixels, need));
    return RawPicture{std::move(pixels), full, false, std::move(profile)};
}

Result<RawPicture> decodeReduced(const QByteArray& bytes, const PixelNeed& need,
                                 const CancelToken& cancel, bool mayReduce) {
    OpjReader reader(bytes, cancel, isCodestream(bytes) ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    const OpjImage image = reader.readHeader();
    if (!image)
        return failed(bytes, reader, cancel);
    const QSize full = sizeOf(*image);
    if (qint64{full.width()} * full.height() > kMaxPixels)
        return fail(tooManyPixels(full));
    const int reduction = mayReduce ? reductionFor(full, need, reader.info()) : 0;
    if (samplesOf(*image, reduction) * qint64(sizeof(OPJ_INT32)) > qint64{kMaxPixelMiB} << 20)
        return fail(tooManyBytes(full));
    // OpenJPEG fills in missing tiles with black.
    if (endsEarly(bytes))
        return failed(bytes, reader, cancel);
    if (reader.decode(image.get(), reduction))
        return finished(*image, full, need);
    // Some tile may have fewer resolutions than the file's head says.
    return reduction > 0 && !cancel.isCancelled() ? decodeReduced(bytes, need, cancel, false)
                                                  : failed(bytes, reader, cancel);
}

}  // namespace

bool isJp2(QByteArrayView bytes) {
    return isCodestream(bytes) ||
           bytes.startsWith(QByteArrayView(kFileSignature, sizeof kFileSignature - 1));
}

Result<RawPicture> decodeJp2(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    try {
        return decodeReduced(bytes, need, cancel, true);
    } catch (const std::bad_alloc&) {
        return fail(pictureTakesTooMuch());
    } catch (const std::exception& error) {
        return fail(damagedPicture(PictureFormat::Jp2, QString::fromUtf8(error.what())));
    }
}

}  // namespace semblance
