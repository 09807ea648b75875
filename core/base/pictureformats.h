#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <array>
#include <cstdint>
#include <string_view>

/// The formats of picture files, as far as they are known by name. How a format is told by its
/// content and decoded stands in core/media/codecs.cpp.
namespace semblance {

enum class PictureFormat : std::uint8_t {
    Unknown,
    Png,
    Jpeg,
    WebP,
    Tiff,
    Gif,
    Bmp,
    Heif,
    Avif,
    Psd,
    Svg,
    Jxl,
    Jp2,
    Raw,
};

struct PictureFormatRow {
    PictureFormat format;
    QLatin1StringView name;  ///< as in PhotoFacts::format; also that of Qt's plugin
    QLatin1StringView mimeType;
    /// Of the files that are taken for pictures, lower case, without the dot, the usual one first.
    /// None: recognised by content, so that the sentence is clear, but not read.
    std::array<QLatin1StringView, 32> extensions;

    constexpr bool isRead() const { return !extensions[0].isEmpty(); }
};

/// Where a program offers one picture in several formats, the first is the best.
inline constexpr auto pictureFormats = [] {
    using namespace Qt::StringLiterals;
    using Row = PictureFormatRow;
    return std::array{
        Row{PictureFormat::Png, "png"_L1, "image/png"_L1, {"png"_L1}},
        Row{PictureFormat::Jpeg,
            "jpeg"_L1,
            "image/jpeg"_L1,
            {"jpg"_L1, "jpeg"_L1, "jpe"_L1, "jfif"_L1}},
        Row{PictureFormat::WebP, "webp"_L1, "image/webp"_L1, {"webp"_L1}},
        Row{PictureFormat::Tiff, "tiff"_L1, "image/tiff"_L1, {"tif"_L1, "tiff"_L1}},
        Row{PictureFormat::Gif, "gif"_L1, "image/gif"_L1, {"gif"_L1}},
        Row{PictureFormat::Bmp, "bmp"_L1, "image/bmp"_L1, {"bmp"_L1}},
        Row{PictureFormat::Heif, "heif"_L1, "image/heif"_L1, {"heic"_L1, "heif"_L1, "hif"_L1}},
        Row{PictureFormat::Avif, "avif"_L1, "image/avif"_L1, {"avif"_L1}},
        Row{PictureFormat::Jxl, "jxl"_L1, "image/jxl"_L1, {"jxl"_L1}},
        Row{PictureFormat::Jp2,
            "jp2"_L1,
            "image/jp2"_L1,
            {"jp2"_L1, "j2k"_L1, "j2c"_L1, "jpc"_L1, "jpx"_L1, "jpf"_L1}},
        Row{PictureFormat::Raw,
            "raw"_L1,
            "image/x-dcraw"_L1,
            {"dng"_L1, "cr2"_L1, "cr3"_L1, "crw"_L1, "nef"_L1, "nrw"_L1, "arw"_L1,
             "sr2"_L1, "srf"_L1, "raf"_L1, "orf"_L1, "rw2"_L1, "rwl"_L1, "pef"_L1,
             "srw"_L1, "x3f"_L1, "iiq"_L1, "3fr"_L1, "fff"_L1, "erf"_L1, "kdc"_L1,
             "dcr"_L1, "mrw"_L1, "mef"_L1, "mos"_L1}},
        Row{PictureFormat::Psd, "psd"_L1, "image/vnd.adobe.photoshop"_L1, {}},
        Row{PictureFormat::Svg, "svg"_L1, "image/svg+xml"_L1, {}},
    };
}();

/// Raised whenever a codec is added or mended: what an older decoder failed at may be tried again.
inline constexpr int decoderVersion = 2;

/// Empty for Unknown.
QString pictureFormatName(PictureFormat format);

/// Of every format that is read: what the scan takes for pictures.
const QStringList& pictureExtensions();

/// True when the name (UTF-8, without folder) ends in one of them, in whatever case.
bool hasPictureExtension(std::string_view fileName);

}  // namespace semblance
