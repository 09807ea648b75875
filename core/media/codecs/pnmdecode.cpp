#include "core/media/codecs/pnmdecode.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <vector>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"
#include "core/media/pixels/tonemap.h"

namespace semblance {

namespace {

bool isBlank(char letter) {
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

struct PnmHeader {
    QSize size;
    int channels = 0;
    int maximum = 1;  ///< of a sample, at most 65535
    bool isText = false;
    bool isBits = false;   ///< packed, 1 is black
    bool isFloat = false;  ///< `maximum` does not count
    bool isLittle = false;

    std::size_t rowBytes() const {
        const auto samples = std::size_t(size.width()) * std::size_t(channels);
        if (isBits)
            return (samples + 7) / 8;
        return samples * (isFloat ? 4 : maximum > 255 ? 2 : 1);
    }
    /// Of text, a digit for each number.
    std::size_t leastRowBytes() const {
        return isText ? std::size_t(size.width()) * std::size_t(channels) : rowBytes();
    }
};

/// Words between blanks; "#" begins a comment up to the end of the line.
class Words {
public:
    explicit Words(QByteArrayView bytes) : m_bytes(bytes) {}

    QByteArrayView next() {
        skipBlanks();
        const qsizetype from = m_at;
        while (m_at < m_bytes.size() && !isBlank(m_bytes[m_at]) && m_bytes[m_at] != '#')
            ++m_at;
        return m_bytes.sliced(from, m_at - from);
    }
    /// A digit alone, as in P1, whose bits need no blanks between them.
    int nextBit() {
        skipBlanks();
        return m_at < m_bytes.size() ? m_bytes[m_at++] - '0' : -1;
    }
    int nextNumber() {
        bool isNumber = false;
        const int number = next().toByteArray().toInt(&isNumber);
        return isNumber ? number : -1;
    }
    /// One blank ends a header; behind it are the pixels.
    QByteArrayView behindHeader() const {
        return m_bytes.sliced(std::min(m_at + 1, m_bytes.size()));
    }
    QByteArrayView rest() const { return m_bytes.sliced(m_at); }

private:
    void skipBlanks() {
        while (m_at < m_bytes.size() && (isBlank(m_bytes[m_at]) || m_bytes[m_at] == '#')) {
            if (m_bytes[m_at] != '#') {
                ++m_at;
                continue;
            }
            const qsizetype end = m_bytes.indexOf('\n', m_at);
            m_at = end < 0 ? m_bytes.size() : end;
        }
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

/// A PAM's header: names with their numbers, until ENDHDR.
std::optional<PnmHeader> readPamHeader(Words& words) {
    PnmHeader header;
    int width = 0;
    int height = 0;
    for (;;) {
        const QByteArrayView name = words.next();
        if (name == QByteArrayView("ENDHDR"))
            break;
        if (name.isEmpty())
            return {};
        if (name == QByteArrayView("WIDTH"))
            width = words.nextNumber();
        else if (name == QByteArrayView("HEIGHT"))
            height = words.nextNumber();
        else if (name == QByteArrayView("DEPTH"))
            header.channels = words.nextNumber();
        else if (name == QByteArrayView("MAXVAL"))
            header.maximum = words.nextNumber();
        else
            words.next();
    }
    header.size = QSize(width, height);
    return header;
}

std::optional<PnmHeader> readHeader(Words& words) {
    const QByteArrayView magic = words.next();
    const char kind = magic.size() == 2 ? magic[1] : '\0';
    if (kind == '7')
        return readPamHeader(words);
    PnmHeader header;
    const int width = words.nextNumber();
    header.size = QSize(width, words.nextNumber());
    header.isFloat = kind == 'F' || kind == 'f';
    header.isText = kind >= '1' && kind <= '3';
    header.isBits = kind == '1' || kind == '4';
    header.channels = kind == '3' || kind == '6' || kind == 'F' ? 3 : 1;
    if (header.isFloat)
        header.isLittle = words.next().startsWith('-');
    else if (!header.isBits)
        header.maximum = words.nextNumber();
    return header;
}

bool isPossible(const PnmHeader& header) {
    return !header.size.isEmpty() && header.channels >= 1 && header.channels <= 4 &&
           header.maximum >= 1 && header.maximum <= 65535;
}

/// Every sample of a row as a byte; false where the file ends.
class PnmSamples {
public:
    PnmSamples(const PnmHeader& header, const Words& words)
        : m_header(header), m_words(words.rest()), m_reader(words.behindHeader()) {}

    bool read(std::vector<uchar>& row) {
        if (m_header.isText)
            return readText(row);
        const QByteArrayView data = m_reader.take(m_header.rowBytes());
        if (data.isEmpty())
            return false;
        const auto* bytes = reinterpret_cast<const uchar*>(data.data());
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (m_header.isBits)
                row[i] = bytes[i / 8] & (0x80 >> (i % 8)) ? 0 : 255;
            else if (m_header.maximum > 255)
                row[i] = scaled(bytes[2 * i] << 8 | bytes[2 * i + 1]);
            else
                row[i] = scaled(bytes[i]);
        }
        return true;
    }

private:
    bool readText(std::vector<uchar>& row) {
        for (uchar& sample : row) {
            const int value = m_header.isBits ? m_words.nextBit() : m_words.nextNumber();
            if (value < 0)
                return false;
            sample = m_header.isBits ? uchar(value == 0 ? 255 : 0) : scaled(value);
        }
        return true;
    }

    uchar scaled(int value) const {
        const int maximum = m_header.maximum;
        return uchar((std::min(value, maximum) * 255 + maximum / 2) / maximum);
    }

    const PnmHeader& m_header;
    Words m_words;
    ByteReader m_reader;
};

Result<QImage> readSamples(const PnmHeader& header, const Words& words, const CancelToken& cancel) {
    const bool hasAlpha = header.channels % 2 == 0;
    const bool isGrey = header.channels <= 2;
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(header.size, hasAlpha ? QImage::Format_RGBA8888
                                                                       : QImage::Format_RGB888));
    PnmSamples samples(header, words);
    std::vector<uchar> row(std::size_t(header.size.width()) * std::size_t(header.channels));
    for (int y = 0; y < header.size.height(); ++y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (!samples.read(row))
            return fail(cutShortPicture());
        uchar* out = image.scanLine(y);
        for (auto in = row.begin(); in != row.end(); in += header.channels) {
            for (int c = 0; c < 3; ++c)
                *out++ = in[isGrey ? 0 : c];
            if (hasAlpha)
                *out++ = in[header.channels - 1];
        }
    }
    return image;
}

/// From the lowest row to the highest.
Result<QImage> readFloats(const PnmHeader& header, const Words& words, const CancelToken& cancel) {
    ByteReader reader(words.behindHeader());
    SEMBLANCE_TRY_ASSIGN(LightPicture light, LightPicture::black(header.size));
    for (int y = header.size.height() - 1; y >= 0; --y) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        float* out = light.row(y);
        for (int x = 0; x < header.size.width() * header.channels; ++x) {
            const quint32 bits = header.isLittle ? reader.u32le() : reader.u32be();
            float value = 0;
            std::memcpy(&value, &bits, sizeof value);
            for (int copies = header.channels == 1 ? 3 : 1; copies > 0; --copies)
                *out++ = value;
        }
    }
    return toneMapped(light);
}

}  // namespace

bool isPnm(QByteArrayView bytes) {
    if (bytes.size() < 8 || bytes[0] != 'P' || bytes[1] < '1' || bytes[1] > '6' ||
        !(isBlank(bytes[2]) || bytes[2] == '#'))
        return false;
    Words words(bytes);
    const std::optional<PnmHeader> header = readHeader(words);
    return header && !header->size.isEmpty();
}

bool isPam(QByteArrayView bytes) {
    return bytes.startsWith("P7\n") || bytes.startsWith("PF\n") || bytes.startsWith("Pf\n");
}

Result<RawPicture> decodePnm(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    Words words(bytes);
    const std::optional<PnmHeader> header = readHeader(words);
    if (!header || !isPossible(*header))
        return fail(damagedPicture(format));
    const quint64 rows = quint64(header->size.height());
    if (rows * quint64(header->size.width()) > quint64(kMaxPixels))
        return fail(tooManyPixels(header->size));
    // Before anything of that size is asked for.
    if (quint64(words.behindHeader().size()) < header->leastRowBytes() * rows)
        return fail(cutShortPicture());
    SEMBLANCE_TRY_ASSIGN(QImage image, header->isFloat ? readFloats(*header, words, cancel)
                                                       : readSamples(*header, words, cancel));
    return plainPicture(std::move(image), header->size, need);
}

}  // namespace semblance
