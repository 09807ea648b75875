#include "core/media/format.h"

#include <QtEndian>

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

bool has(const QByteArray& bytes, qsizetype offset, QByteArrayView magic) {
    return bytes.size() >= offset + magic.size() &&
           QByteArrayView(bytes).sliced(offset, magic.size()) == magic;
}

// An ISO media file names its kind in the first box: size, "ftyp", major brand.
PictureFormat sniffIsoMedia(const QByteArray& bytes) {
    for (const char* brand : {"avif", "avis"})
        if (has(bytes, 8, brand))
            return PictureFormat::Avif;
    for (const char* brand : {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"})
        if (has(bytes, 8, brand))
            return PictureFormat::Heif;
    return PictureFormat::Unknown;
}

bool looksLikeSvg(const QByteArray& bytes) {
    const QByteArray head = bytes.first(qMin<qsizetype>(bytes.size(), 1024)).trimmed();
    return head.startsWith('<') && head.contains("<svg");
}

quint32 littleEndian32(const QByteArray& bytes, qsizetype offset) {
    return bytes.size() >= offset + 4 ? qFromLittleEndian<quint32>(bytes.constData() + offset) : 0;
}

}  // namespace

PictureFormat sniffFormat(const QByteArray& bytes) {
    if (has(bytes, 0, "\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (has(bytes, 0, "\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP"))
        return PictureFormat::WebP;
    if (has(bytes, 0, QByteArrayView("II*\0", 4)) || has(bytes, 0, QByteArrayView("MM\0*", 4)) ||
        has(bytes, 0, QByteArrayView("II+\0", 4)) || has(bytes, 0, QByteArrayView("MM\0+", 4)))
        return PictureFormat::Tiff;
    if (has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a"))
        return PictureFormat::Gif;
    if (has(bytes, 0, "BM"))
        return PictureFormat::Bmp;
    if (has(bytes, 4, "ftyp"))
        return sniffIsoMedia(bytes);
    if (has(bytes, 0, "8BPS"))
        return PictureFormat::Psd;
    if (looksLikeSvg(bytes))
        return PictureFormat::Svg;
    return PictureFormat::Unknown;
}

QString formatName(PictureFormat format) {
    switch (format) {
        case PictureFormat::Jpeg:
            return u"jpeg"_s;
        case PictureFormat::Png:
            return u"png"_s;
        case PictureFormat::WebP:
            return u"webp"_s;
        case PictureFormat::Tiff:
            return u"tiff"_s;
        case PictureFormat::Gif:
            return u"gif"_s;
        case PictureFormat::Bmp:
            return u"bmp"_s;
        case PictureFormat::Heif:
            return u"heif"_s;
        case PictureFormat::Avif:
            return u"avif"_s;
        case PictureFormat::Psd:
            return u"psd"_s;
        case PictureFormat::Svg:
            return u"svg"_s;
        case PictureFormat::Unknown:
            break;
    }
    return {};
}

bool isReadable(PictureFormat format) {
    return format >= PictureFormat::Jpeg && format <= PictureFormat::Bmp;
}

bool endsEarly(PictureFormat format, const QByteArray& bytes) {
    switch (format) {
        case PictureFormat::Png:
            return !bytes.last(qMin<qsizetype>(bytes.size(), 64)).contains("IEND");
        case PictureFormat::WebP:
            return littleEndian32(bytes, 4) + qint64{8} > bytes.size();
        case PictureFormat::Gif:
            return !bytes.endsWith('\x3b');
        case PictureFormat::Bmp:
            return littleEndian32(bytes, 2) > bytes.size();
        default:
            return false;
    }
}

}  // namespace semblance
