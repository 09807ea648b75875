#include <QByteArray>
#include <QtEndian>
#include <cstddef>
#include <cstdint>

#include "core/media/metadata/metadata.h"

using namespace semblance;

namespace {

/// A JPEG file of one segment and no picture.
QByteArray withSegment(char marker, const QByteArray& head, QByteArray block) {
    block.truncate(0xffff - 2 - head.size());
    QByteArray length(2, '\0');
    qToBigEndian(quint16(2 + head.size() + block.size()), length.data());
    return "\xff\xd8\xff" + QByteArray(1, marker) + length + head + block + "\xff\xd9";
}

QByteArray imageResource(const QByteArray& iptc) {
    QByteArray length(4, '\0');
    qToBigEndian(quint32(iptc.size()), length.data());
    return QByteArray("8BIM\x04\x04\0\0", 8) + length + iptc + QByteArray(iptc.size() % 2, '\0');
}

}  // namespace

/// Any bytes, as the first of them says: an EXIF block, an XMP packet, IPTC data sets, or a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const QByteArray block(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
    switch (data[0] % 4) {
        case 0:
            (void)readMetadata({}, block);
            break;
        case 1:
            (void)readMetadata(
                withSegment('\xe1', QByteArray("http://ns.adobe.com/xap/1.0/\0", 29), block));
            break;
        case 2:
            (void)readMetadata(withSegment('\xed', QByteArray("Photoshop 3.0\0", 14),
                                           imageResource(block.left(60'000))));
            break;
        default:
            (void)readMetadata(block);
            break;
    }
    return 0;
}
