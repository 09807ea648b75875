#include "core/media/codecs/psddecode.h"

#include <QCoreApplication>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/jpegdecode.h"
#include "core/media/codecs/psdfile.h"
#include "core/media/codecs/psdrows.h"
#include "core/media/pixels/boxrows.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/plainpicture.h"
#include "core/media/pixels/tonemap.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PsdDecoder)
};

/// 0 when such pixels are not read.
int colourChannels(PsdMode mode) {
    switch (mode) {
        case PsdMode::Bitmap:
        case PsdMode::Grey:
        case PsdMode::Indexed:
        case PsdMode::Multichannel:
        case PsdMode::Duotone:
            return 1;
        case PsdMode::Rgb:
        case PsdMode::Lab:
            return 3;
        case PsdMode::Cmyk:
            return 4;
    }
    return 0;
}

bool isReadable(const PsdFile& file) {
    if (colourChannels(file.mode) == 0)
        return false;
    const bool isBitmap = file.mode == PsdMode::Bitmap;
    switch (file.depth) {
        case 1:
            return isBitmap;
        case 8:
            return !isBitmap;
        case 16:
            return !isBitmap && file.mode != PsdMode::Indexed;
        case 32:
            return file.mode == PsdMode::Grey || file.mode == PsdMode::Rgb;
        default:
            return false;
    }
}

float floatAt(const uchar* bytes) {
    const auto bits = qFromBigEndian<quint32>(bytes);
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

uchar byteOf(float value) {
    return value > 0 ? uchar(std::min(1.0F, value) * 255 + 0.5F) : uchar(0);
}

/// Reads the merged picture's channels one after another, each reduced.
class MergedPicture {
public:
    MergedPicture(const PsdFile& file, PsdRows rows, const PixelNeed& need,
                  const CancelToken& cancel)
        : m_file(file),
          m_rows(std::move(rows)),
          m_cancel(cancel),
          m_factor(boxFactor(file.size, need)),
          m_row(m_rows.rowBytes()),
          m_bytes(std::size_t(file.size.width())) {}

    Result<QImage> read();

private:
    QSize size() const { return boxedSize(m_file.size, m_factor); }
    bool hasAlpha() const {
        return m_file.hasMergedAlpha && m_file.channels > colourChannels(m_file.mode) &&
               (m_file.mode == PsdMode::Grey || colourChannels(m_file.mode) > 1);
    }

    Result<QImage> readColours();
    Result<QImage> readLight();
    Result<QImage> readIndexed();
    Status eachRow(const std::function<void()>& take);
    const uchar* bytes();
    Status readChannel(QImage& image, int first, int count);
    Status readLightChannel(LightPicture& light, int first, int count);

    const PsdFile& m_file;
    PsdRows m_rows;
    const CancelToken& m_cancel;
    int m_factor;
    std::vector<uchar> m_row;    ///< as in the file
    std::vector<uchar> m_bytes;  ///< of one with other than 8 bits a sample
};

/// Reads the rows of one channel, each into m_row.
Status MergedPicture::eachRow(const std::function<void()>& take) {
    constexpr int rowsBetweenLooks = 64;
    for (int y = 0; y < m_file.size.height(); ++y) {
        if (y % rowsBetweenLooks == 0 && m_cancel.isCancelled())
            return fail(cancelledError());
        SEMBLANCE_TRY(m_rows.read(m_row));
        take();
    }
    return {};
}

/// The row with a byte a sample.
const uchar* MergedPicture::bytes() {
    const uchar* const row = m_row.data();
    uchar* const bytes = m_bytes.data();
    const std::size_t width = m_bytes.size();
    switch (m_file.depth) {
        case 1:
            // A bit that is set is black.
            for (std::size_t x = 0; x < width; ++x)
                bytes[x] = row[x / 8] & (0x80 >> (x % 8)) ? 0 : 255;
            return bytes;
        case 16:
            for (std::size_t x = 0; x < width; ++x) {
                // value * 255 / 65535, rounded
                const unsigned value = unsigned(row[2 * x] << 8) + row[2 * x + 1];
                bytes[x] = uchar((value * 255 + 32895) >> 16);
            }
            return bytes;
        case 32:
            for (std::size_t x = 0; x < width; ++x)
                bytes[x] = byteOf(floatAt(row + 4 * x));
            return bytes;
        default:
            return row;
    }
}

/// Into bytes `first` to `first + count` of each pixel.
Status MergedPicture::readChannel(QImage& image, int first, int count) {
    BoxRows<quint8> boxes(m_file.size, m_factor);
    const qsizetype pixelBytes = image.depth() / 8;
    int y = 0;
    return eachRow([&] {
        if (!boxes.add(bytes()))
            return;
        uchar* out = image.scanLine(y++) + first;
        for (int x = 0; x < image.width(); ++x, out += pixelBytes)
            std::fill_n(out, count, boxes.row()[x]);
    });
}

Status MergedPicture::readLightChannel(LightPicture& light, int first, int count) {
    BoxRows<float> boxes(m_file.size, m_factor);
    std::vector<float> samples(m_bytes.size());
    int y = 0;
    return eachRow([&] {
        for (std::size_t x = 0; x < samples.size(); ++x)
            samples[x] = floatAt(m_row.data() + 4 * x);
        if (!boxes.add(samples.data()))
            return;
        float* out = light.row(y++) + first;
        for (int x = 0; x < light.size.width(); ++x, out += 3)
            std::fill_n(out, count, boxes.row()[x]);
    });
}

/// RGB888, or inks as RGBA8888.
Result<QImage> MergedPicture::readColours() {
    const int channels = colourChannels(m_file.mode);
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(size(), channels == 4 ? QImage::Format_RGBA8888
                                                                       : QImage::Format_RGB888));
    for (int channel = 0; channel < channels; ++channel)
        SEMBLANCE_TRY(readChannel(image, channel, channels == 1 ? 3 : 1));
    return image;
}

Result<QImage> MergedPicture::readLight() {
    SEMBLANCE_TRY_ASSIGN(LightPicture light, LightPicture::black(size()));
    const int channels = colourChannels(m_file.mode);
    for (int channel = 0; channel < channels; ++channel)
        SEMBLANCE_TRY(readLightChannel(light, channel, channels == 1 ? 3 : 1));
    return toneMapped(light);
}

/// Colours first, since what lies between two indices means nothing.
Result<QImage> MergedPicture::readIndexed() {
    std::array<std::array<uchar, 256>, 4> palette;
    for (std::size_t i = 0; i < 256; ++i) {
        const bool isClear = m_file.transparentIndex == int(i);
        palette[3][i] = isClear ? 0 : 255;
        // Premultiplied.
        for (std::size_t c = 0; c < 3; ++c)
            palette[c][i] = isClear ? 0 : uchar(m_file.palette[qsizetype(c * 256 + i)]);
    }
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(size(), QImage::Format_RGBA8888_Premultiplied));
    std::vector<BoxRows<quint8>> boxes(palette.size(), BoxRows<quint8>(m_file.size, m_factor));
    std::vector<uchar> values(m_bytes.size());
    int y = 0;
    SEMBLANCE_TRY(eachRow([&] {
        bool isComplete = false;
        for (std::size_t c = 0; c < palette.size(); ++c) {
            for (std::size_t x = 0; x < values.size(); ++x)
                values[x] = palette[c][m_row[x]];
            isComplete = boxes[c].add(values.data());
        }
        if (!isComplete)
            return;
        uchar* out = image.scanLine(y++);
        for (int x = 0; x < image.width(); ++x)
            for (const BoxRows<quint8>& box : boxes)
                *out++ = box.row()[x];
    }));
    return image;
}

Result<QImage> inRgb(QImage image, const PsdFile& file) {
    if (file.mode == PsdMode::Lab)
        return rgbFromLab(image);
    if (file.mode != PsdMode::Cmyk)
        return image;
    // 255 stands for no ink.
    image.invertPixels(QImage::InvertRgba);
    return rgbFromInks(image, file.iccProfile.toByteArray());
}

/// Photoshop composes the merged picture on white; what is not white's share is the picture's.
Result<QImage> withoutWhite(const QImage& colours, const QImage& alpha) {
    SEMBLANCE_TRY_ASSIGN(QImage image,
                         newPixels(colours.size(), QImage::Format_RGBA8888_Premultiplied));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* in = colours.constScanLine(y);
        const uchar* opaque = alpha.constScanLine(y);
        uchar* out = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x, in += 3, out += 4) {
            const int white = 255 - opaque[x];
            for (int c = 0; c < 3; ++c)
                out[c] = uchar(std::max(0, in[c] - white));
            out[3] = opaque[x];
        }
    }
    return image;
}

Result<QImage> MergedPicture::read() {
    if (m_file.mode == PsdMode::Indexed)
        return readIndexed();
    const bool isLight = m_file.depth == 32;
    SEMBLANCE_TRY_ASSIGN(QImage colours, isLight ? readLight() : readColours());
    if (!hasAlpha())
        return inRgb(std::move(colours), m_file);
    SEMBLANCE_TRY_ASSIGN(QImage alpha, newPixels(size(), QImage::Format_Grayscale8));
    SEMBLANCE_TRY(readChannel(alpha, 0, 1));
    SEMBLANCE_TRY_ASSIGN(colours, inRgb(std::move(colours), m_file));
    return withoutWhite(colours, alpha);
}

/// Of the numbers that come out; inks and Lab are sRGB by then, and so is light.
QByteArray profileOfPixels(const PsdFile& file) {
    const bool isConverted =
        file.mode == PsdMode::Cmyk || file.mode == PsdMode::Lab || file.depth == 32;
    return isConverted ? QByteArray() : file.iccProfile.toByteArray();
}

Result<RawPicture> thumbnailOf(const PsdFile& file, const PixelNeed& need,
                               const CancelToken& cancel) {
    if (!file.thumbnail.isEmpty()) {
        auto thumbnail = decodeJpeg(file.thumbnail.toByteArray(), need, cancel);
        if (thumbnail || cancel.isCancelled()) {
            if (thumbnail)
                thumbnail->fullSize = file.size;
            return thumbnail;
        }
    }
    return fail(ErrorKind::BadInput,
                Text::tr("The program that saved this Photoshop file left the whole picture out of "
                         "it. Save it again with \"Maximize Compatibility\"."));
}

}  // namespace

Result<RawPicture> decodePsd(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const PsdFile file, readPsdFile(bytes));
    if (!file.hasMergedPicture)
        return thumbnailOf(file, need, cancel);
    if (!isReadable(file))
        return fail(unreadVariant(
            format, QStringLiteral("mode %1, depth %2").arg(int(file.mode)).arg(file.depth)));
    if (file.channels < colourChannels(file.mode))
        return fail(damagedPicture(format, QStringLiteral("channels")));
    SEMBLANCE_TRY_ASSIGN(PsdRows rows, PsdRows::open(file));
    MergedPicture merged(file, std::move(rows), need, cancel);
    SEMBLANCE_TRY_ASSIGN(QImage image, merged.read());
    SEMBLANCE_TRY_ASSIGN(RawPicture picture, plainPicture(std::move(image), file.size, need));
    picture.upright = true;
    picture.iccProfile = profileOfPixels(file);
    return picture;
}

}  // namespace semblance
