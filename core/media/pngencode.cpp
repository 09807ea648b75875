#include "core/media/pngencode.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <QtEndian>
#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

constexpr std::size_t kPixelBytes = 4;

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
    file += bigEndian(crc32_gzip_refl(0, reinterpret_cast<const uchar*>(file.constData()) + checked,
                                      quint64(file.size() - checked)));
}

/// Premultiplied to straight alpha.
void makeStraight(const uchar* in, uchar* out, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; i += kPixelBytes) {
        const unsigned alpha = in[i + 3];
        std::memcpy(out + i, in + i, kPixelBytes);
        if (alpha == 255 || alpha == 0)
            continue;
        for (std::size_t c = 0; c < 3; ++c)
            out[i + c] = uchar(std::min(255U, (in[i + c] * 255U + alpha / 2) / alpha));
    }
}

unsigned differences(const uchar* row, const uchar* from, std::size_t bytes) {
    unsigned count = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        count += row[i] != from[i];
    return count;
}

/// With straight alpha, each row behind the number of its filter.
QByteArray filteredRows(const QImage& image) {
    enum Filter : uchar { Sub = 1, Up = 2 };
    const std::size_t rowBytes = kPixelBytes * std::size_t(image.width());
    QByteArray rows((qsizetype(rowBytes) + 1) * image.height(), Qt::Uninitialized);
    auto* out = reinterpret_cast<uchar*>(rows.data());
    // Each behind a clear pixel, which is what the first one has to its left.
    std::vector<uchar> buffer(2 * (kPixelBytes + rowBytes));
    uchar* row = buffer.data() + kPixelBytes;
    uchar* above = row + rowBytes + kPixelBytes;
    for (int y = 0; y < image.height(); ++y) {
        makeStraight(image.constScanLine(y), row, rowBytes);
        const uchar* const left = row - kPixelBytes;
        const bool isUp = differences(row, above, rowBytes) < differences(row, left, rowBytes);
        const uchar* const from = isUp ? above : left;
        *out++ = isUp ? Up : Sub;
        for (std::size_t i = 0; i < rowBytes; ++i)
            out[i] = uchar(row[i] - from[i]);
        out += rowBytes;
        std::swap(row, above);
    }
    return rows;
}

/// As zlib's stream; empty where that fails.
QByteArray deflated(const QByteArray& rows) {
    const auto stream = std::make_unique<isal_zstream>();
    isal_deflate_init(stream.get());
    constexpr std::size_t levelBytes = ISAL_DEF_LVL1_DEFAULT;
    const std::unique_ptr<uchar[]> level(new uchar[levelBytes]);
    stream->level = 1;
    stream->level_buf = level.get();
    stream->level_buf_size = levelBytes;
    stream->gzip_flag = IGZIP_ZLIB;
    stream->end_of_stream = 1;
    stream->next_in = reinterpret_cast<uchar*>(const_cast<char*>(rows.data()));
    stream->avail_in = quint32(rows.size());
    QByteArray data;
    do {
        const qsizetype before = data.size();
        const qsizetype step = rows.size() / 4 + 4096;
        data.resize(before + step);
        stream->next_out = reinterpret_cast<uchar*>(data.data()) + before;
        stream->avail_out = quint32(step);
        if (isal_deflate(stream.get()) != COMP_OK)
            return {};
        data.truncate(before + step - qsizetype(stream->avail_out));
    } while (stream->internal_state.state != ZSTATE_END);
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
