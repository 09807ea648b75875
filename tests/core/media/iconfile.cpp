#include "tests/core/media/iconfile.h"

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

namespace {

QByteArray bgra(QColor c) {
    return QByteArray() + char(c.blue()) + char(c.green()) + char(c.red()) + char(c.alpha());
}

}  // namespace

QByteArray iconDib(QSize size, QColor colour, int bits) {
    QByteArray data = little(quint32(40)) + little(quint32(size.width())) +
                      little(quint32(2 * size.height())) + little(quint16(1)) +
                      little(quint16(bits)) + QByteArray(24, '\0');
    const qsizetype maskRow = (size.width() + 31) / 32 * 4;
    if (bits == 1) {
        data += QByteArray(4, '\0') + bgra(colour);
        data += QByteArray(maskRow * size.height(), '\xff');
    } else {
        for (int i = 0; i < size.width() * size.height(); ++i)
            data += bgra(colour);
    }
    return data + QByteArray(maskRow * size.height(), '\0');
}

QByteArray iconFile(const QList<IconEntry>& entries, int type) {
    QByteArray file = little(quint16(0)) + little(quint16(type)) + little(quint16(entries.size()));
    quint32 at = quint32(6 + 16 * entries.size());
    for (const IconEntry& entry : entries) {
        file += QByteArray() + char(entry.width) + char(entry.height) + '\0' + '\0' +
                little(quint16(1)) + little(quint16(entry.bits)) +
                little(quint32(entry.data.size())) + little(at);
        at += quint32(entry.data.size());
    }
    for (const IconEntry& entry : entries)
        file += entry.data;
    return file;
}

}  // namespace semblance::fixtures
