#include "tests/core/media/dngfile.h"

#include <QtEndian>
#include <cmath>
#include <vector>

namespace semblance::fixtures {

namespace {

enum Type { Byte = 1, Ascii = 2, Short = 3, Long = 4, Rational = 5, SignedRational = 10 };

struct Entry {
    int tag;
    int type;
    quint32 count;
    QByteArray values;
};

/// Numbers and directories in one byte order.
class Writer {
public:
    explicit Writer(bool isBigEndian) : m_isBigEndian(isBigEndian) {}

    QByteArray number(qint64 value, int bytes) const {
        QByteArray raw(bytes, '\0');
        if (bytes == 2)
            m_isBigEndian ? qToBigEndian(quint16(value), raw.data())
                          : qToLittleEndian(quint16(value), raw.data());
        else
            m_isBigEndian ? qToBigEndian(quint32(value), raw.data())
                          : qToLittleEndian(quint32(value), raw.data());
        return raw;
    }

    Entry shorts(int tag, std::initializer_list<int> values) const {
        QByteArray bytes;
        for (int value : values)
            bytes += number(value, 2);
        return {tag, Short, quint32(values.size()), bytes};
    }
    Entry longs(int tag, std::initializer_list<qint64> values) const {
        QByteArray bytes;
        for (qint64 value : values)
            bytes += number(value, 4);
        return {tag, Long, quint32(values.size()), bytes};
    }
    Entry fractions(int tag, Type type, std::initializer_list<double> values) const {
        constexpr int denominator = 10000;
        QByteArray bytes;
        for (double value : values)
            bytes += number(std::lround(value * denominator), 4) + number(denominator, 4);
        return {tag, type, quint32(values.size()), bytes};
    }
    static Entry bytes(int tag, const QByteArray& values, int type = Byte) {
        return {tag, type, quint32(values.size()), values};
    }

    /// A directory that lies at `offset`, with what does not fit into it behind.
    QByteArray directory(qsizetype offset, const std::vector<Entry>& entries) const {
        QByteArray head = number(qint64(entries.size()), 2);
        QByteArray heap;
        const qsizetype heapStart = offset + 2 + 12 * qsizetype(entries.size()) + 4;
        for (const Entry& entry : entries) {
            head += number(entry.tag, 2) + number(entry.type, 2) + number(entry.count, 4);
            if (entry.values.size() <= 4) {
                head += entry.values.leftJustified(4, '\0');
            } else {
                head += number(heapStart + heap.size(), 4);
                heap += entry.values + QByteArray(entry.values.size() % 2, '\0');
            }
        }
        return head + number(0, 4) + heap;
    }

private:
    bool m_isBigEndian;
};

QByteArray sensorData(const QImage& image, const Writer& writer) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    QByteArray data;
    for (int y = 0; y < rgb.height(); ++y) {
        for (int x = 0; x < rgb.width(); ++x) {
            const int channel = y % 2 + x % 2;  // RGGB
            const double signal = rgb.constScanLine(y)[3 * x + channel] / 255.0;
            data += writer.number(std::lround(60000 * std::pow(signal, 2.2)), 2);
        }
    }
    return data;
}

}  // namespace

namespace {

constexpr qsizetype kMainDirectory = 8;

/// Where the parts behind the first directory lie.
struct Places {
    qsizetype sensorDirectory = 0;
    qsizetype preview = 0;
    qsizetype data = 0;
};

QByteArray sensorDirectory(const Writer& writer, QSize size, const Places& places) {
    return writer.directory(
        places.sensorDirectory,
        {writer.longs(254, {0}), writer.longs(256, {size.width()}),
         writer.longs(257, {size.height()}), writer.shorts(258, {16}), writer.shorts(259, {1}),
         writer.shorts(262, {32803}), writer.longs(273, {places.data}), writer.shorts(277, {1}),
         writer.longs(278, {size.height()}),
         writer.longs(279, {qint64{2} * size.width() * size.height()}), writer.shorts(284, {1}),
         writer.shorts(33421, {2, 2}), Writer::bytes(33422, QByteArray::fromHex("00010102")),
         writer.longs(50717, {65535})});
}

QByteArray mainDirectory(const Writer& writer, const DngWish& wish, const Places& places) {
    const bool hasPreview = !wish.preview.isEmpty();
    std::vector<Entry> entries;
    if (hasPreview)
        entries = {writer.longs(254, {1}),
                   writer.longs(256, {wish.previewSize.width()}),
                   writer.longs(257, {wish.previewSize.height()}),
                   writer.shorts(258, {8, 8, 8}),
                   writer.shorts(259, {7}),
                   writer.shorts(262, {6})};
    entries.push_back(Writer::bytes(271, QByteArray("Maker\0", 6), Ascii));
    entries.push_back(Writer::bytes(272, QByteArray("Model\0", 6), Ascii));
    if (hasPreview)
        entries.push_back(writer.longs(273, {places.preview}));
    entries.push_back(writer.shorts(274, {wish.orientation}));
    if (hasPreview) {
        entries.push_back(writer.shorts(277, {3}));
        entries.push_back(writer.longs(278, {wish.previewSize.height()}));
        entries.push_back(writer.longs(279, {wish.preview.size()}));
    }
    entries.push_back(Writer::bytes(306, QByteArray("2021:07:30 18:04:05\0", 20), Ascii));
    entries.push_back(writer.longs(330, {places.sensorDirectory}));
    if (wish.isDng) {
        entries.push_back(Writer::bytes(50706, QByteArray::fromHex("01040000")));
        entries.push_back(Writer::bytes(50708, QByteArray("Maker Model\0", 12), Ascii));
        // From XYZ to what such a sensor sees: linear sRGB.
        entries.push_back(writer.fractions(
            50721, SignedRational,
            {3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570}));
        entries.push_back(writer.fractions(50728, Rational, {1, 1, 1}));
        entries.push_back(writer.shorts(50778, {21}));  // D65
    }
    return writer.directory(kMainDirectory, entries);
}

}  // namespace

QByteArray dngFile(const QImage& image, const DngWish& wish) {
    const Writer writer(wish.isBigEndian);
    const QByteArray preview = wish.preview + QByteArray(wish.preview.size() % 2, '\0');
    // Their sizes do not depend on what lies where.
    Places places;
    places.sensorDirectory = kMainDirectory + mainDirectory(writer, wish, places).size();
    places.preview = places.sensorDirectory + sensorDirectory(writer, image.size(), places).size();
    places.data = places.preview + preview.size();
    return (wish.isBigEndian ? QByteArray("MM\0*", 4) : QByteArray("II*\0", 4)) +
           writer.number(kMainDirectory, 4) + mainDirectory(writer, wish, places) +
           sensorDirectory(writer, image.size(), places) + preview + sensorData(image, writer);
}

}  // namespace semblance::fixtures
