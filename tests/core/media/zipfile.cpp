#include "tests/core/media/zipfile.h"

#include <zlib.h>

#include "tests/core/media/damage.h"

namespace semblance::fixtures {

namespace {

QByteArray deflated(const QByteArray& data) {
    // Without zlib's head, Qt's length and the checksum.
    return qCompress(data, 9).sliced(4 + 2).chopped(4);
}

}  // namespace

QByteArray zipFile(const QList<ZipEntry>& entries) {
    QByteArray file;
    QByteArray directory;
    for (const ZipEntry& entry : entries) {
        const QByteArray data = entry.isDeflated ? deflated(entry.data) : entry.data;
        const auto crc = quint32(
            crc32(0, reinterpret_cast<const Bytef*>(entry.data.data()), uInt(entry.data.size())));
        const quint32 size = entry.claimedSize ? entry.claimedSize : quint32(entry.data.size());
        const QByteArray facts = little(quint16(20)) + little(quint16(0)) +
                                 little(quint16(entry.isDeflated ? 8 : 0)) + little(quint32(0)) +
                                 little(crc) + little(quint32(data.size())) + little(size) +
                                 little(quint16(entry.name.size())) + little(quint16(0));
        directory += "PK\1\2" + little(quint16(20)) + facts + QByteArray(10, '\0') +
                     little(quint32(file.size())) + entry.name;
        file += "PK\3\4" + facts + entry.name + data;
    }
    return file + directory + "PK\5\6" + QByteArray(4, '\0') + little(quint16(entries.size())) +
           little(quint16(entries.size())) + little(quint32(directory.size())) +
           little(quint32(file.size())) + little(quint16(0));
}

}  // namespace semblance::fixtures
