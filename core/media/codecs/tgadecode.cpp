#include "core/media/codecs/tgadecode.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

using Rgba = std::array<uchar, 4>;

enum class TgaKind { Palette = 1, Colour = 2, Grey = 3 };

struct TgaHeader {
    TgaKind kind = TgaKind::Colour;
    bool isPacked = false;
    int firstEntry = 0;
    int entries = 0;
    int entryBits = 0;
    QSize size;
    int bits = 0;
    int alphaBits = 0;
    bool isFromRight = false;
    bool isFromTop = false;

    std::size_t pixelBytes() const { return std::size_t(bits + 7) / 8; }
};

bool isOneOf(int value, std::initializer_list<int> list) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool areBitsKnown(const TgaHeader& header) {
    switch (header.kind) {
        case TgaKind::Palette:
            return isOneOf(header.bits, {8, 16}) && header.entries > 0 &&
                   isOneOf(header.entryBits, {15, 16, 24, 32});
        case TgaKind::Colour:
            return isOneOf(header.bits, {15, 16, 24, 32});
        case TgaKind::Grey:
            return isOneOf(header.bits, {8, 16});
    }
    return false;
}

/// Nothing unless every word of it is one that a TGA may have. Leaves the reader at the palette.
std::optional<TgaHeader> readHeader(ByteReader& reader) {
    TgaHeader header;
    const int nameBytes = reader.u8();
    const int paletteType = reader.u8();
    const int type = reader.u8();
    header.firstEntry = reader.u16le();
    header.entries = reader.u16le();
    header.entryBits = reader.u8();
    reader.skip(4);
    const int width = reader.u16le();
    const int height = reader.u16le();
    header.size = QSize(width, height);
    header.bits = reader.u8();
    const int descriptor = reader.u8();
    reader.skip(quint64(nameBytes));
    header.kind = TgaKind(type & 7);
    header.isPacked = (type & 8) != 0;
    header.alphaBits = descriptor & 15;
    header.isFromRight = (descriptor & 0x10) != 0;
    header.isFromTop = (descriptor & 0x20) != 0;
    const bool hasPalette = paletteType == 1;
    if (reader.failed() || paletteType > 1 || !isOneOf(type, {1, 2, 3, 9, 10, 11}) ||
        header.size.isEmpty() || (descriptor & 0xc0) != 0 || header.alphaBits > 8 ||
        !areBitsKnown(header) || (header.kind == TgaKind::Palette && !hasPalette) ||
        (!hasPalette && (header.firstEntry | header.entries | header.entryBits) != 0))
        return {};
    return header;
}

Rgba colourOf(const uchar* bytes, int bits) {
    if (bits <= 16) {
        const int word = bytes[0] | bytes[1] << 8;
        const auto wide = [](int five) { return uchar((five * 255 + 15) / 31); };
        return {wide(word >> 10 & 31), wide(word >> 5 & 31), wide(word & 31),
                uchar(word & 0x8000 ? 255 : 0)};
    }
    return {bytes[2], bytes[1], bytes[0], bits == 32 ? bytes[3] : uchar(255)};
}

/// Runs of whole pixels; they may go on into the next row.
class TgaPixels {
public:
    TgaPixels(ByteReader& reader, const TgaHeader& header)
        : m_reader(reader), m_isPacked(header.isPacked), m_pixel(header.pixelBytes()) {}

    /// The bytes of the next pixel; zeros once the file has ended.
    const uchar* next() {
        if (m_isPacked && m_count == 0) {
            const int control = m_reader.u8();
            m_count = (control & 127) + 1;
            m_repeats = control > 127;
            if (m_repeats)
                read();
        }
        if (!m_repeats)
            read();
        --m_count;
        return m_pixel.data();
    }

private:
    void read() {
        const QByteArrayView piece = m_reader.take(m_pixel.size());
        if (piece.isEmpty())
            std::fill(m_pixel.begin(), m_pixel.end(), uchar(0));
        else
            std::copy(piece.begin(), piece.end(), m_pixel.begin());
    }

    ByteReader& m_reader;
    bool m_isPacked;
    std::vector<uchar> m_pixel;
    int m_count = 0;
    bool m_repeats = false;
};

class TgaColours {
public:
    TgaColours(ByteReader& reader, const TgaHeader& header) : m_header(header) {
        const int entryBytes = (header.entryBits + 7) / 8;
        const QByteArrayView data = reader.take(quint64(header.entries) * quint64(entryBytes));
        if (header.kind != TgaKind::Palette)
            return;
        for (qsizetype at = 0; at < data.size(); at += entryBytes)
            m_palette.push_back(
                colourOf(reinterpret_cast<const uchar*>(data.data()) + at, header.entryBits));
    }

    Rgba of(const uchar* pixel) const {
        switch (m_header.kind) {
            case TgaKind::Palette: {
                const int index = m_header.bits == 16 ? pixel[0] | pixel[1] << 8 : pixel[0];
                const auto entry = std::size_t(index - m_header.firstEntry);
                return entry < m_palette.size() ? m_palette[entry] : Rgba{0, 0, 0, 255};
            }
            case TgaKind::Grey:
                return {pixel[0], pixel[0], pixel[0], m_header.bits == 16 ? pixel[1] : uchar(255)};
            default:
                return colourOf(pixel, m_header.bits);
        }
    }

private:
    const TgaHeader& m_header;
    std::vector<Rgba> m_palette;
};

/// Of a palette its entries' fourth byte counts, else what the header says of the pixels.
bool mayHaveAlpha(const TgaHeader& header) {
    return header.kind == TgaKind::Palette ? header.entryBits == 32 : header.alphaBits > 0;
}

/// Programs that know no alpha leave zeros there.
bool isAllClear(const QImage& image) {
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = image.constScanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            if (row[4 * x + 3] != 0)
                return false;
        }
    }
    return true;
}

}  // namespace

bool isTga(QByteArrayView bytes) {
    ByteReader reader(bytes);
    return readHeader(reader).has_value();
}

Result<RawPicture> decodeTga(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    ByteReader reader(bytes);
    const std::optional<TgaHeader> header = readHeader(reader);
    if (!header)
        return fail(damagedPicture(format));
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(header->size, QImage::Format_RGBA8888));
    const TgaColours colours(reader, *header);
    TgaPixels pixels(reader, *header);
    for (int row = 0; row < header->size.height(); ++row) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        uchar* out = image.scanLine(header->isFromTop ? row : header->size.height() - 1 - row);
        for (int x = 0; x < header->size.width(); ++x, out += 4) {
            const Rgba colour = colours.of(pixels.next());
            std::copy(colour.begin(), colour.end(), out);
        }
        if (reader.failed())
            return fail(cutShortPicture());
    }
    if (header->isFromRight)
        image.mirror(true, false);
    if (!mayHaveAlpha(*header) || isAllClear(image))
        image.reinterpretAsFormat(QImage::Format_RGBX8888);
    return plainPicture(std::move(image), header->size, need);
}

}  // namespace semblance
