#include "tests/core/media/ddsfile.h"

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

QByteArray Dds::file(const QByteArray& data) const {
    QByteArray bytes = "DDS " + little(quint32(124)) +
                       little(quint32(0x1007 | (levels > 0 ? 0x20000 : 0))) +
                       little(quint32(size.height())) + little(quint32(size.width())) +
                       QByteArray(8, '\0') + little(quint32(levels)) + QByteArray(44, '\0') +
                       little(quint32(32)) + little(pixelFlags) + fourCc + little(bits);
    for (quint32 mask : masks)
        bytes += little(mask);
    bytes += little(quint32(0x1000)) + QByteArray(16, '\0');
    if (fourCc == "DX10")
        bytes += little(dxgi) + little(quint32(3)) + QByteArray(4, '\0') + little(quint32(1)) +
                 QByteArray(4, '\0');
    return bytes + data;
}

Dds ddsBlocks(const char* fourCc) {
    Dds dds;
    dds.fourCc = fourCc;
    return dds;
}

Dds ddsFormat(quint32 format) {
    Dds dds = ddsBlocks("DX10");
    dds.dxgi = format;
    return dds;
}

QByteArray ddsColourBlock(quint16 first, quint16 second, quint32 indices) {
    return little(first) + little(second) + little(indices);
}

QByteArray ddsValueBlock(uchar first, uchar second, quint64 indices) {
    return QByteArray() + char(first) + char(second) + little(indices).first(6);
}

}  // namespace semblance::fixtures
