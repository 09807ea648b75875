#include "core/media/codecs/qoidecode.h"

#include <array>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

struct Pixel {
    uchar red = 0, green = 0, blue = 0, alpha = 255;
};

/// The pixels in the order of the file.
class QoiPixels {
public:
    explicit QoiPixels(ByteReader& reader) : m_reader(reader) { m_seen.fill({0, 0, 0, 0}); }

    Pixel next() {
        if (m_run > 0)
            --m_run;
        else
            readChunk();
        return m_pixel;
    }

private:
    void readChunk() {
        const int tag = m_reader.u8();
        if (tag >= 0xfe) {
            m_pixel.red = m_reader.u8();
            m_pixel.green = m_reader.u8();
            m_pixel.blue = m_reader.u8();
            if (tag == 0xff)
                m_pixel.alpha = m_reader.u8();
        } else {
            const int value = tag & 0x3f;
            switch (tag >> 6) {
                case 0:
                    m_pixel = m_seen[std::size_t(value)];
                    return;
                case 1:
                    change((value >> 4) - 2, (value >> 2 & 3) - 2, (value & 3) - 2);
                    break;
                case 2: {
                    const int green = value - 32;
                    const int others = m_reader.u8();
                    change(green + (others >> 4) - 8, green, green + (others & 15) - 8);
                    break;
                }
                default:
                    m_run = value;
                    return;
            }
        }
        m_seen[(m_pixel.red * 3U + m_pixel.green * 5U + m_pixel.blue * 7U + m_pixel.alpha * 11U) %
               m_seen.size()] = m_pixel;
    }

    void change(int red, int green, int blue) {
        m_pixel.red = uchar(m_pixel.red + red);
        m_pixel.green = uchar(m_pixel.green + green);
        m_pixel.blue = uchar(m_pixel.blue + blue);
    }

    ByteReader& m_reader;
    std::array<Pixel, 64> m_seen;
    Pixel m_pixel;
    int m_run = 0;
};

}  // namespace

Result<RawPicture> decodeQoi(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    ByteReader reader(bytes);
    reader.skip(4);
    const quint32 width = reader.u32be();
    const quint32 height = reader.u32be();
    const int channels = reader.u8();
    reader.skip(1);
    if (reader.failed())
        return fail(cutShortPicture());
    if (width == 0 || height == 0 || width > INT_MAX || height > INT_MAX ||
        (channels != 3 && channels != 4))
        return fail(damagedPicture(format));
    const QSize size{int(width), int(height)};
    const quint64 count = quint64{width} * height;
    if (count > quint64(kMaxPixels))
        return fail(tooManyPixels(size));
    // Before anything of that size is asked for: a byte stands for so many pixels at most.
    constexpr quint64 longestRun = 62;
    if (quint64(reader.left()) < count / longestRun)
        return fail(cutShortPicture());
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(size, channels == 4 ? QImage::Format_RGBA8888
                                                                     : QImage::Format_RGB888));
    QoiPixels pixels(reader);
    for (int y = 0; y < size.height(); ++y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        uchar* out = image.scanLine(y);
        for (int x = 0; x < size.width(); ++x) {
            const Pixel pixel = pixels.next();
            *out++ = pixel.red;
            *out++ = pixel.green;
            *out++ = pixel.blue;
            if (channels == 4)
                *out++ = pixel.alpha;
        }
        if (reader.failed())
            return fail(cutShortPicture());
    }
    return plainPicture(std::move(image), size, need);
}

}  // namespace semblance
