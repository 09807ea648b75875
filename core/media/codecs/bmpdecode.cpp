#include "core/media/codecs/bmpdecode.h"

#include <QtEndian>
#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#include "core/media/codecs/bmpheader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"
#include "core/media/pixels/rowreducer.h"

namespace semblance {

namespace {

/// One channel of a pixel of 16 or 32 bits.
class Channel {
public:
    explicit Channel(quint32 mask)
        : m_mask(mask), m_shift(mask ? std::countr_zero(mask) : 0), m_largest(mask >> m_shift) {}

    bool isThere() const { return m_mask != 0; }
    uchar of(quint32 pixel) const {
        if (m_largest == 0)
            return 0;
        const quint64 value = (pixel & m_mask) >> m_shift;
        return uchar((value * 255 + m_largest / 2) / m_largest);
    }

private:
    quint32 m_mask;
    int m_shift;
    quint32 m_largest;
};

/// Rows to RGB, or to RGBA with straight alpha.
class RowConverter {
public:
    explicit RowConverter(const BmpHeader& header) : m_header(header) {
        for (const quint32 mask : header.masks)
            m_channels.emplace_back(mask);
    }

    bool hasAlpha() const { return m_header.bits >= 16 && m_channels[3].isThere(); }

    void convert(const uchar* in, uchar* out) const {
        switch (m_header.bits) {
            case 16:
                return convertPacked<quint16>(in, out);
            case 32:
                return convertPacked<quint32>(in, out);
            case 24:
                for (int x = 0; x < m_header.size.width(); ++x, in += 3, out += 3) {
                    out[0] = in[2];
                    out[1] = in[1];
                    out[2] = in[0];
                }
                return;
            default:
                return convertIndexed(in, out);
        }
    }

private:
    template <class T>
    void convertPacked(const uchar* in, uchar* out) const {
        const int channels = hasAlpha() ? 4 : 3;
        for (int x = 0; x < m_header.size.width(); ++x, in += sizeof(T)) {
            const auto pixel = quint32{qFromLittleEndian<T>(in)};
            for (int c = 0; c < channels; ++c)
                *out++ = m_channels[std::size_t(c)].of(pixel);
        }
    }
    void convertIndexed(const uchar* in, uchar* out) const {
        const int bits = m_header.bits;
        const int each = 8 / bits;
        for (int x = 0; x < m_header.size.width(); ++x, out += 3) {
            const auto index =
                std::size_t(in[x / each] >> (8 - bits - x % each * bits) & ((1 << bits) - 1));
            if (index < m_header.palette.size())
                std::copy_n(m_header.palette[index].data(), 3, out);
            else
                std::fill_n(out, 3, uchar{0});
        }
    }

    const BmpHeader& m_header;
    std::vector<Channel> m_channels;
};

/// Run-length code to RGB, a picture of zeros before. Says in which of its rows, counted as they
/// are stored, the code ends; the height when it is whole.
class RleReader {
public:
    RleReader(const BmpHeader& header, QByteArrayView code, QImage& image)
        : m_header(header), m_code(code), m_image(image) {}

    int read() {
        while (m_at + 2 <= m_code.size() && m_y < m_header.size.height()) {
            const int count = next();
            if (count > 0)
                putRun(count);
            else if (!obey(next()))
                return m_header.size.height();
        }
        return m_y;
    }

private:
    int next() { return m_at < m_code.size() ? uchar(m_code[m_at++]) : 0; }

    void put(uchar red, uchar green, uchar blue) {
        if (m_x < m_header.size.width() && m_y < m_header.size.height()) {
            const int y = m_header.isTopDown ? m_y : m_header.size.height() - 1 - m_y;
            uchar* pixel = m_image.scanLine(y) + qsizetype{3} * m_x;
            pixel[0] = red;
            pixel[1] = green;
            pixel[2] = blue;
        }
        ++m_x;
    }
    void putIndex(int index) {
        std::array<uchar, 3> colour{};
        if (std::size_t(index) < m_header.palette.size())
            colour = m_header.palette[std::size_t(index)];
        put(colour[0], colour[1], colour[2]);
    }
    void putRun(int count) {
        if (m_header.code == BmpHeader::Code::Rle24) {
            const int blue = next(), green = next(), red = next();
            for (int i = 0; i < count; ++i)
                put(uchar(red), uchar(green), uchar(blue));
            return;
        }
        const int value = next();
        for (int i = 0; i < count; ++i)
            putIndex(m_header.code == BmpHeader::Code::Rle8 ? value : nibble(value, i));
    }
    static int nibble(int byte, int i) { return i % 2 == 0 ? byte >> 4 : byte & 15; }

    /// An escape; false for the one that ends the picture.
    bool obey(int command) {
        switch (command) {
            case 0:
                m_x = 0;
                ++m_y;
                return true;
            case 1:
                return false;
            case 2:
                m_x += next();
                m_y += next();
                return true;
            default:
                putLiterally(command);
                return true;
        }
    }
    void putLiterally(int count) {
        const qsizetype start = m_at;
        int byte = 0;
        for (int i = 0; i < count && m_at <= m_code.size(); ++i) {
            if (m_header.code == BmpHeader::Code::Rle24) {
                const int blue = next(), green = next(), red = next();
                put(uchar(red), uchar(green), uchar(blue));
                continue;
            }
            const bool isByte = m_header.code == BmpHeader::Code::Rle8;
            if (isByte || i % 2 == 0)
                byte = next();
            putIndex(isByte ? byte : nibble(byte, i));
        }
        m_at += (m_at - start) % 2;  // to an even place
    }

    const BmpHeader& m_header;
    const QByteArrayView m_code;
    QImage& m_image;
    qsizetype m_at = 0;
    int m_x = 0, m_y = 0;
};

Result<QImage> readCoded(const BmpHeader& header, QByteArrayView code, const PixelNeed& need) {
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(header.size, QImage::Format_RGB888));
    const int rows = RleReader(header, code, image).read();
    if (qint64{rows} * 2 < header.size.height())
        return fail(mostlyMissingPicture(QStringLiteral("%1 rows").arg(rows)));
    return reduced(image, need);
}

/// Programs that know of no alpha leave it 0 everywhere.
bool usesAlpha(const BmpHeader& header, QByteArrayView pixels) {
    const Channel alpha(header.masks[3]);
    const qsizetype bytes = header.bits / 8;
    for (qsizetype row = 0; row + header.stride() <= pixels.size(); row += header.stride()) {
        const auto* in = reinterpret_cast<const uchar*>(pixels.data() + row);
        for (int x = 0; x < header.size.width(); ++x, in += bytes) {
            const quint32 pixel = bytes == 2 ? quint32{qFromLittleEndian<quint16>(in)}
                                             : qFromLittleEndian<quint32>(in);
            if (alpha.of(pixel) != 0)
                return true;
        }
    }
    return false;
}

void premultiply(uchar* row, int width) {
    for (uchar* pixel = row; pixel != row + qsizetype{4} * width; pixel += 4)
        for (int c = 0; c < 3; ++c)
            pixel[c] = uchar((pixel[c] * pixel[3] + 127) / 255);
}

Result<QImage> readPlain(BmpHeader header, QByteArrayView pixels, const PixelNeed& need,
                         const CancelToken& cancel) {
    const qint64 stride = header.stride();
    const qint64 present = pixels.size() / stride;
    const int height = header.size.height();
    if (present * 2 < height)
        return fail(mostlyMissingPicture(QStringLiteral("%1 rows").arg(present)));
    if (header.bits >= 16 && header.masks[3] && !usesAlpha(header, pixels))
        header.masks[3] = 0;
    const RowConverter converter(header);
    SEMBLANCE_TRY_ASSIGN(
        RowReducer rows,
        RowReducer::make(
            header.size,
            converter.hasAlpha() ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGB888,
            need));
    std::vector<uchar> row(std::size_t(header.size.width()) * (converter.hasAlpha() ? 4 : 3));
    for (int y = 0; y < height; ++y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        const qint64 stored = header.isTopDown ? y : height - 1 - y;
        if (stored < present) {
            converter.convert(
                reinterpret_cast<const uchar*>(pixels.data() + qsizetype(stored * stride)),
                row.data());
            if (converter.hasAlpha())
                premultiply(row.data(), header.size.width());
        } else {
            std::fill(row.begin(), row.end(), 0);
        }
        rows.add(row.data());
    }
    QImage image = rows.take();
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(header.size));
    return image;
}

}  // namespace

Result<RawPicture> decodeBmp(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const BmpHeader header, BmpHeader::read(bytes));
    const QByteArrayView pixels =
        QByteArrayView(bytes).sliced(std::min<qsizetype>(header.pixelsAt, bytes.size()));
    SEMBLANCE_TRY_ASSIGN(QImage image, header.code == BmpHeader::Code::Plain
                                           ? readPlain(header, pixels, need, cancel)
                                           : readCoded(header, pixels, need));
    return RawPicture{std::move(image), header.size, false, header.iccProfile};
}

}  // namespace semblance
