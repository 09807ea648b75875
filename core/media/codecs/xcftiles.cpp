#include "core/media/codecs/xcftiles.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"

namespace semblance {

namespace {

Error damagedTile(const char* detail) {
    return damagedPicture(PictureFormat::Xcf, QString::fromLatin1(detail));
}

Status readPlain(QByteArrayView data, std::span<uchar> pixels) {
    if (data.size() < qsizetype(pixels.size()))
        return fail(cutShortPicture());
    std::copy_n(data.data(), pixels.size(), pixels.data());
    return {};
}

/// One sample of every pixel, then the next of every pixel: each as runs of one value and runs of
/// many. A length of 128 means that the true one follows in two bytes.
Status readRuns(QByteArrayView data, std::size_t pixelBytes, std::span<uchar> pixels) {
    ByteReader reader(data);
    const std::size_t count = pixels.size() / pixelBytes;
    for (std::size_t sample = 0; sample < pixelBytes; ++sample) {
        uchar* out = pixels.data() + sample;
        for (std::size_t done = 0; done < count;) {
            const int code = reader.u8();
            const bool isRun = code < 128;
            std::size_t length = std::size_t(isRun ? code + 1 : 256 - code);
            if (length == 128)
                length = reader.u16be();
            const QByteArrayView values = reader.take(isRun ? 1 : length);
            if (reader.failed())
                return fail(cutShortPicture());
            if (length > count - done)
                return fail(damagedTile("run"));
            for (std::size_t i = 0; i < length; ++i, out += pixelBytes)
                *out = uchar(values[isRun ? 0 : qsizetype(i)]);
            done += length;
        }
    }
    return {};
}

Status readZipped(QByteArrayView data, std::span<uchar> pixels) {
    // What no tile is longer than, lest a damaged one takes the whole file for its own.
    constexpr qsizetype mostBytes = 2 * XcfTiles::side * XcfTiles::side * XcfTiles::mostPixelBytes;
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = uInt(std::min(data.size(), mostBytes));
    stream.next_out = pixels.data();
    stream.avail_out = uInt(pixels.size());
    if (inflateInit(&stream) != Z_OK)
        return fail(damagedTile("zlib"));
    const int status = inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    if (stream.avail_out == 0)
        return {};
    return status == Z_OK || status == Z_BUF_ERROR ? fail(cutShortPicture())
                                                   : fail(damagedTile("zlib"));
}

}  // namespace

Result<XcfTiles> XcfTiles::open(const XcfFile& file, quint64 place, QSize size, int pixelBytes) {
    const auto readerAt = [&](quint64 from) {
        ByteReader reader(file.bytes);
        reader.skip(from);
        return reader;
    };
    const auto isSize = [&](ByteReader& reader) {
        const quint32 width = reader.u32be();
        return width == quint32(size.width()) && reader.u32be() == quint32(size.height());
    };
    ByteReader hierarchy = readerAt(place);
    const bool isRight = isSize(hierarchy) && hierarchy.u32be() == quint32(pixelBytes);
    // The first level; those behind it were never used.
    ByteReader level = readerAt(file.isWide ? hierarchy.u64be() : hierarchy.u32be());
    const bool isLevelRight = isSize(level);
    if (hierarchy.failed() || level.failed())
        return fail(cutShortPicture());
    if (!isRight || !isLevelRight)
        return fail(damagedTile("hierarchy"));
    XcfTiles tiles(file, size, pixelBytes, {});
    tiles.m_places = level.take(quint64(tiles.columns()) * quint64(tiles.rows()) *
                                (file.isWide ? sizeof(quint64) : sizeof(quint32)));
    if (level.failed())
        return fail(cutShortPicture());
    return tiles;
}

QRect XcfTiles::area(int column, int row) const {
    return QRect(column * side, row * side, side, side) & QRect(QPoint(0, 0), m_size);
}

Status XcfTiles::read(int column, int row, std::span<uchar> pixels) const {
    const quint64 index = quint64(row) * quint64(columns()) + quint64(column);
    ByteReader places(m_places);
    places.skip(index * (m_file->isWide ? sizeof(quint64) : sizeof(quint32)));
    const quint64 place = m_file->isWide ? places.u64be() : places.u32be();
    // The list must not end yet.
    if (place == 0)
        return fail(damagedTile("tiles"));
    ByteReader reader(m_file->bytes);
    reader.skip(place);
    if (reader.failed())
        return fail(cutShortPicture());
    const QSize size = area(column, row).size();
    const auto wanted = pixels.first(std::size_t(size.width()) * std::size_t(size.height()) *
                                     std::size_t(m_pixelBytes));
    switch (m_file->compression) {
        case XcfCompression::None:
            return readPlain(reader.rest(), wanted);
        case XcfCompression::RunLength:
            return readRuns(reader.rest(), std::size_t(m_pixelBytes), wanted);
        default:
            return readZipped(reader.rest(), wanted);
    }
}

}  // namespace semblance
