#include "core/media/pngencode.h"

#include <zlib.h>

#include <QtEndian>
#include <array>

#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

constexpr int kPixelBytes = 4;

QByteArray bigEndian(quint32 value) {
    QByteArray bytes(sizeof value, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// Its length, its type, the data, and a checksum of the last two.
void appendChunk(QByteArray& file, const char* type, const QByteArray& data) {
    file += bigEndian(quint32(data.size()));
    const qsizetype checked = file.size();
    file += type;
    file += data;
    file += bigEndian(quint32(crc32(0, reinterpret_cast<const Bytef*>(file.constData()) + checked,
                                    uInt(file.size() - checked))));
}

/// With straight alpha, each row behind the number of its filter, Sub.
QByteArray filteredRows(const QImage& image) {
    constexpr char sub = 1;
    const qsizetype rowBytes = qsizetype{kPixelBytes} * image.width();
    QByteArray rows((rowBytes + 1) * image.height(), Qt::Uninitialized);
    auto* out = reinterpret_cast<uchar*>(rows.data());
    for (int y = 0; y < image.height(); ++y) {
        const uchar* in = image.constScanLine(y);
        *out++ = sub;
        std::array<uchar, kPixelBytes> left{};
        for (const uchar* end = in + rowBytes; in != end; in += kPixelBytes) {
            const int alpha = in[3];
            std::array<uchar, kPixelBytes> pixel{in[0], in[1], in[2], in[3]};
            if (alpha != 255 && alpha != 0) {
                for (std::size_t c = 0; c < 3; ++c)
                    pixel[c] = uchar(qMin(255, (pixel[c] * 255 + alpha / 2) / alpha));
            }
            for (std::size_t c = 0; c < pixel.size(); ++c)
                *out++ = uchar(pixel[c] - left[c]);
            left = pixel;
        }
    }
    return rows;
}

QByteArray deflated(const QByteArray& rows) {
    uLongf size = compressBound(uLong(rows.size()));
    QByteArray data(qsizetype(size), Qt::Uninitialized);
    if (compress2(reinterpret_cast<Bytef*>(data.data()), &size,
                  reinterpret_cast<const Bytef*>(rows.constData()), uLong(rows.size()),
                  Z_BEST_SPEED) != Z_OK)
        return {};
    data.truncate(qsizetype(size));
    return data;
}

}  // namespace

Result<QByteArray> encodePng(const QImage& image) {
    const QByteArray data = deflated(filteredRows(image));
    if (data.isEmpty())
        return fail(outOfMemory(image.size()));
    QByteArray file("\x89PNG\r\n\x1a\n");
    // 8 bits, red, green, blue and alpha; not interlaced.
    appendChunk(file, "IHDR",
                bigEndian(quint32(image.width())) + bigEndian(quint32(image.height())) +
                    QByteArray("\x08\x06\0\0\0", 5));
    appendChunk(file, "IDAT", data);
    appendChunk(file, "IEND", {});
    return file;
}

}  // namespace semblance
