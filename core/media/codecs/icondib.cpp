#include "core/media/codecs/icondib.h"

#include <algorithm>
#include <array>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

struct Dib {
    QSize size;
    int bits = 0;
    QByteArrayView palette;  ///< 4 bytes a colour
    QByteArrayView pixels;
    QByteArrayView mask;  ///< empty: cut off
};

quint64 rowBytes(int width, int bits) {
    return (quint64(width) * quint64(bits) + 31) / 32 * 4;
}

Result<Dib> readDib(QByteArrayView bytes) {
    constexpr auto format = PictureFormat::Ico;
    Dib dib;
    ByteReader reader(bytes);
    const quint32 headerBytes = reader.u32le();
    const quint32 width = reader.u32le();
    const quint32 bothHeights = reader.u32le();
    reader.skip(2);
    dib.bits = reader.u16le();
    const quint32 compression = reader.u32le();
    reader.skip(12);
    const quint32 colours = reader.u32le();
    reader.skip(4);
    // Larger pictures are kept as PNG.
    constexpr quint32 maxSide = 4096;
    constexpr quint32 shortestHeader = 40;
    if (reader.failed() || headerBytes < shortestHeader || width == 0 || bothHeights < 2 ||
        width > maxSide || bothHeights > 2 * maxSide)
        return fail(damagedPicture(format, QStringLiteral("header")));
    constexpr std::array known{1, 4, 8, 24, 32};
    if (compression != 0 || std::find(known.begin(), known.end(), dib.bits) == known.end())
        return fail(unreadVariant(
            format, QStringLiteral("%1 bits, compression %2").arg(dib.bits).arg(compression)));
    dib.size = QSize(int(width), int(bothHeights / 2));
    reader.skip(headerBytes - shortestHeader);
    if (dib.bits <= 8) {
        const quint32 most = quint32{1} << dib.bits;
        dib.palette = reader.take(4 * quint64(colours == 0 ? most : std::min(colours, most)));
    }
    dib.pixels = reader.take(rowBytes(dib.size.width(), dib.bits) * quint64(dib.size.height()));
    if (reader.failed())
        return fail(cutShortPicture());
    dib.mask = reader.take(rowBytes(dib.size.width(), 1) * quint64(dib.size.height()));
    return dib;
}

/// Row 0 is the lowest in the file.
const uchar* rowOf(QByteArrayView rows, const Dib& dib, int bits, int y) {
    return reinterpret_cast<const uchar*>(rows.data()) +
           rowBytes(dib.size.width(), bits) * quint64(dib.size.height() - 1 - y);
}

/// Blue, green, red, and what may be alpha; black for an index beyond the palette.
std::array<uchar, 4> pixelAt(const Dib& dib, const uchar* row, int x) {
    if (dib.bits >= 24) {
        const uchar* pixel = row + qsizetype{x} * (dib.bits / 8);
        return {pixel[0], pixel[1], pixel[2], dib.bits == 32 ? pixel[3] : uchar(0)};
    }
    const int perByte = 8 / dib.bits;
    const int shift = 8 - dib.bits * (x % perByte + 1);
    const qsizetype index = row[x / perByte] >> shift & ((1 << dib.bits) - 1);
    if (4 * index + 3 >= dib.palette.size())
        return {};
    const auto* colour = reinterpret_cast<const uchar*>(dib.palette.data()) + 4 * index;
    return {colour[0], colour[1], colour[2], 0};
}

bool hasAlpha(const Dib& dib) {
    if (dib.bits != 32)
        return false;
    for (qsizetype i = 3; i < dib.pixels.size(); i += 4) {
        if (dib.pixels[i] != '\0')
            return true;
    }
    return false;
}

}  // namespace

Result<QImage> iconFromDib(QByteArrayView bytes) {
    SEMBLANCE_TRY_ASSIGN(const Dib dib, readDib(bytes));
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(dib.size, QImage::Format_RGBA8888));
    const bool isAlphaItsOwn = hasAlpha(dib);
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = rowOf(dib.pixels, dib, dib.bits, y);
        const uchar* mask = dib.mask.isEmpty() ? nullptr : rowOf(dib.mask, dib, 1, y);
        uchar* out = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x, out += 4) {
            const auto pixel = pixelAt(dib, row, x);
            const bool isMasked = mask && mask[x / 8] & (0x80 >> (x % 8));
            out[0] = pixel[2];
            out[1] = pixel[1];
            out[2] = pixel[0];
            out[3] = isAlphaItsOwn ? pixel[3] : uchar(isMasked ? 0 : 255);
        }
    }
    return image;
}

}  // namespace semblance
