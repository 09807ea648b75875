#include "tests/core/media/fixtures.h"

#include <gif_lib.h>

#include <QBuffer>
#include <QImageWriter>
#include <QPainter>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>
// Needs cstdio.
#include <jpeglib.h>

namespace semblance::fixtures {

QImage painted(int width, int height) {
    QImage image(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y) {
        uchar* out = image.scanLine(y);
        for (int x = 0; x < width; ++x) {
            *out++ = uchar(std::floor(127.5 + 127.5 * std::sin(x / 37.0) * std::cos(y / 53.0)));
            *out++ = (x / 80 + y / 80) % 2 == 0 ? 200 : 40;
            *out++ = uchar(std::floor(255.0 * (x + y) / (width + height - 2)));
        }
    }
    return image;
}

QImage quarters(int width, int height) {
    QImage image(width, height, QImage::Format_RGB888);
    QPainter painter(&image);
    const int w = width / 2;
    const int h = height / 2;
    painter.fillRect(0, 0, w, h, Qt::red);
    painter.fillRect(w, 0, width - w, h, Qt::green);
    painter.fillRect(w, h, width - w, height - h, Qt::blue);
    painter.fillRect(0, h, w, height - h, Qt::yellow);
    return image;
}

QByteArray encoded(const QImage& image, const char* format, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    if (!writer.write(image))
        qFatal("cannot write a %s: %s", format, qPrintable(writer.errorString()));
    return bytes;
}

namespace {

/// `rows` hold `components` values per pixel.
QByteArray libjpegFile(const std::vector<JSAMPLE>& pixels, int width, int height, int components,
                       J_COLOR_SPACE in, const std::function<void(jpeg_compress_struct&)>& adjust) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = JDIMENSION(width);
    info.image_height = JDIMENSION(height);
    info.input_components = components;
    info.in_color_space = in;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 95, TRUE);
    adjust(info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPROW>(pixels.data() +
                                         size_t(info.next_scanline) * size_t(width * components));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    const QByteArray file(reinterpret_cast<const char*>(bytes), qsizetype(size));
    std::free(bytes);
    return file;
}

void append16(QByteArray& bytes, int value) {
    std::array<char, 2> raw;
    qToLittleEndian(quint16(value), raw.data());
    bytes.append(raw.data(), raw.size());
}

void append32(QByteArray& bytes, qsizetype value) {
    std::array<char, 4> raw;
    qToLittleEndian(quint32(value), raw.data());
    bytes.append(raw.data(), raw.size());
}

enum TagType { Ascii = 2, Short = 3, Long = 4 };

/// A TIFF directory entry; texts longer than 3 bytes go to `heap`, which starts at `heapStart`.
void appendText(QByteArray& entries, QByteArray& heap, qsizetype heapStart, int tag,
                const QByteArray& text) {
    append16(entries, tag);
    append16(entries, Ascii);
    append32(entries, text.size() + 1);
    if (text.size() < 4) {
        entries.append(text.leftJustified(4, '\0'));
        return;
    }
    append32(entries, heapStart + heap.size());
    heap.append(text).append('\0');
}

}  // namespace

QByteArray exifBlock(const Exif& exif) {
    constexpr qsizetype entrySize = 12;
    constexpr qsizetype firstDirectory = 8;
    constexpr qsizetype exifDirectory = firstDirectory + 2 + 4 * entrySize + 4;
    constexpr qsizetype heapStart = exifDirectory + 2 + entrySize + 4;
    QByteArray heap;
    QByteArray block("II*\0", 4);
    append32(block, firstDirectory);
    append16(block, 4);
    appendText(block, heap, heapStart, 0x010f, exif.make);
    appendText(block, heap, heapStart, 0x0110, exif.model);
    append16(block, 0x0112);
    append16(block, Short);
    append32(block, 1);
    append32(block, exif.orientation);
    append16(block, 0x8769);
    append16(block, Long);
    append32(block, 1);
    append32(block, exifDirectory);
    append32(block, 0);
    append16(block, 1);
    appendText(block, heap, heapStart, 0x9003, exif.dateTimeOriginal);
    append32(block, 0);
    return block + heap;
}

QByteArray cmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black, bool ycck,
                    bool adobeMarker) {
    std::vector<JSAMPLE> pixels;
    for (int i = 0; i < width * height; ++i)
        for (int ink : {cyan, magenta, yellow, black})
            pixels.push_back(JSAMPLE(adobeMarker ? 255 - ink : ink));
    if (!adobeMarker)
        return libjpegFile(pixels, width, height, 4, JCS_CMYK,
                           [](jpeg_compress_struct& info) { info.write_Adobe_marker = FALSE; });
    if (ycck)
        return libjpegFile(pixels, width, height, 4, JCS_CMYK, [](jpeg_compress_struct& info) {
            jpeg_set_colorspace(&info, JCS_YCCK);
        });
    return libjpegFile(pixels, width, height, 4, JCS_CMYK, [](jpeg_compress_struct&) {});
}

QByteArray progressiveJpeg(const QImage& image) {
    return jpegFile(image, {.quality = 95, .isProgressive = true});
}

QByteArray jpegFile(const QImage& image, const JpegKind& kind) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    std::vector<JSAMPLE> pixels;
    for (int y = 0; y < rgb.height(); ++y)
        pixels.insert(pixels.end(), rgb.constScanLine(y),
                      rgb.constScanLine(y) + qsizetype{3} * rgb.width());
    return libjpegFile(
        pixels, rgb.width(), rgb.height(), 3, JCS_RGB, [&](jpeg_compress_struct& info) {
            if (kind.isGrey)
                jpeg_set_colorspace(&info, JCS_GRAYSCALE);
            jpeg_set_quality(&info, kind.quality, TRUE);
            if (kind.isProgressive)
                jpeg_simple_progression(&info);
            info.optimize_coding = kind.isOptimised ? TRUE : FALSE;
            if (kind.isFullChroma)
                info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
            info.restart_interval = unsigned(kind.restartInterval);
        });
}

QByteArray gifFile(const QImage& image, bool isInterlaced) {
    QByteArray file;
    GifFileType* gif = EGifOpen(
        &file,
        [](GifFileType* self, const GifByteType* bytes, int count) {
            static_cast<QByteArray*>(self->UserData)
                ->append(reinterpret_cast<const char*>(bytes), count);
            return count;
        },
        nullptr);
    // Two bits of each colour.
    std::array<GifColorType, 64> colours;
    for (int i = 0; i < 64; ++i)
        colours[std::size_t(i)] = {GifByteType((i >> 4) * 85), GifByteType((i >> 2 & 3) * 85),
                                   GifByteType((i & 3) * 85)};
    ColorMapObject* map = GifMakeMapObject(64, colours.data());
    EGifPutScreenDesc(gif, image.width(), image.height(), 8, 0, map);
    EGifPutImageDesc(gif, 0, 0, image.width(), image.height(), isInterlaced, nullptr);
    std::vector<int> rows;
    for (const auto& [first, step] :
         {std::pair(0, 8), std::pair(4, 8), std::pair(2, 4), std::pair(1, 2)})
        for (int y = first; isInterlaced && y < image.height(); y += step)
            rows.push_back(y);
    for (int y = 0; !isInterlaced && y < image.height(); ++y)
        rows.push_back(y);
    for (const int y : rows) {
        std::vector<GifPixelType> row;
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            row.push_back(
                GifPixelType(qRed(pixel) >> 6 << 4 | qGreen(pixel) >> 6 << 2 | qBlue(pixel) >> 6));
        }
        EGifPutLine(gif, row.data(), image.width());
    }
    EGifCloseFile(gif, nullptr);
    GifFreeMapObject(map);
    return file;
}

QByteArray animatedGif() {
    // LZW with 2-bit colours: clear and three pixels in 3-bit codes, a fourth and the end in 4-bit
    // ones, because the table has outgrown 3 bits by then.
    const auto frame = [](const char* codes) {
        return QByteArray::fromHex(
                   "21f90400320000002c000000000200020000"
                   "0203") +
               QByteArray::fromHex(codes) + '\0';
    };
    const QByteArray screen = QByteArray::fromHex("02000200910000");
    const QByteArray redBlueGreenWhite = QByteArray::fromHex("ff00000000ff00ff00ffffff");
    return "GIF89a" + screen + redBlueGreenWhite + frame("040005") + frame("4c1205") + '\x3b';
}

QByteArray withExif(const QByteArray& jpeg, const Exif& exif) {
    const QByteArray payload = QByteArray("Exif\0\0", 6) + exifBlock(exif);
    QByteArray segment("\xff\xe1", 2);
    std::array<char, 2> length;
    qToBigEndian(quint16(payload.size() + 2), length.data());
    segment.append(length.data(), length.size());
    return jpeg.first(2) + segment + payload + jpeg.sliced(2);
}

double inputCosine(const QByteArray& a, const QByteArray& b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double x = uchar(a[i]) - 127.0;
        const double y = uchar(b[i]) - 127.0;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return ab / std::sqrt(aa * bb);
}

double largestInputDifference(const QByteArray& a, const QByteArray& b) {
    int largest = a.size() == b.size() ? 0 : 256;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(int(uchar(a[i])) - int(uchar(b[i]))));
    return largest / 128.0;
}

}  // namespace semblance::fixtures
