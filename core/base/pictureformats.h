#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// The formats of picture files, as far as they are known by name. How a format is told by its
/// content and decoded stands in core/media/codecs/codecs.cpp.
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
    Ico,
    Icns,
    Tga,
    Pcx,
    Pnm,
    Pam,
    Wbmp,
    Xbm,
    Xpm,
    Qoi,
    Dds,
    Exr,
    Hdr,
    Kra,
    Ora,
    Sketch,
    Procreate,
    Affinity,
    Pdf,
    Eps,
    Xcf,
    Mp4,
    Mov,
    Mkv,
    WebM,
    Avi,
};

struct PictureFormatRow {
    PictureFormat format;
    QLatin1StringView name;  ///< as in PhotoFacts::format; also that of Qt's plugin
    QLatin1StringView mimeType;
    /// Of the files that are taken for pictures, lower case, without the dot, the usual one first.
    std::array<QLatin1StringView, 32> extensions;

    bool isVideo() const { return mimeType.startsWith(QLatin1StringView("video/")); }
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
        Row{PictureFormat::Heif,
            "heif"_L1,
            "image/heif"_L1,
            {"heic"_L1, "heif"_L1, "hif"_L1, "heics"_L1, "heifs"_L1}},
        Row{PictureFormat::Avif, "avif"_L1, "image/avif"_L1, {"avif"_L1, "avifs"_L1}},
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
        Row{PictureFormat::Psd,
            "psd"_L1,
            "image/vnd.adobe.photoshop"_L1,
            {"psd"_L1, "psb"_L1, "pdd"_L1}},
        Row{PictureFormat::Svg, "svg"_L1, "image/svg+xml"_L1, {"svg"_L1, "svgz"_L1}},
        Row{PictureFormat::Ico, "ico"_L1, "image/vnd.microsoft.icon"_L1, {"ico"_L1, "cur"_L1}},
        Row{PictureFormat::Icns, "icns"_L1, "image/x-icns"_L1, {"icns"_L1}},
        Row{PictureFormat::Tga,
            "tga"_L1,
            "image/x-tga"_L1,
            {"tga"_L1, "icb"_L1, "vda"_L1, "vst"_L1}},
        Row{PictureFormat::Pcx, "pcx"_L1, "image/vnd.zbrush.pcx"_L1, {"pcx"_L1}},
        Row{PictureFormat::Pnm,
            "pnm"_L1,
            "image/x-portable-anymap"_L1,
            {"ppm"_L1, "pgm"_L1, "pbm"_L1, "pnm"_L1}},
        Row{PictureFormat::Pam, "pam"_L1, "image/x-portable-arbitrarymap"_L1, {"pam"_L1, "pfm"_L1}},
        Row{PictureFormat::Wbmp, "wbmp"_L1, "image/vnd.wap.wbmp"_L1, {"wbmp"_L1}},
        Row{PictureFormat::Xbm, "xbm"_L1, "image/x-xbitmap"_L1, {"xbm"_L1}},
        Row{PictureFormat::Xpm, "xpm"_L1, "image/x-xpixmap"_L1, {"xpm"_L1}},
        Row{PictureFormat::Qoi, "qoi"_L1, "image/qoi"_L1, {"qoi"_L1}},
        Row{PictureFormat::Dds, "dds"_L1, "image/x-dds"_L1, {"dds"_L1}},
        Row{PictureFormat::Exr, "exr"_L1, "image/x-exr"_L1, {"exr"_L1}},
        Row{PictureFormat::Hdr, "hdr"_L1, "image/vnd.radiance"_L1, {"hdr"_L1, "rgbe"_L1}},
        Row{PictureFormat::Kra, "kra"_L1, "application/x-krita"_L1, {"kra"_L1}},
        Row{PictureFormat::Ora, "ora"_L1, "image/openraster"_L1, {"ora"_L1}},
        Row{PictureFormat::Sketch, "sketch"_L1, "application/x-sketch"_L1, {"sketch"_L1}},
        Row{PictureFormat::Procreate,
            "procreate"_L1,
            "application/x-procreate"_L1,
            {"procreate"_L1}},
        Row{PictureFormat::Affinity,
            "affinity"_L1,
            "application/x-affinity"_L1,
            {"afphoto"_L1, "afdesign"_L1, "afpub"_L1, "af"_L1}},
        Row{PictureFormat::Pdf, "pdf"_L1, "application/pdf"_L1, {"ai"_L1, "pdf"_L1}},
        Row{PictureFormat::Eps, "eps"_L1, "application/postscript"_L1, {"eps"_L1, "epsf"_L1}},
        Row{PictureFormat::Xcf, "xcf"_L1, "image/x-xcf"_L1, {"xcf"_L1}},
        Row{PictureFormat::Mp4, "mp4"_L1, "video/mp4"_L1, {"mp4"_L1, "m4v"_L1, "3gp"_L1, "3g2"_L1}},
        Row{PictureFormat::Mov, "mov"_L1, "video/quicktime"_L1, {"mov"_L1, "qt"_L1}},
        Row{PictureFormat::Mkv, "mkv"_L1, "video/x-matroska"_L1, {"mkv"_L1}},
        Row{PictureFormat::WebM, "webm"_L1, "video/webm"_L1, {"webm"_L1}},
        Row{PictureFormat::Avi, "avi"_L1, "video/x-msvideo"_L1, {"avi"_L1}},
    };
}();

/// Raised whenever a codec is added or mended: what an older decoder failed at may be tried again.
inline constexpr int decoderVersion = 4;

/// Empty for Unknown.
QString pictureFormatName(PictureFormat format);

/// Of every format that is read: what the scan takes for pictures.
const QStringList& pictureExtensions();

/// True when the name (UTF-8, without folder) ends in one of them, in whatever case.
bool hasPictureExtension(std::string_view fileName);

/// The same of the formats that are films.
bool hasVideoExtension(std::string_view fileName);

/// A file name's extension in lower case; empty without one, or when it is longer than `most`.
std::string lowerExtension(std::string_view fileName, std::size_t most);

}  // namespace semblance
