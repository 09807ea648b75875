#include "tests/core/media/scanlinefiles.h"

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

QByteArray Tga::file(const QImage& image) const {
    QByteArray bytes;
    bytes += '\5';
    bytes += char(entries > 0);
    bytes += char(type);
    bytes += little(quint16(0)) + little(quint16(entries)) + char(entryBits) + QByteArray(4, '\0') +
             little(quint16(image.width())) + little(quint16(image.height())) + char(bits) +
             char(descriptor) + "names" + palette;
    const bool isPacked = type > 8;
    for (int row = 0; row < image.height(); ++row) {
        const int y = descriptor & 0x20 ? row : image.height() - 1 - row;
        for (int i = 0; i < image.width();) {
            const auto at = [&](int index) {
                const int x = descriptor & 0x10 ? image.width() - 1 - index : index;
                return pixel(image.pixelColor(x, y));
            };
            int count = 1;
            while (isPacked && i + count < image.width() && at(i + count) == at(i))
                ++count;
            if (isPacked)
                bytes += count > 1 ? char(127 + count) : '\0';
            bytes += at(i);
            i += count;
        }
    }
    return bytes;
}

QByteArray qoiFile(const QImage& image, int channels) {
    struct Pixel {
        uchar r, g, b, a;
        bool operator==(const Pixel&) const = default;
    };
    QByteArray file =
        "qoif" + big(quint32(image.width())) + big(quint32(image.height())) + char(channels) + '\0';
    Pixel seen[64] = {};
    Pixel last{0, 0, 0, 255};
    int run = 0;
    const auto endRun = [&] {
        if (run > 0)
            file += char(0xc0 | (run - 1));
        run = 0;
    };
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const Pixel now{uchar(c.red()), uchar(c.green()), uchar(c.blue()),
                            uchar(channels == 4 ? c.alpha() : 255)};
            if (now == last) {
                if (++run == 62)
                    endRun();
                continue;
            }
            endRun();
            const int place = (now.r * 3 + now.g * 5 + now.b * 7 + now.a * 11) % 64;
            const int r = qint8(now.r - last.r), g = qint8(now.g - last.g),
                      b = qint8(now.b - last.b);
            if (seen[place] == now)
                file += char(place);
            else if (now.a != last.a)
                file += QByteArray("\xff") + char(now.r) + char(now.g) + char(now.b) + char(now.a);
            else if (r >= -2 && r < 2 && g >= -2 && g < 2 && b >= -2 && b < 2)
                file += char(0x40 | (r + 2) << 4 | (g + 2) << 2 | (b + 2));
            else if (g >= -32 && g < 32 && r - g >= -8 && r - g < 8 && b - g >= -8 && b - g < 8)
                file += QByteArray() + char(0x80 | (g + 32)) + char((r - g + 8) << 4 | (b - g + 8));
            else
                file += QByteArray("\xfe") + char(now.r) + char(now.g) + char(now.b);
            seen[place] = now;
            last = now;
        }
    }
    endRun();
    return file + QByteArray(7, '\0') + '\1';
}

QByteArray pcxHeader(QSize size, int version, int bits, int planes, int rowBytes,
                     const QByteArray& palette) {
    return QByteArray("\x0a") + char(version) + '\1' + char(bits) + little(quint16(0)) +
           little(quint16(0)) + little(quint16(size.width() - 1)) +
           little(quint16(size.height() - 1)) + little(quint16(72)) + little(quint16(72)) +
           palette + '\0' + char(planes) + little(quint16(rowBytes)) + little(quint16(1)) +
           QByteArray(58, '\0');
}

QByteArray pcxPacked(const QByteArray& row) {
    QByteArray code;
    for (qsizetype at = 0; at < row.size();) {
        qsizetype end = at + 1;
        while (end < row.size() && row[end] == row[at] && end - at < 63)
            ++end;
        if (end - at > 1 || uchar(row[at]) >= 0xc0)
            code += char(0xc0 | (end - at));
        code += row[at];
        at = end;
    }
    return code;
}

}  // namespace semblance::fixtures
