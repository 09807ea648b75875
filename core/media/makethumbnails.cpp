#include "core/media/makethumbnails.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>
#include <algorithm>
#include <array>
#include <functional>

#include "core/media/jpegencode.h"
#include "core/media/pixels/pixels.h"
#include "core/media/pngencode.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Thumbnails)
};

constexpr int kJpegQuality = 80;
// Qt's 0..100 for PNG means zlib's 9..0: a small loss of size for most of the time.
constexpr int kPngQuality = 70;

// Halved, the colours of an icon would be a smear; the smallest ones are kept as they are.
constexpr int kSmallSide = 128;
constexpr int kTinySide = 64;
// Drawings, screenshots and diagrams are above it, photos on white paper hardly ever.
constexpr double kFlat = 0.75;

/// The picture by a palette; null when it has more colours than one holds, or so many greys that it
/// is a photo.
QImage byPalette(const QImage& rgb) {
    constexpr std::size_t slots = 1024;
    std::array<quint32, slots> keys{};  // colours with 1 above them
    std::array<uchar, slots> indices{};
    QList<QRgb> palette;
    constexpr int mostColours = 256, mostGreys = 64;
    bool isGrey = true;
    QImage image(rgb.size(), QImage::Format_Indexed8);
    for (int y = 0; y < image.height(); ++y) {
        const uchar* in = rgb.constScanLine(y);
        uchar* out = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x, in += 3) {
            const quint32 key = 1u << 24 | quint32(in[0]) << 16 | quint32(in[1]) << 8 | in[2];
            std::size_t slot = key * 2654435761u >> 22;
            while (keys[slot] != 0 && keys[slot] != key)
                slot = (slot + 1) % slots;
            if (keys[slot] == 0) {
                if (palette.size() == mostColours)
                    return {};
                isGrey = isGrey && in[0] == in[1] && in[1] == in[2];
                keys[slot] = key;
                indices[slot] = uchar(palette.size());
                palette << qRgb(in[0], in[1], in[2]);
            }
            *out++ = indices[slot];
        }
    }
    if (isGrey && palette.size() > mostGreys)
        return {};
    image.setColorTable(palette);
    return image;
}

/// How many of the pixels are just as their neighbours, 0..1.
double flatShare(const QImage& rgb) {
    constexpr int step = 4;
    qint64 same = 0, all = 0;
    for (int y = 0; y < rgb.height(); y += step) {
        const uchar* row = rgb.constScanLine(y);
        for (int x = 1; x < rgb.width(); ++x)
            same += std::equal(row + 3 * x, row + 3 * x + 3, row + 3 * x - 3);
        all += rgb.width() - 1;
    }
    return all > 0 ? double(same) / double(all) : 1;
}

/// Of an opaque picture.
Result<QByteArray> encodeDrawing(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(kPngQuality);
    if (!writer.write(image))
        return fail(ErrorKind::BadInput, Text::tr("A thumbnail of the picture could not be made."),
                    writer.errorString());
    return bytes;
}

Result<QByteArray> encode(const QImage& pixels) {
    if (pixels.hasAlphaChannel())
        return encodePng(pixels);
    const int side = std::max(pixels.width(), pixels.height());
    const bool isDrawn = side <= kSmallSide || flatShare(pixels) > kFlat;
    if (isDrawn) {
        if (const QImage drawn = byPalette(pixels); !drawn.isNull())
            return encodeDrawing(drawn);
    }
    if (side <= kTinySide)
        return encodeDrawing(pixels);
    return encodeJpeg(pixels, kJpegQuality, isDrawn ? Chroma::Full : Chroma::Halved);
}

}  // namespace

Result<QMap<int, QByteArray>> makeThumbnails(const QImage& pixels, QList<int> sides) {
    QMap<int, QByteArray> files;
    // From large to small, each from the one before.
    std::sort(sides.begin(), sides.end(), std::greater<>());
    QImage last = pixels;
    QByteArray lastFile;
    for (int side : sides) {
        const QSize size = fittedSize(last.size(), side);
        if (lastFile.isEmpty() || size != last.size()) {
            SEMBLANCE_TRY_ASSIGN(last, shrunkTo(last, size));
            SEMBLANCE_TRY_ASSIGN(lastFile, encode(last));
        }
        files.insert(side, lastFile);
    }
    return files;
}

}  // namespace semblance
