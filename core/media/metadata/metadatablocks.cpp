#include "core/media/metadata/metadatablocks.h"

#include <QByteArrayList>
#include <QtEndian>
#include <algorithm>

namespace semblance {

namespace {

// No block of a camera is larger by far; a text that is packed may grow a thousandfold.
constexpr qsizetype kLargestPacked = 256 << 10;

// With its zero bytes, but for the one that ends a literal.
template <std::size_t Size>
QByteArrayView literal(const char (&text)[Size]) {
    return QByteArrayView(text, Size - 1);
}

template <class Number>
Number bigEndianAt(QByteArrayView bytes, qsizetype offset) {
    return qFromBigEndian<Number>(bytes.data() + offset);
}

bool isTiffHeader(QByteArrayView bytes) {
    return bytes.startsWith(literal("II*\0")) || bytes.startsWith(literal("MM\0*"));
}

void keepFirst(QByteArray& block, const QByteArray& found) {
    if (block.isEmpty())
        block = found;
}

/// The first that can be one. Some programs wrap it into "Exif\0\0" where that does not belong.
void keepExif(MetadataBlocks& blocks, const QByteArray& found) {
    constexpr qsizetype header = 6;
    const QByteArray block =
        found.startsWith("Exif") ? found.sliced(std::min(header, found.size())) : found;
    if (isTiffHeader(block))
        keepFirst(blocks.exif, block);
}

constexpr quint16 kIptcResource = 0x0404;

/// The data of Photoshop's image resources with one number.
QByteArray inResources(QByteArrayView resources, quint16 wanted) {
    QByteArray found;
    constexpr qsizetype header = 6;  // "8BIM" and the resource's number
    for (qsizetype at = 0; at + header < resources.size();) {
        if (!resources.sliced(at).startsWith("8BIM"))
            break;
        const auto number = bigEndianAt<quint16>(resources, at + 4);
        at += header;
        // A name with its length in front, both padded to an even number of bytes.
        at += (uchar(resources[at]) + 2) / 2 * 2;
        if (at + 4 > resources.size())
            break;
        const qsizetype length =
            std::min<qsizetype>(bigEndianAt<quint32>(resources, at), resources.size() - at - 4);
        if (number == wanted)
            found += resources.sliced(at + 4, length);
        at += 4 + length + length % 2;
    }
    return found;
}

// --- JPEG ---

class JpegSegments {
public:
    explicit JpegSegments(const QByteArray& file) : m_file(file) {}

    MetadataBlocks read() {
        qsizetype at = 2;
        while (const qsizetype marker = nextMarker(at)) {
            const auto kind = uchar(m_file[marker]);
            const bool standsAlone = kind == 0x01 || (kind >= 0xd0 && kind <= 0xd8);
            constexpr uchar endOfImage = 0xd9;
            constexpr uchar startOfScan = 0xda;
            if (kind == endOfImage || kind == startOfScan)
                break;
            at = marker + 1;
            if (standsAlone)
                continue;
            if (m_file.size() < at + 2)
                break;
            const qsizetype length = bigEndianAt<quint16>(m_file, at);
            take(kind,
                 QByteArrayView(m_file).sliced(at).first(std::min(length, m_file.size() - at)));
            at += std::max<qsizetype>(length, 2);
        }
        keepFirst(m_blocks.iptc, iptcInResources(m_resources));
        return std::move(m_blocks);
    }

private:
    /// Where the next marker's second byte is; 0 at the end. Skips what lies between by mistake.
    qsizetype nextMarker(qsizetype at) const {
        for (; at + 1 < m_file.size(); ++at) {
            const auto next = uchar(m_file[at + 1]);
            if (uchar(m_file[at]) == 0xff && next != 0 && next != 0xff)
                return at + 1;
        }
        return 0;
    }

    void take(uchar kind, QByteArrayView segment) {
        if (segment.size() <= 2)
            return;
        const QByteArrayView data = segment.sliced(2);
        const QByteArrayView xmpHeader = literal("http://ns.adobe.com/xap/1.0/\0");
        const QByteArrayView resourceHeader = literal("Photoshop 3.0\0");
        constexpr uchar app1 = 0xe1;
        constexpr uchar app13 = 0xed;
        if (kind == app1 && data.startsWith("Exif"))
            keepExif(m_blocks, data.toByteArray());
        else if (kind == app1 && data.startsWith(xmpHeader))
            keepFirst(m_blocks.xmp, data.sliced(xmpHeader.size()).toByteArray());
        else if (kind == app13 && data.startsWith(resourceHeader))
            // What is longer than a segment goes on in the next.
            m_resources += data.sliced(resourceHeader.size());
    }

    const QByteArray& m_file;
    MetadataBlocks m_blocks;
    QByteArray m_resources;
};

// --- PNG ---

QByteArray unpacked(QByteArrayView packed) {
    if (packed.isEmpty() || packed.size() > kLargestPacked)
        return {};
    // qUncompress wants a guess of the size before the data.
    QByteArray withSize(4, '\0');
    qToBigEndian<quint32>(quint32(packed.size()) * 4, withSize.data());
    return qUncompress(withSize.append(packed));
}

/// What ImageMagick writes: a name and a length in lines of their own, then hexadecimal digits.
QByteArray rawProfile(const QByteArray& text) {
    const QList<QByteArray> lines = text.trimmed().split('\n');
    if (lines.size() < 3)
        return {};
    return QByteArray::fromHex(lines.sliced(2).join());
}

class PngChunks {
public:
    explicit PngChunks(const QByteArray& file) : m_file(file) {}

    MetadataBlocks read() {
        constexpr qsizetype signature = 8;
        constexpr qsizetype around = 12;  // length, kind, checksum
        for (qsizetype at = signature; at + around <= m_file.size();) {
            const qsizetype length = bigEndianAt<quint32>(m_file, at);
            if (length > m_file.size() - at - around)
                break;
            const QByteArrayView chunk(m_file);
            take(chunk.sliced(at + 4, 4), chunk.sliced(at + 8, length));
            at += around + length;
        }
        return std::move(m_blocks);
    }

private:
    void take(QByteArrayView kind, QByteArrayView data) {
        if (kind == "eXIf") {
            keepExif(m_blocks, data.toByteArray());
            return;
        }
        const qsizetype name = data.indexOf('\0');
        if (name < 0 || (kind != "tEXt" && kind != "zTXt" && kind != "iTXt"))
            return;
        const QByteArrayView keyword = data.first(name);
        const QByteArrayView rest = data.sliced(name + 1);
        if (keyword != "XML:com.adobe.xmp" && !keyword.startsWith("Raw profile type "))
            return;
        keep(keyword, kind == "iTXt"   ? international(rest)
                      : kind == "zTXt" ? unpacked(rest.sliced(std::min<qsizetype>(1, rest.size())))
                                       : rest.toByteArray());
    }

    /// Two bytes (whether it is packed, and how), a language, the keyword's translation, the text.
    static QByteArray international(QByteArrayView data) {
        if (data.size() < 4)
            return {};
        const bool isPacked = data[0] != '\0';
        const qsizetype language = data.indexOf('\0', 2);
        const qsizetype translation = language < 0 ? -1 : data.indexOf('\0', language + 1);
        if (translation < 0)
            return {};
        const QByteArrayView text = data.sliced(translation + 1);
        return isPacked ? unpacked(text) : text.toByteArray();
    }

    void keep(QByteArrayView keyword, const QByteArray& text) {
        if (keyword == "XML:com.adobe.xmp")
            keepFirst(m_blocks.xmp, text);
        else if (keyword == "Raw profile type xmp")
            keepFirst(m_blocks.xmp, rawProfile(text));
        else if (keyword == "Raw profile type iptc")
            keepIptc(rawProfile(text));
        else
            keepApp1(rawProfile(text));
    }

    void keepIptc(const QByteArray& profile) {
        keepFirst(m_blocks.iptc, profile.startsWith("8BIM") ? iptcInResources(profile) : profile);
    }

    /// "exif" and "APP1" hold what a JPEG's segment does.
    void keepApp1(const QByteArray& profile) {
        if (profile.startsWith("Exif") || isTiffHeader(profile))
            keepExif(m_blocks, profile);
        else if (const qsizetype packet = profile.indexOf('<'); packet >= 0)
            keepFirst(m_blocks.xmp, profile.sliced(packet));
    }

    const QByteArray& m_file;
    MetadataBlocks m_blocks;
};

// --- WebP ---

MetadataBlocks webpBlocks(const QByteArray& file) {
    MetadataBlocks blocks;
    constexpr qsizetype header = 12;
    for (qsizetype at = header; at + 8 <= file.size();) {
        const QByteArrayView kind = QByteArrayView(file).sliced(at, 4);
        const qsizetype length = qFromLittleEndian<quint32>(file.constData() + at + 4);
        if (length > file.size() - at - 8)
            break;
        const QByteArray data =
            kind == "EXIF" || kind == "XMP " ? file.sliced(at + 8, length) : QByteArray();
        if (kind == "EXIF")
            keepExif(blocks, data);
        else
            keepFirst(blocks.xmp, data);
        at += 8 + length + length % 2;
    }
    return blocks;
}

// --- Photoshop ---

/// Behind the header stand two sections with their lengths in front: colours, and resources.
MetadataBlocks psdBlocks(const QByteArray& file) {
    MetadataBlocks blocks;
    constexpr qsizetype header = 26, lengthBytes = 4;
    if (file.size() < header + lengthBytes)
        return blocks;
    const qsizetype at = header + lengthBytes + bigEndianAt<quint32>(file, header);
    if (at + lengthBytes > file.size())
        return blocks;
    const QByteArrayView rest = QByteArrayView(file).sliced(at + lengthBytes);
    const QByteArrayView resources =
        rest.first(std::min<qsizetype>(bigEndianAt<quint32>(file, at), rest.size()));
    constexpr quint16 exif = 0x0422, xmp = 0x0424;
    keepExif(blocks, inResources(resources, exif));
    blocks.xmp = inResources(resources, xmp);
    blocks.iptc = inResources(resources, kIptcResource);
    return blocks;
}

// --- other kinds ---

/// What looks like EXIF and XMP, wherever it stands.
MetadataBlocks searchBlocks(const QByteArray& file) {
    MetadataBlocks blocks;
    const QByteArrayView header = literal("Exif\0\0");
    for (qsizetype at = file.indexOf(header); at >= 0; at = file.indexOf(header, at + 1)) {
        const QByteArrayView rest = QByteArrayView(file).sliced(at + header.size());
        if (isTiffHeader(rest)) {
            blocks.exif = rest.toByteArray();
            break;
        }
    }
    const QByteArrayView end("</x:xmpmeta>");
    const qsizetype packet = file.indexOf("<x:xmpmeta");
    const qsizetype last = packet < 0 ? -1 : file.indexOf(end, packet);
    if (last >= 0)
        blocks.xmp = file.sliced(packet, last + end.size() - packet);
    return blocks;
}

}  // namespace

void MetadataBlocks::addMissing(const MetadataBlocks& more) {
    keepFirst(exif, more.exif);
    keepFirst(xmp, more.xmp);
    keepFirst(iptc, more.iptc);
}

MetadataBlocks findMetadataBlocks(const QByteArray& file) {
    if (file.startsWith("\xff\xd8"))
        return JpegSegments(file).read();
    if (file.startsWith("\x89PNG\r\n\x1a\n"))
        return PngChunks(file).read();
    if (file.startsWith("RIFF") && file.mid(8, 4) == "WEBP")
        return webpBlocks(file);
    if (isTiffHeader(file))
        return {file, {}, {}};
    if (file.startsWith("8BPS"))
        return psdBlocks(file);
    return searchBlocks(file);
}

QByteArray iptcInResources(QByteArrayView resources) {
    return inResources(resources, kIptcResource);
}

}  // namespace semblance
