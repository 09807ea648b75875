#include "core/media/codecs.h"

#include <algorithm>
#include <array>

#include "core/media/bmpdecode.h"
#include "core/media/gifdecode.h"
#include "core/media/heifdecode.h"
#include "core/media/jp2decode.h"
#include "core/media/jpegdecode.h"
#include "core/media/jxldecode.h"
#include "core/media/pngdecode.h"
#include "core/media/qtdecode.h"
#include "core/media/rawdecode.h"
#include "core/media/rawsniff.h"
#include "core/media/tiffdecode.h"
#include "core/media/webpdecode.h"

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

bool isSvg(QByteArrayView bytes) {
    const QByteArrayView head = bytes.first(qMin<qsizetype>(bytes.size(), 1024)).trimmed();
    return head.startsWith('<') && head.contains("<svg");
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
    Codec{PictureFormat::Psd, [](QByteArrayView bytes) { return starts(bytes, "8BPS"); }},
    Codec{PictureFormat::Svg, isSvg},
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
        if (codec.decode && (!codec.load || codec.load(codec.format)))
            readable << pictureFormatName(codec.format);
    }
    return readable;
}

}  // namespace semblance
