#include "tests/core/media/tifffixture.h"

#include <QFloat16>
#include <algorithm>
#include <cmath>
#include <cstring>

namespace semblance::fixtures {

namespace {

struct Memory {
    QByteArray bytes;
    qsizetype position = 0;
};

Memory& of(thandle_t handle) {
    return *static_cast<Memory*>(handle);
}

tmsize_t readMemory(thandle_t handle, void* to, tmsize_t count) {
    Memory& memory = of(handle);
    const tmsize_t got = std::clamp<tmsize_t>(memory.bytes.size() - memory.position, 0, count);
    std::memcpy(to, memory.bytes.constData() + memory.position, std::size_t(got));
    memory.position += got;
    return got;
}

tmsize_t writeMemory(thandle_t handle, void* from, tmsize_t count) {
    Memory& memory = of(handle);
    if (memory.bytes.size() < memory.position + count)
        memory.bytes.resize(memory.position + count, '\0');
    std::memcpy(memory.bytes.data() + memory.position, from, std::size_t(count));
    memory.position += count;
    return count;
}

toff_t seekMemory(thandle_t handle, toff_t offset, int whence) {
    Memory& memory = of(handle);
    const qsizetype from = whence == SEEK_SET   ? 0
                           : whence == SEEK_CUR ? memory.position
                                                : memory.bytes.size();
    memory.position = from + qsizetype(offset);
    return toff_t(memory.position);
}

template <class T>
void append(QByteArray& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

/// Samples one after another, in the machine's own order; fewer than 8 bits and odd ones packed.
class Packer {
public:
    explicit Packer(const TiffPage& page) : m_page(page) {}

    void add(double value) {
        if (m_page.sampleFormat == SAMPLEFORMAT_IEEEFP) {
            if (m_page.bits == 16)
                append(m_bytes, qfloat16(float(value)));
            else if (m_page.bits == 32)
                append(m_bytes, float(value));
            else
                append(m_bytes, value);
            return;
        }
        const bool isSigned = m_page.sampleFormat == SAMPLEFORMAT_INT;
        const double largest = std::exp2(m_page.bits - (isSigned ? 1 : 0)) - 1;
        const auto number = quint32(std::llround(value * largest));
        switch (m_page.bits) {
            case 8:
                return append(m_bytes, quint8(number));
            case 16:
                return append(m_bytes, quint16(number));
            case 32:
                return append(m_bytes, number);
            default:
                for (int bit = m_page.bits - 1; bit >= 0; --bit)
                    addBit(number >> bit & 1);
        }
    }
    QByteArray takeRow() {
        m_bit = 0;
        return std::exchange(m_bytes, {});
    }

private:
    void addBit(quint32 bit) {
        if (m_bit == 0)
            m_bytes.append('\0');
        m_bytes.back() = char(uchar(m_bytes.back()) | bit << (7 - m_bit));
        m_bit = (m_bit + 1) % 8;
    }

    const TiffPage& m_page;
    QByteArray m_bytes;
    int m_bit = 0;
};

QByteArray block(const TiffPage& page, int left, int top, int width, int height, int plane) {
    QByteArray bytes;
    Packer packer(page);
    for (int y = top; y < top + height; ++y) {
        for (int x = left; x < left + width; ++x) {
            for (int s = plane < 0 ? 0 : plane; s < (plane < 0 ? page.samples : plane + 1); ++s) {
                // What a tile holds beyond the picture is like its edge.
                const int column = std::min(x, page.width - 1);
                const int row = std::min(y, page.height - 1);
                packer.add(page.value ? page.value(column, row, s) : ramp(page, column, row, s));
            }
        }
        bytes += packer.takeRow();
    }
    return bytes;
}

void setFields(TIFF* tiff, const TiffPage& page) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, page.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, page.samples);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, page.sampleFormat);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, page.photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, page.compression);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG,
                 page.hasPlanes ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    if (page.predictor)
        TIFFSetField(tiff, TIFFTAG_PREDICTOR, page.predictor);
    if (page.compression == COMPRESSION_JPEG)
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    if (page.tileSide) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, page.tileSide);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, page.tileSide);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, page.rowsPerStrip);
    }
    if (!page.extraSamples.empty())
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, int(page.extraSamples.size()),
                     page.extraSamples.data());
    if (page.subfileType)
        TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, page.subfileType);
    if (page.orientation)
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, page.orientation);
    if (!page.palette.empty())
        TIFFSetField(tiff, TIFFTAG_COLORMAP, page.palette[0].data(), page.palette[1].data(),
                     page.palette[2].data());
    if (!page.iccProfile.isEmpty())
        TIFFSetField(tiff, TIFFTAG_ICCPROFILE, quint32(page.iccProfile.size()),
                     page.iccProfile.constData());
}

void writePixels(TIFF* tiff, const TiffPage& page) {
    const int planes = page.hasPlanes ? page.samples : 1;
    const int width = page.tileSide ? page.tileSide : page.width;
    const int height = page.tileSide ? page.tileSide : page.rowsPerStrip;
    for (int plane = 0; plane < planes; ++plane) {
        for (int y = 0; y < page.height; y += height) {
            for (int x = 0; x < page.width; x += width) {
                const int rows = page.tileSide ? height : std::min(height, page.height - y);
                QByteArray bytes = block(page, x, y, width, rows, page.hasPlanes ? plane : -1);
                if (page.tileSide)
                    TIFFWriteEncodedTile(
                        tiff, TIFFComputeTile(tiff, quint32(x), quint32(y), 0, quint16(plane)),
                        bytes.data(), bytes.size());
                else
                    TIFFWriteEncodedStrip(tiff, TIFFComputeStrip(tiff, quint32(y), quint16(plane)),
                                          bytes.data(), bytes.size());
            }
        }
    }
}

TIFF* openMemory(Memory& memory, const char* mode) {
    TIFFSetWarningHandler(nullptr);
    return TIFFClientOpen(
        "fixture", mode, &memory, readMemory, writeMemory, seekMemory, [](thandle_t) { return 0; },
        [](thandle_t handle) { return toff_t(of(handle).bytes.size()); }, nullptr, nullptr);
}

}  // namespace

double ramp(const TiffPage& page, int x, int y, int sample) {
    switch (sample) {
        case 0:
            return double(x) / (page.width - 1);
        case 1:
            return double(y) / (page.height - 1);
        case 2:
            return 1 - double(x) / (page.width - 1);
        default:
            return 1;
    }
}

QByteArray tiffFile(const std::vector<TiffPage>& pages, const char* mode) {
    Memory memory;
    TIFF* tiff = openMemory(memory, mode);
    for (const TiffPage& page : pages) {
        setFields(tiff, page);
        writePixels(tiff, page);
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return memory.bytes;
}

QByteArray tiffFileFromTheFront(const TiffPage& page) {
    Memory memory;
    TIFF* tiff = openMemory(memory, "wl");
    setFields(tiff, page);
    TIFFDeferStrileArrayWriting(tiff);
    TIFFWriteCheck(tiff, page.tileSide > 0, "fixture");
    TIFFWriteDirectory(tiff);
    TIFFSetDirectory(tiff, 0);
    TIFFForceStrileArrayWriting(tiff);
    writePixels(tiff, page);
    TIFFClose(tiff);
    return memory.bytes;
}

QByteArray subsampledTiff(int luma, int blue, int red, int width, int height) {
    Memory memory;
    TIFF* tiff = openMemory(memory, "wl");
    TiffPage page;
    page.width = width;
    page.height = height;
    page.photometric = PHOTOMETRIC_YCBCR;
    page.rowsPerStrip = height;
    setFields(tiff, page);
    TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 2, 2);
    QByteArray bytes;
    for (int i = 0; i < (width + 1) / 2 * ((height + 1) / 2); ++i)
        bytes.append(4, char(luma)).append(char(blue)).append(char(red));
    TIFFWriteRawStrip(tiff, 0, bytes.data(), bytes.size());
    TIFFClose(tiff);
    return memory.bytes;
}

}  // namespace semblance::fixtures
