#include "core/media/codecs/ddsdecode.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "core/media/codecs/bcblocks.h"
#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

/// How a surface keeps its pixels: in blocks, or each by masks.
struct DdsLayout {
    std::optional<BlockCode> blocks;
    int bits = 0;
    std::array<quint32, 4> masks{};  ///< red, green, blue, alpha; 0: not there
    bool isGrey = false;
    bool isPremultiplied = false;

    quint64 bytes(QSize size) const {
        if (blocks)
            return quint64(size.width() + 3) / 4 * (quint64(size.height() + 3) / 4) *
                   quint64(blockBytes(*blocks));
        return rowBytes(size) * quint64(size.height());
    }
    quint64 rowBytes(QSize size) const { return (quint64(size.width()) * quint64(bits) + 7) / 8; }
};

constexpr quint32 code(const char (&letters)[5]) {
    return quint32(uchar(letters[0])) | quint32(uchar(letters[1])) << 8 |
           quint32(uchar(letters[2])) << 16 | quint32(uchar(letters[3])) << 24;
}

DdsLayout inBlocks(BlockCode blocks, bool isPremultiplied = false) {
    DdsLayout layout;
    layout.blocks = blocks;
    layout.isPremultiplied = isPremultiplied;
    return layout;
}

DdsLayout masked(int bits, std::array<quint32, 4> masks) {
    DdsLayout layout;
    layout.bits = bits;
    layout.masks = masks;
    return layout;
}

/// By the number of DXGI_FORMAT.
std::optional<DdsLayout> layoutOfDxgi(quint32 format) {
    switch (format) {
        case 28:
        case 29:
            return masked(32, {0xff, 0xff00, 0xff0000, 0xff000000});
        case 61: {
            DdsLayout grey = masked(8, {0xff, 0, 0, 0});
            grey.isGrey = true;
            return grey;
        }
        case 71:
        case 72:
            return inBlocks(BlockCode::Bc1);
        case 74:
        case 75:
            return inBlocks(BlockCode::Bc2);
        case 77:
        case 78:
            return inBlocks(BlockCode::Bc3);
        case 80:
            return inBlocks(BlockCode::Bc4);
        case 83:
            return inBlocks(BlockCode::Bc5);
        case 85:
            return masked(16, {0xf800, 0x7e0, 0x1f, 0});
        case 86:
            return masked(16, {0x7c00, 0x3e0, 0x1f, 0x8000});
        case 87:
        case 91:
            return masked(32, {0xff0000, 0xff00, 0xff, 0xff000000});
        case 88:
        case 93:
            return masked(32, {0xff0000, 0xff00, 0xff, 0});
        default:
            return {};
    }
}

std::optional<DdsLayout> layoutOfCode(quint32 fourCc) {
    switch (fourCc) {
        case code("DXT1"):
            return inBlocks(BlockCode::Bc1);
        case code("DXT2"):
            return inBlocks(BlockCode::Bc2, true);
        case code("DXT3"):
            return inBlocks(BlockCode::Bc2);
        case code("DXT4"):
            return inBlocks(BlockCode::Bc3, true);
        case code("DXT5"):
            return inBlocks(BlockCode::Bc3);
        case code("ATI1"):
        case code("BC4U"):
            return inBlocks(BlockCode::Bc4);
        case code("ATI2"):
        case code("BC5U"):
            return inBlocks(BlockCode::Bc5);
        default:
            return {};
    }
}

struct DdsHeader {
    QSize size;
    int levels = 1;
    QString kind;  ///< for a sentence
    std::optional<DdsLayout> layout;
};

std::optional<DdsLayout> readMasks(ByteReader& reader, quint32 flags) {
    enum : quint32 { Alpha = 0x1, Rgb = 0x40, Grey = 0x20000 };
    DdsLayout layout;
    layout.bits = int(std::min(reader.u32le(), quint32{64}));
    for (quint32& mask : layout.masks)
        mask = reader.u32le();
    if (!(flags & Alpha))
        layout.masks[3] = 0;
    layout.isGrey = (flags & Grey) != 0;
    const bool isKnown =
        layout.bits == 8 || layout.bits == 16 || layout.bits == 24 || layout.bits == 32;
    return (flags & (Rgb | Grey)) && isKnown ? std::optional(layout) : std::nullopt;
}

DdsHeader readHeader(ByteReader& reader) {
    enum : quint32 { FourCc = 0x4, HasLevels = 0x20000 };
    DdsHeader header;
    reader.skip(8);
    const quint32 flags = reader.u32le();
    const quint32 height = reader.u32le();
    const quint32 width = reader.u32le();
    reader.skip(8);
    const quint32 levels = reader.u32le();
    reader.skip(44 + 4);
    constexpr quint32 maxSide = 1 << 20;
    if (width <= maxSide && height <= maxSide)
        header.size = QSize(int(width), int(height));
    if (flags & HasLevels)
        header.levels = int(std::clamp(levels, quint32{1}, quint32{20}));
    const quint32 pixelFlags = reader.u32le();
    const quint32 fourCc = reader.u32le();
    ByteReader masks = reader;
    reader.skip(40);
    if (!(pixelFlags & FourCc)) {
        header.kind = QStringLiteral("pixel flags 0x%1").arg(pixelFlags, 0, 16);
        header.layout = readMasks(masks, pixelFlags);
    } else if (fourCc == code("DX10")) {
        const quint32 format = reader.u32le();
        reader.skip(16);
        header.kind = QStringLiteral("DXGI %1").arg(format);
        header.layout = layoutOfDxgi(format);
    } else {
        header.kind = QStringLiteral("FourCC 0x%1").arg(fourCc, 8, 16, QLatin1Char('0'));
        header.layout = layoutOfCode(fourCc);
    }
    return header;
}

/// The value of a masked channel, stretched to a byte.
uchar byteOf(quint32 pixel, quint32 mask) {
    if (mask == 0)
        return 0;
    const int shift = std::countr_zero(mask);
    const quint64 maximum = mask >> shift;
    return uchar(((pixel & mask) >> shift) * quint64{255} / maximum);
}

void readMaskedRow(const DdsLayout& layout, const uchar* in, uchar* out, int width) {
    for (int x = 0; x < width; ++x, out += 4) {
        quint32 pixel = 0;
        for (int byte = 0; byte < layout.bits / 8; ++byte)
            pixel |= quint32(*in++) << (8 * byte);
        for (std::size_t c = 0; c < 3; ++c)
            out[c] = byteOf(pixel, layout.masks[layout.isGrey ? 0 : c]);
        out[3] = layout.masks[3] == 0 ? uchar(255) : byteOf(pixel, layout.masks[3]);
    }
}

/// The rows `4 * row` on, as far as the picture goes.
void readBlockRow(BlockCode blocks, const uchar* in, QImage& image, int row) {
    for (int x = 0; x < image.width(); x += 4, in += blockBytes(blocks)) {
        const BlockPixels pixels = unpackBlock(blocks, in);
        for (int y = 0; y < std::min(4, image.height() - 4 * row); ++y) {
            uchar* out = image.scanLine(4 * row + y) + 4 * x;
            for (int i = 0; i < std::min(4, image.width() - x); ++i)
                out = std::copy_n(pixels[std::size_t(4 * y + i)].data(), 4, out);
        }
    }
}

Result<QImage> readSurface(const DdsLayout& layout, QByteArrayView data, QSize size,
                           const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(
        QImage image, newPixels(size, layout.isPremultiplied ? QImage::Format_RGBA8888_Premultiplied
                                                             : QImage::Format_RGBA8888));
    const auto* in = reinterpret_cast<const uchar*>(data.data());
    const int rows = layout.blocks ? (size.height() + 3) / 4 : size.height();
    const quint64 rowBytes = layout.bytes(size) / quint64(rows);
    for (int row = 0; row < rows; ++row, in += rowBytes) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (layout.blocks)
            readBlockRow(*layout.blocks, in, image, row);
        else
            readMaskedRow(layout, in, image.scanLine(row), size.width());
    }
    return image;
}

/// Of the first surface and its smaller copies the one to be read, and where it is.
struct Level {
    QSize size;
    QByteArrayView data;
};

Level smallestEnough(const DdsHeader& header, ByteReader& reader, const PixelNeed& need) {
    Level chosen;
    QSize size = header.size;
    for (int level = 0; level < header.levels; ++level) {
        const QByteArrayView data = reader.take(header.layout->bytes(size));
        if (data.isEmpty() || (level > 0 && !need.isMetBy(size.width(), size.height())))
            break;
        chosen = {size, data};
        size = QSize(std::max(1, size.width() / 2), std::max(1, size.height() / 2));
    }
    return chosen;
}

}  // namespace

Result<RawPicture> decodeDds(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    ByteReader reader(bytes);
    const DdsHeader header = readHeader(reader);
    if (reader.failed())
        return fail(cutShortPicture());
    if (header.size.isEmpty())
        return fail(damagedPicture(format));
    if (qint64{header.size.width()} * header.size.height() > kMaxPixels)
        return fail(tooManyPixels(header.size));
    if (!header.layout)
        return fail(unreadVariant(format, header.kind));
    const Level level = smallestEnough(header, reader, need);
    if (level.data.isEmpty())
        return fail(cutShortPicture());
    SEMBLANCE_TRY_ASSIGN(QImage image, readSurface(*header.layout, level.data, level.size, cancel));
    return plainPicture(std::move(image), header.size, need);
}

}  // namespace semblance
