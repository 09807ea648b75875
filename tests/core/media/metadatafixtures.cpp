#include "tests/core/media/metadatafixtures.h"

#include <QString>
#include <QtEndian>

namespace semblance::fixtures {

namespace {

template <class Number>
QByteArray bigEndian(Number number) {
    QByteArray bytes(sizeof(Number), '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray littleEndian(quint32 number) {
    QByteArray bytes(sizeof number, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

ExifTag pointer(quint16 tag, qsizetype offset) {
    constexpr auto asLong = ExifTag::Type(4);
    return {tag, asLong, 1, bigEndian(quint32(offset))};
}

/// A directory at `offset` of its block, with its data behind it.
QByteArray directory(const QList<ExifTag>& tags, qsizetype offset) {
    QByteArray entries = bigEndian(quint16(tags.size()));
    QByteArray data;
    const qsizetype dataAt = offset + 2 + tags.size() * 12 + 4;
    for (const ExifTag& tag : tags) {
        entries += bigEndian(tag.tag) + bigEndian(quint16(tag.type)) + bigEndian(tag.count);
        if (tag.data.size() <= 4) {
            entries += tag.data + QByteArray(4 - tag.data.size(), '\0');
        } else {
            entries += bigEndian(quint32(dataAt + data.size()));
            data += tag.data + QByteArray(tag.data.size() % 2, '\0');
        }
    }
    return entries + bigEndian(quint32(0)) + data;
}

QByteArray segment(char marker, const QByteArray& payload) {
    return QByteArray("\xff") + marker + bigEndian(quint16(payload.size() + 2)) + payload;
}

QByteArray webpChunk(const QByteArray& kind, const QByteArray& data) {
    return kind + littleEndian(quint32(data.size())) + data + QByteArray(data.size() % 2, '\0');
}

/// As PNG sums up a chunk.
quint32 crcOf(const QByteArray& bytes) {
    quint32 crc = ~0u;
    for (const char byte : bytes) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0u);
    }
    return ~crc;
}

}  // namespace

ExifTag asciiTag(quint16 tag, const QByteArray& text) {
    return {tag, ExifTag::Ascii, quint32(text.size() + 1), text + '\0'};
}

ExifTag shortTag(quint16 tag, quint16 number) {
    return {tag, ExifTag::Short, 1, bigEndian(number)};
}

ExifTag rationalTag(quint16 tag, const QList<std::pair<quint32, quint32>>& fractions) {
    QByteArray data;
    for (const auto& [above, below] : fractions)
        data += bigEndian(above) + bigEndian(below);
    return {tag, ExifTag::Rational, quint32(fractions.size()), data};
}

ExifTag windowsTag(quint16 tag, const QString& text) {
    QByteArray data;
    for (const QChar character : text + QChar(u'\0'))
        data += QByteArray(1, char(character.unicode() & 0xff)) + char(character.unicode() >> 8);
    return {tag, ExifTag::Byte, quint32(data.size()), data};
}

QByteArray exifBlock(const ExifTags& tags) {
    constexpr qsizetype header = 8;
    QList<ExifTag> image = tags.image;
    const auto imageSize = [&] { return directory(image, header).size(); };
    const bool hasPhoto = !tags.photo.isEmpty();
    const bool hasGps = !tags.gps.isEmpty();
    if (hasPhoto)
        image.append(pointer(0x8769, 0));
    if (hasGps)
        image.append(pointer(0x8825, 0));
    const qsizetype photoAt = header + imageSize();
    const QByteArray photo = hasPhoto ? directory(tags.photo, photoAt) : QByteArray();
    for (ExifTag& tag : image) {
        if (tag.tag == 0x8769)
            tag = pointer(tag.tag, photoAt);
        if (tag.tag == 0x8825)
            tag = pointer(tag.tag, photoAt + photo.size());
    }
    return QByteArray("MM\0*", 4) + bigEndian(quint32(header)) + directory(image, header) + photo +
           (hasGps ? directory(tags.gps, photoAt + photo.size()) : QByteArray());
}

QByteArray xmpPacket(const QByteArray& properties) {
    return "<?xpacket begin='\xef\xbb\xbf' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
           "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
           "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
           "<rdf:Description rdf:about=''"
           " xmlns:dc='http://purl.org/dc/elements/1.1/'"
           " xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
           " xmlns:exif='http://ns.adobe.com/exif/1.0/'"
           " xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
           " xmlns:aux='http://ns.adobe.com/exif/1.0/aux/'"
           " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
           " xmlns:lr='http://ns.adobe.com/lightroom/1.0/'"
           " xmlns:digiKam='http://www.digikam.org/ns/1.0/'"
           " xmlns:MicrosoftPhoto='http://ns.microsoft.com/photo/1.0/'"
           " xmlns:MP='http://ns.microsoft.com/photo/1.2/'"
           " xmlns:MPRI='http://ns.microsoft.com/photo/1.2/t/RegionInfo#'"
           " xmlns:MPReg='http://ns.microsoft.com/photo/1.2/t/Region#'"
           " xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/'"
           " xmlns:stArea='http://ns.adobe.com/xmp/sType/Area#'"
           " xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>" +
           properties + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>";
}

QByteArray xmpBag(const QByteArray& name, const QList<QByteArray>& items) {
    QByteArray list;
    for (const QByteArray& item : items)
        list += "<rdf:li>" + item + "</rdf:li>";
    return '<' + name + "><rdf:Bag>" + list + "</rdf:Bag></" + name + '>';
}

QByteArray xmpAlternative(const QByteArray& name, const QByteArray& text) {
    return '<' + name + "><rdf:Alt><rdf:li xml:lang='x-default'>" + text + "</rdf:li></rdf:Alt></" +
           name + '>';
}

QByteArray iptcBlock(const QList<IptcSet>& sets) {
    QByteArray block;
    for (const IptcSet& set : sets)
        block += QByteArray("\x1c") + char(set.record) + char(set.number) +
                 bigEndian(quint16(set.data.size())) + set.data;
    return block;
}

QByteArray exifSegment(const QByteArray& block) {
    return segment('\xe1', QByteArray("Exif\0\0", 6) + block);
}

QByteArray xmpSegment(const QByteArray& packet) {
    return segment('\xe1', QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) + packet);
}

QByteArray iptcSegment(const QByteArray& block) {
    // Another resource first, with a name.
    const QByteArray other =
        QByteArray("8BIM\x03\xed\x04name\0", 12) + bigEndian(quint32(3)) + QByteArray("abc\0", 4);
    return segment(
        '\xed', QByteArray("Photoshop 3.0\0", 14) + other + QByteArray("8BIM\x04\x04\0\0", 8) +
                    bigEndian(quint32(block.size())) + block + QByteArray(block.size() % 2, '\0'));
}

QByteArray iccSegment(const QByteArray& profile) {
    return segment('\xe2', QByteArray("ICC_PROFILE\0\1\1", 14) + profile);
}

QByteArray withSegments(const QByteArray& jpeg, const QList<QByteArray>& segments) {
    return jpeg.first(2) + segments.join() + jpeg.sliced(2);
}

QByteArray withPngChunk(const QByteArray& png, const QByteArray& kind, const QByteArray& data) {
    constexpr qsizetype behindHeader = 8 + 12 + 13;
    return png.first(behindHeader) + bigEndian(quint32(data.size())) + kind + data +
           bigEndian(crcOf(kind + data)) + png.sliced(behindHeader);
}

QByteArray withWebpChunks(const QByteArray& webp, QSize size, const QByteArray& icc,
                          const QByteArray& exif, const QByteArray& xmp) {
    QByteArray header(10, '\0');
    header[0] =
        char((icc.isEmpty() ? 0 : 0x20) | (exif.isEmpty() ? 0 : 0x08) | (xmp.isEmpty() ? 0 : 0x04));
    const auto put24 = [&](int at, int number) {
        for (int i = 0; i < 3; ++i)
            header[at + i] = char(number >> (8 * i));
    };
    put24(4, size.width() - 1);
    put24(7, size.height() - 1);
    const auto chunk = [](const char* kind, const QByteArray& data) {
        return data.isEmpty() ? QByteArray() : webpChunk(kind, data);
    };
    const QByteArray chunks = "WEBP" + webpChunk("VP8X", header) + chunk("ICCP", icc) +
                              webp.sliced(12) + chunk("EXIF", exif) + chunk("XMP ", xmp);
    return "RIFF" + littleEndian(quint32(chunks.size())) + chunks;
}

}  // namespace semblance::fixtures
