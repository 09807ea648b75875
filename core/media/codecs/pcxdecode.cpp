#include "core/media/codecs/pcxdecode.h"

#include <array>
#include <vector>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

constexpr qsizetype kHeaderBytes = 128;
constexpr qsizetype kLargePalette = 768;

using Colour = std::array<uchar, 3>;

struct PcxHeader {
    int version = 0;
    bool isPacked = false;
    int bits = 0;  ///< a sample
    int planes = 0;
    int rowBytes = 0;  ///< of one plane
    QSize size;
};

PcxHeader readHeader(QByteArrayView bytes) {
    ByteReader reader(bytes);
    PcxHeader header;
    reader.skip(1);
    header.version = reader.u8();
    header.isPacked = reader.u8() == 1;
    header.bits = reader.u8();
    const int left = reader.u16le();
    const int top = reader.u16le();
    const int right = reader.u16le();
    const int bottom = reader.u16le();
    header.size = QSize(right - left + 1, bottom - top + 1);
    reader.skip(4 + 48 + 1);
    header.planes = reader.u8();
    header.rowBytes = reader.u16le();
    return header;
}

bool isKnown(const PcxHeader& header) {
    switch (header.bits) {
        case 1:
            return header.planes >= 1 && header.planes <= 4;
        case 2:
        case 4:
            return header.planes == 1;
        case 8:
            return header.planes == 1 || header.planes == 3 || header.planes == 4;
        default:
            return false;
    }
}

Colour colourAt(QByteArrayView palette, qsizetype index) {
    const auto* rgb = reinterpret_cast<const uchar*>(palette.data()) + 3 * index;
    return {rgb[0], rgb[1], rgb[2]};
}

/// By index. Without one of its own a picture of 8 bits is grey, and others have the colours of
/// IBM's cards.
std::array<Colour, 256> paletteOf(const PcxHeader& header, QByteArrayView bytes) {
    std::array<Colour, 256> palette{};
    if (header.bits == 8) {
        const bool isThere = bytes.size() > kHeaderBytes + kLargePalette &&
                             bytes[bytes.size() - kLargePalette - 1] == 12;
        for (std::size_t i = 0; i < palette.size(); ++i)
            palette[i] = isThere ? colourAt(bytes.last(kLargePalette), qsizetype(i))
                                 : Colour{uchar(i), uchar(i), uchar(i)};
        return palette;
    }
    if (header.bits == 1 && header.planes == 1) {
        palette[1] = {255, 255, 255};
        return palette;
    }
    constexpr int withoutPalette = 3;
    for (std::size_t i = 0; i < 16; ++i) {
        if (header.version != withoutPalette) {
            palette[i] = colourAt(bytes.sliced(16, 48), qsizetype(i));
            continue;
        }
        const int base = i & 8 ? 85 : 0;
        const auto value = [&](bool isSet) { return uchar(base + (isSet ? 170 : 0)); };
        palette[i] = {value(i & 4), value(i & 2), value(i & 1)};
    }
    if (header.version == withoutPalette)
        palette[6] = {170, 85, 0};
    return palette;
}

/// One row of all planes. Runs may go on into the next row.
class PcxRows {
public:
    PcxRows(QByteArrayView data, bool isPacked) : m_reader(data), m_isPacked(isPacked) {}

    bool read(std::vector<uchar>& row) {
        for (uchar& byte : row) {
            if (m_run == 0)
                readRun();
            byte = m_value;
            --m_run;
        }
        return !m_reader.failed();
    }

private:
    void readRun() {
        do {
            m_value = m_reader.u8();
            m_run = 1;
            if (m_isPacked && m_value >= 0xc0) {
                m_run = m_value & 0x3f;
                m_value = m_reader.u8();
            }
        } while (m_run == 0 && !m_reader.failed());
        m_run = qMax(m_run, 1);
    }

    ByteReader m_reader;
    bool m_isPacked;
    uchar m_value = 0;
    int m_run = 0;
};

/// The index of a pixel of up to 4 planes.
std::size_t indexAt(const PcxHeader& header, const std::vector<uchar>& row, int x) {
    const int perByte = 8 / header.bits;
    const int shift = 8 - header.bits * (x % perByte + 1);
    std::size_t index = 0;
    for (int plane = 0; plane < header.planes; ++plane) {
        const uchar byte = row[std::size_t(plane * header.rowBytes + x / perByte)];
        index |= std::size_t(byte >> shift & ((1 << header.bits) - 1)) << (plane * header.bits);
    }
    return index;
}

}  // namespace

bool isPcx(QByteArrayView bytes) {
    if (bytes.size() < kHeaderBytes || bytes[0] != '\x0a' || uchar(bytes[1]) > 5 ||
        uchar(bytes[2]) > 1 || bytes[64] != '\0')
        return false;
    const PcxHeader header = readHeader(bytes);
    return isKnown(header) && !header.size.isEmpty() &&
           qint64{header.rowBytes} * 8 >= qint64{header.size.width()} * header.bits;
}

Result<RawPicture> decodePcx(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    const PcxHeader header = readHeader(bytes);
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(header.size, QImage::Format_RGB888));
    const std::array<Colour, 256> palette = paletteOf(header, bytes);
    const bool hasColours = header.bits == 8 && header.planes >= 3;
    PcxRows rows(QByteArrayView(bytes).sliced(kHeaderBytes), header.isPacked);
    std::vector<uchar> row(std::size_t(header.rowBytes) * std::size_t(header.planes));
    for (int y = 0; y < header.size.height(); ++y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (!rows.read(row))
            return fail(cutShortPicture());
        uchar* out = image.scanLine(y);
        for (int x = 0; x < header.size.width(); ++x) {
            const Colour colour =
                hasColours ? Colour{row[std::size_t(x)], row[std::size_t(header.rowBytes + x)],
                                    row[std::size_t(2 * header.rowBytes + x)]}
                           : palette[indexAt(header, row, x)];
            out = std::copy(colour.begin(), colour.end(), out);
        }
    }
    return plainPicture(std::move(image), header.size, need);
}

}  // namespace semblance
