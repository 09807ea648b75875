#include "tests/core/media/bmpfile.h"

#include <QtEndian>
#include <initializer_list>

namespace semblance::fixtures {

namespace {

QByteArray numbers(std::initializer_list<quint32> values) {
    QByteArray bytes;
    for (const quint32 value : values) {
        char raw[4];
        qToLittleEndian(value, raw);
        bytes.append(raw, 4);
    }
    return bytes;
}

quint32 placed(int value, quint32 mask) {
    if (mask == 0)
        return 0;
    const int shift = qCountTrailingZeroBits(mask);
    const quint64 largest = mask >> shift;
    return quint32((quint64(value) * largest + 127) / 255) << shift;
}

}  // namespace

QByteArray Bmp::file() const {
    QByteArray header;
    if (headerBytes == 12) {
        header = numbers({12, quint32(kWidth | kHeight << 16), quint32(1 | bits << 16)});
    } else {
        header =
            numbers({quint32(headerBytes), kWidth, isTopDown ? quint32(-kHeight) : quint32(kHeight),
                     quint32(1 | bits << 16), code, 0, 2835, 2835, 0, 0});
        if (headerBytes >= 52 && headerBytes != 64)
            header += numbers({masks[0], masks[1], masks[2], masks[3]});
        header = header.leftJustified(headerBytes, '\0', true);
    }
    if (headerBytes == 40 && (code == 3 || code == 6))
        header += numbers({masks[0], masks[1], masks[2]});
    if (headerBytes == 40 && code == 6)
        header += numbers({masks[3]});
    const auto start = quint32(14 + header.size() + palette.size());
    if (!iccProfile.isEmpty()) {
        header.replace(56, 4, "DEBM");
        header.replace(112, 8,
                       numbers({start - 14 + quint32(pixels.size()), quint32(iccProfile.size())}));
    }
    return "BM" + numbers({start + quint32(pixels.size()), 0, start}) + header + palette + pixels +
           iccProfile;
}

QByteArray Bmp::rows(const std::function<quint32(int x, int y)>& pixel) const {
    QByteArray bytes;
    for (int i = 0; i < kHeight; ++i) {
        const int y = isTopDown ? i : kHeight - 1 - i;
        QByteArray row((kWidth * bits + 31) / 32 * 4, '\0');
        for (int x = 0; x < kWidth; ++x) {
            const quint32 value = pixel(x, y);
            if (bits < 8) {
                const int at = x * bits;
                row[at / 8] = char(uchar(row[at / 8]) | value << (8 - bits - at % 8));
            } else {
                for (int b = 0; b < bits / 8; ++b)
                    row[x * bits / 8 + b] = char(value >> (8 * b));
            }
        }
        bytes += row;
    }
    return bytes;
}

QColor bmpColour(int x, int y, bool hasAlpha) {
    return QColor(x * 255 / (Bmp::kWidth - 1), y * 255 / (Bmp::kHeight - 1),
                  255 - x * 255 / (Bmp::kWidth - 1),
                  hasAlpha && x > Bmp::kWidth / 2 ? 255 / 15 * 8 : 255);
}

quint32 bmpPixel(const QColor& colour, const std::array<quint32, 4>& masks) {
    return placed(colour.red(), masks[0]) | placed(colour.green(), masks[1]) |
           placed(colour.blue(), masks[2]) | placed(colour.alpha(), masks[3]);
}

QByteArray bmpPalette(int count, bool isCore) {
    QByteArray palette;
    for (int i = 0; i < count; ++i) {
        palette.append(char(255 - i)).append(char(i)).append(char(i * 7));
        if (!isCore)
            palette.append('\0');
    }
    return palette;
}

QColor bmpPaletteColour(int i) {
    return QColor(i * 7 % 256, i, 255 - i);
}

}  // namespace semblance::fixtures
