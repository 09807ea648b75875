#include "core/media/codecs/hdrdecode.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/boxrows.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"
#include "core/media/pixels/tonemap.h"

namespace semblance {

namespace {

struct HdrHeader {
    QSize size;
    bool isFromBelow = false;
    bool isFromRight = false;
    bool isXyz = false;
    QByteArrayView data;
};

/// Lines up to an empty one, then the size: "-Y 480 +X 640" is from the top left. Other orders of
/// the axes, which nobody writes, are not known.
std::optional<HdrHeader> readHeader(QByteArrayView bytes) {
    HdrHeader header;
    const auto nextLine = [&]() -> std::optional<QByteArray> {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0)
            return {};
        const QByteArray line = bytes.first(end).toByteArray();
        bytes = bytes.sliced(end + 1);
        return line;
    };
    for (;;) {
        const std::optional<QByteArray> line = nextLine();
        if (!line)
            return {};
        if (line->trimmed().isEmpty())
            break;
        header.isXyz = header.isXyz || line->contains("32-bit_rle_xyze");
    }
    const QList<QByteArray> words = nextLine().value_or(QByteArray()).simplified().split(' ');
    if (words.size() != 4 || !words[0].endsWith('Y') || !words[2].endsWith('X'))
        return {};
    header.size = QSize(words[3].toInt(), words[1].toInt());
    header.isFromBelow = words[0].startsWith('+');
    header.isFromRight = words[2].startsWith('-');
    header.data = bytes;
    return header;
}

/// Rows of 4 bytes a pixel, in the file's order.
class RgbeRows {
public:
    RgbeRows(QByteArrayView data, int width) : m_reader(data), m_row(std::size_t(width) * 4) {}

    bool read() {
        const int width = int(m_row.size() / 4);
        ByteReader ahead = m_reader;
        const bool isPlanar = ahead.u8() == 2 && ahead.u8() == 2 && ahead.u16be() == width &&
                              width >= 8 && width < 32768;
        if (!isPlanar)
            return readPixels();
        m_reader = ahead;
        for (std::size_t channel = 0; channel < 4; ++channel) {
            if (!readChannel(channel))
                return false;
        }
        return true;
    }
    const uchar* row() const { return m_row.data(); }

private:
    /// One byte of each pixel, in runs.
    bool readChannel(std::size_t channel) {
        std::size_t at = channel;
        while (at < m_row.size()) {
            const int control = m_reader.u8();
            const bool repeats = control > 128;
            uchar value = repeats ? m_reader.u8() : uchar(0);
            for (int count = repeats ? control - 128 : control; count > 0; --count) {
                if (!repeats)
                    value = m_reader.u8();
                if (at < m_row.size())
                    m_row[at] = value;
                at += 4;
            }
            if (m_reader.failed())
                return false;
        }
        return true;
    }

    /// Whole pixels; 1, 1, 1 repeats the one before, several of them by powers of 256.
    bool readPixels() {
        int shift = 0;
        for (std::size_t at = 0; at < m_row.size();) {
            const QByteArrayView pixel = m_reader.take(4);
            if (pixel.isEmpty())
                return false;
            if (pixel.startsWith("\1\1\1")) {
                std::size_t count = shift < 24 ? std::size_t(uchar(pixel[3])) << shift : 0;
                for (; at > 0 && count > 0 && at < m_row.size(); --count, at += 4)
                    std::copy_n(m_row.begin() + std::ptrdiff_t(at) - 4, 4,
                                m_row.begin() + std::ptrdiff_t(at));
                shift += 8;
                continue;
            }
            std::copy(pixel.begin(), pixel.end(), m_row.begin() + std::ptrdiff_t(at));
            at += 4;
            shift = 0;
        }
        return true;
    }

    ByteReader m_reader;
    std::vector<uchar> m_row;
};

float lightOf(uchar mantissa, uchar exponent) {
    constexpr int excess = 128 + 8;
    return exponent == 0 ? 0.0F : std::ldexp(float(mantissa) + 0.5F, int(exponent) - excess);
}

Result<LightPicture> readLight(const HdrHeader& header, const PixelNeed& need,
                               const CancelToken& cancel) {
    const int factor = boxFactor(header.size, need);
    SEMBLANCE_TRY_ASSIGN(LightPicture light, LightPicture::black(boxedSize(header.size, factor)));
    std::vector<BoxRows<float>> boxes(3, BoxRows<float>(header.size, factor));
    std::vector<float> samples(std::size_t(header.size.width()));
    RgbeRows rows(header.data, header.size.width());
    int row = 0;
    for (int y = 0; y < header.size.height(); ++y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (!rows.read())
            return fail(cutShortPicture());
        bool isComplete = false;
        for (std::size_t c = 0; c < boxes.size(); ++c) {
            for (std::size_t x = 0; x < samples.size(); ++x)
                samples[x] = lightOf(rows.row()[4 * x + c], rows.row()[4 * x + 3]);
            isComplete = boxes[c].add(samples.data());
        }
        if (!isComplete)
            continue;
        float* out = light.row(row++);
        for (int x = 0; x < light.size.width(); ++x)
            for (const BoxRows<float>& box : boxes)
                *out++ = box.row()[x];
    }
    return light;
}

}  // namespace

Result<RawPicture> decodeHdr(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    const std::optional<HdrHeader> header = readHeader(bytes);
    if (!header || header->size.isEmpty())
        return fail(damagedPicture(format));
    if (header->isXyz)
        return fail(unreadVariant(format, QStringLiteral("XYZE")));
    if (qint64{header->size.width()} * header->size.height() > kMaxPixels)
        return fail(tooManyPixels(header->size));
    SEMBLANCE_TRY_ASSIGN(const LightPicture light, readLight(*header, need, cancel));
    SEMBLANCE_TRY_ASSIGN(QImage image, toneMapped(light));
    if (header->isFromBelow || header->isFromRight)
        image.mirror(header->isFromRight, header->isFromBelow);
    return plainPicture(std::move(image), header->size, need);
}

}  // namespace semblance
