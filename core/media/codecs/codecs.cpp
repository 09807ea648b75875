#include "core/media/codecs/codecs.h"

#include <algorithm>
#include <array>

#include "core/media/codecs/bmpdecode.h"
#include "core/media/codecs/ddsdecode.h"
#include "core/media/codecs/exrdecode.h"
#include "core/media/codecs/gifdecode.h"
#include "core/media/codecs/hdrdecode.h"
#include "core/media/codecs/heifdecode.h"
#include "core/media/codecs/icondecode.h"
#include "core/media/codecs/jp2decode.h"
#include "core/media/codecs/jpegdecode.h"
#include "core/media/codecs/jxldecode.h"
#include "core/media/codecs/pcxdecode.h"
#include "core/media/codecs/pdfdecode.h"
#include "core/media/codecs/pngdecode.h"
#include "core/media/codecs/pnmdecode.h"
#include "core/media/codecs/previewdecode.h"
#include "core/media/codecs/psddecode.h"
#include "core/media/codecs/qoidecode.h"
#include "core/media/codecs/qtdecode.h"
#include "core/media/codecs/rawdecode.h"
#include "core/media/codecs/rawsniff.h"
#include "core/media/codecs/svgdecode.h"
#include "core/media/codecs/svgtext.h"
#include "core/media/codecs/tgadecode.h"
#include "core/media/codecs/tiffdecode.h"
#include "core/media/codecs/videodecode.h"
#include "core/media/codecs/videosniff.h"
#include "core/media/codecs/webpdecode.h"
#include "core/media/codecs/xcfdecode.h"

namespace semblance {

namespace {

bool has(QByteArrayView bytes, qsizetype offset, QByteArrayView magic) {
    return bytes.size() >= offset + magic.size() && bytes.sliced(offset, magic.size()) == magic;
}

// With its zero bytes, but for the one that ends a literal.
template <std::size_t Size>
bool starts(QByteArrayView bytes, const char (&magic)[Size]) {
    return has(bytes, 0, QByteArrayView(magic, Size - 1));
}

bool isTiff(QByteArrayView bytes) {
    return starts(bytes, "II*\0") || starts(bytes, "MM\0*") || starts(bytes, "II+\0") ||
           starts(bytes, "MM\0+");
}

/// A type, a fixed byte, both sides in 7 bits a byte, and then exactly the bits of all rows.
bool isWbmp(QByteArrayView bytes) {
    if (!starts(bytes, "\0\0"))
        return false;
    qsizetype at = 2;
    const auto number = [&] {
        qint64 value = 0;
        for (int i = 0; i < 3 && at < bytes.size(); ++i) {
            const int byte = uchar(bytes[at++]);
            value = value << 7 | (byte & 0x7f);
            if (byte < 0x80)
                return value;
        }
        return qint64{0};
    };
    const qint64 width = number();
    const qint64 height = number();
    return width > 0 && height > 0 && bytes.size() - at == (width + 7) / 8 * height;
}

bool isXbm(QByteArrayView bytes) {
    return starts(bytes, "#define ") &&
           bytes.first(qMin<qsizetype>(bytes.size(), 256)).contains("_width ");
}

constexpr Codec film(PictureFormat format, bool (*sniff)(QByteArrayView)) {
    return {format, sniff, nullptr, nullptr, false, decodeVideo, readVideoFacts};
}

constexpr std::array table{
    Codec{PictureFormat::Jpeg, [](QByteArrayView bytes) { return starts(bytes, "\xff\xd8\xff"); },
          [](const QByteArray& bytes, PictureFormat, const PixelNeed& need,
             const CancelToken& cancel) { return decodeJpeg(bytes, need, cancel); },
          nullptr, true},
    Codec{PictureFormat::Png,
          [](QByteArrayView bytes) { return starts(bytes, "\x89PNG\r\n\x1a\n"); }, decodePng,
          nullptr, true},
    Codec{PictureFormat::WebP,
          [](QByteArrayView bytes) { return starts(bytes, "RIFF") && has(bytes, 8, "WEBP"); },
          decodeWebP, nullptr, true},
    // Before TIFF, which many of them are in form.
    Codec{PictureFormat::Raw, isCameraRaw, decodeRaw, nullptr, true},
    Codec{PictureFormat::Tiff, isTiff, decodeTiff, nullptr, true},
    Codec{PictureFormat::Gif,
          [](QByteArrayView bytes) { return starts(bytes, "GIF87a") || starts(bytes, "GIF89a"); },
          decodeGif},
    Codec{PictureFormat::Bmp, [](QByteArrayView bytes) { return starts(bytes, "BM"); }, decodeBmp},
    Codec{PictureFormat::Avif, isAvif, decodeHeif, loadHeif, true},
    Codec{PictureFormat::Heif, isHeif, decodeHeif, loadHeif, true},
    Codec{PictureFormat::Jxl, isJxl, decodeJxl, nullptr, true},
    Codec{PictureFormat::Jp2, isJp2, decodeJp2, nullptr, true},
    Codec{PictureFormat::Psd, [](QByteArrayView bytes) { return starts(bytes, "8BPS"); }, decodePsd,
          nullptr, true},
    Codec{PictureFormat::Xcf, [](QByteArrayView bytes) { return starts(bytes, "gimp xcf "); },
          decodeXcf},
    Codec{PictureFormat::Ico, isIco, decodeIco},
    Codec{PictureFormat::Icns, [](QByteArrayView bytes) { return starts(bytes, "icns"); },
          decodeIcns, loadQtCodec},
    Codec{PictureFormat::Qoi, [](QByteArrayView bytes) { return starts(bytes, "qoif"); },
          decodeQoi},
    Codec{PictureFormat::Dds, [](QByteArrayView bytes) { return starts(bytes, "DDS |\0\0\0"); },
          decodeDds},
    Codec{PictureFormat::Exr,
          [](QByteArrayView bytes) { return starts(bytes, "\x76\x2f\x31\x01"); }, decodeExr,
          loadExrCodec},
    Codec{
        PictureFormat::Hdr,
        [](QByteArrayView bytes) { return starts(bytes, "#?RADIANCE") || starts(bytes, "#?RGBE"); },
        decodeHdr},
    Codec{PictureFormat::Affinity, isAffinity, decodePreview},
    Codec{PictureFormat::Kra, isKra, decodePreview},
    Codec{PictureFormat::Ora, isOra, decodePreview},
    Codec{PictureFormat::Sketch, isSketch, decodePreview},
    Codec{PictureFormat::Procreate, isProcreate, decodePreview},
    Codec{PictureFormat::Pdf, [](QByteArrayView bytes) { return starts(bytes, "%PDF-"); },
          decodePdf, loadPdfCodec},
    Codec{PictureFormat::Eps, isEps, decodeEps},
    Codec{PictureFormat::Pnm, isPnm, decodePnm},
    Codec{PictureFormat::Pam, isPam, decodePnm},
    Codec{PictureFormat::Xpm, [](QByteArrayView bytes) { return starts(bytes, "/* XPM */"); },
          decodeWithQt, loadQtCodec},
    Codec{PictureFormat::Xbm, isXbm, decodeWithQt, loadQtCodec},
    Codec{PictureFormat::Svg, isSvg, decodeSvg, loadSvgCodec},
    // Behind the pictures that lie in boxes, too.
    film(PictureFormat::Mov, isMov),
    film(PictureFormat::Mp4, isMp4),
    film(PictureFormat::WebM, isWebM),
    film(PictureFormat::Mkv, isMkv),
    film(PictureFormat::Avi, isAvi),
    // Without magic numbers, so that they come last: by a whole header.
    Codec{PictureFormat::Pcx, isPcx, decodePcx},
    Codec{PictureFormat::Wbmp, isWbmp, decodeWithQt, loadQtCodec},
    Codec{PictureFormat::Tga, isTga, decodeTga},
};

}  // namespace

std::span<const Codec> codecs() {
    return table;
}

const Codec* codecOf(QByteArrayView bytes) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Codec& codec) { return codec.sniff(bytes); });
    return found == table.end() ? nullptr : &*found;
}

QStringList loadCodecs() {
    QStringList readable;
    for (const Codec& codec : table) {
        if (!codec.load || codec.load(codec.format))
            readable << pictureFormatName(codec.format);
    }
    return readable;
}

}  // namespace semblance
