#include "tests/core/media/xcffile.h"

#include <bit>

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

namespace {

constexpr int kTile = 64;

QByteArray property(quint32 type, const QByteArray& value) {
    return big(type) + big(quint32(value.size())) + value;
}

QByteArray string(const QByteArray& text) {
    return big(quint32(text.size() + 1)) + text + '\0';
}

/// Runs where a value comes twice or more, else the values themselves; both in short and in long.
QByteArray runs(const QByteArray& values) {
    constexpr qsizetype longest = 127;  // of a short one
    QByteArray out;
    qsizetype at = 0;
    const auto runAt = [&](qsizetype from) {
        qsizetype end = from + 1;
        while (end < values.size() && values[end] == values[from])
            ++end;
        return end - from;
    };
    while (at < values.size()) {
        qsizetype length = runAt(at);
        if (length > 1) {
            out +=
                length <= longest ? QByteArray(1, char(length - 1)) : '\x7f' + big(quint16(length));
            out += values[at];
        } else {
            while (at + length < values.size() && runAt(at + length) == 1)
                ++length;
            out += length <= longest ? QByteArray(1, char(256 - length))
                                     : '\x80' + big(quint16(length));
            out += values.sliced(at, length);
        }
        at += length;
    }
    return out;
}

class XcfWriter {
public:
    explicit XcfWriter(const Xcf& xcf) : m_xcf(xcf) {}

    QByteArray file() {
        m_file =
            "gimp xcf " +
            (m_xcf.version == 0 ? QByteArray("file")
                                : 'v' + QByteArray::number(m_xcf.version).rightJustified(3, '0')) +
            '\0' + big(quint32(m_xcf.size.width())) + big(quint32(m_xcf.size.height())) +
            big(quint32(m_xcf.colours));
        if (m_xcf.version >= 4)
            m_file += big(m_xcf.precision);
        m_file += imageProperties();
        const qsizetype places = m_file.size();
        const qsizetype placeBytes = place(0).size();
        // The layers and the channels, each list with a zero behind it.
        m_file += QByteArray(placeBytes * (qsizetype(m_xcf.layers.size()) + 2), '\0');
        for (std::size_t i = 0; i < m_xcf.layers.size(); ++i) {
            const QByteArray from = place(m_file.size());
            m_file.replace(places + qsizetype(i) * placeBytes, placeBytes, from);
            addLayer(m_xcf.layers[i]);
        }
        return m_file;
    }

private:
    QByteArray place(qsizetype at) const {
        return m_xcf.version >= 11 ? big(quint64(at)) : big(quint32(at));
    }

    QByteArray imageProperties() const {
        QByteArray properties;
        if (!m_xcf.palette.isEmpty())
            properties += property(1, big(quint32(m_xcf.palette.size() / 3)) + m_xcf.palette);
        properties += property(17, QByteArray(1, char(m_xcf.compression)));
        properties +=
            property(19, big(std::bit_cast<quint32>(72.0F)) + big(std::bit_cast<quint32>(72.0F)));
        if (!m_xcf.iccProfile.isEmpty()) {
            const auto parasite = [](const QByteArray& name, const QByteArray& data) {
                return string(name) + big(quint32(1)) + big(quint32(data.size())) + data;
            };
            properties += property(
                21, parasite("gimp-comment", "x") + parasite("icc-profile", m_xcf.iccProfile));
        }
        return properties + property(0, {});
    }

    int samples(bool hasAlpha) const {
        return (m_xcf.colours == Xcf::Rgb ? 3 : 1) + (hasAlpha ? 1 : 0);
    }

    void addLayer(const XcfFixtureLayer& layer) {
        const bool hasAlpha = layer.image.hasAlphaChannel();
        m_file += big(quint32(layer.image.width())) + big(quint32(layer.image.height())) +
                  big(quint32(2 * m_xcf.colours + (hasAlpha ? 1 : 0))) + string("Layer") +
                  property(6, big(quint32(layer.opacity)));
        if (layer.floatOpacity)
            m_file += property(33, big(std::bit_cast<quint32>(*layer.floatOpacity)));
        m_file += property(8, big(quint32(layer.isVisible))) +
                  property(11, big(quint32(layer.appliesMask))) +
                  property(15, big(qint32(layer.offset.x())) + big(qint32(layer.offset.y()))) +
                  property(7, big(quint32(0)));
        if (layer.isGroup)
            m_file += property(29, {});
        if (!layer.path.isEmpty()) {
            QByteArray path;
            for (const quint32 index : layer.path)
                path += big(index);
            m_file += property(30, path);
        }
        m_file += property(0, {});
        const qsizetype places = m_file.size();
        const QByteArray none = place(0);
        m_file += none + none;
        set(places);
        addHierarchy(layer.image, samples(hasAlpha));
        if (layer.mask.isNull())
            return;
        set(places + none.size());
        m_file += big(quint32(layer.mask.width())) + big(quint32(layer.mask.height())) +
                  string("Mask") + property(0, {});
        m_file += place(m_file.size() + none.size());
        addHierarchy(layer.mask, 1);
    }

    /// Lets the place at `at` be the file's end.
    void set(qsizetype at) {
        const QByteArray end = place(m_file.size());
        m_file.replace(at, end.size(), end);
    }

    void addHierarchy(const QImage& image, int bytes) {
        const QByteArray size = big(quint32(image.width())) + big(quint32(image.height()));
        const qsizetype placeBytes = place(0).size();
        m_file += size + big(quint32(bytes));
        m_file += place(m_file.size() + 2 * placeBytes) + place(0);
        const int columns = (image.width() + kTile - 1) / kTile;
        const int rows = (image.height() + kTile - 1) / kTile;
        m_file += size;
        const qsizetype places = m_file.size();
        m_file += QByteArray(placeBytes * (qsizetype{columns} * rows + 1), '\0');
        for (int tile = 0; tile < columns * rows; ++tile) {
            set(places + tile * placeBytes);
            const QRect area(tile % columns * kTile, tile / columns * kTile, kTile, kTile);
            m_file += tileData(image.copy(area & image.rect()), bytes);
        }
    }

    QByteArray tileData(const QImage& tile, int bytes) const {
        QList<QByteArray> planes(bytes);
        QByteArray pixels;
        for (int y = 0; y < tile.height(); ++y) {
            for (int x = 0; x < tile.width(); ++x) {
                const QColor c = tile.pixelColor(x, y);
                const int values[] = {c.red(), c.green(), c.blue()};
                for (int i = 0; i < bytes; ++i) {
                    const bool isAlpha = i == bytes - 1 && bytes % 2 == 0;
                    const char value = char(isAlpha ? c.alpha() : values[i]);
                    planes[i] += value;
                    pixels += value;
                }
            }
        }
        switch (m_xcf.compression) {
            case Xcf::None:
                return pixels;
            case Xcf::Zlib:
                // Qt puts the length in front.
                return qCompress(pixels).sliced(4);
            case Xcf::RunLength:
                break;
        }
        QByteArray all;
        for (const QByteArray& plane : planes)
            all += runs(plane);
        return all;
    }

    const Xcf& m_xcf;
    QByteArray m_file;
};

}  // namespace

QByteArray Xcf::file() const {
    return XcfWriter(*this).file();
}

}  // namespace semblance::fixtures
