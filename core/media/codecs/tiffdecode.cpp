#include "core/media/codecs/tiffdecode.h"

#include <QtEndian>
#include <algorithm>
#include <optional>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/tifffile.h"
#include "core/media/codecs/tifflayout.h"
#include "core/media/codecs/tiffpixels.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"

namespace semblance {

namespace {

// A short file can claim any number of pages.
constexpr int kMaxPages = 64;

quint32 number(TIFF* tiff, quint32 tag) {
    // libtiff writes as many bits as the tag has.
    if (tag == TIFFTAG_IMAGEWIDTH || tag == TIFFTAG_IMAGELENGTH || tag == TIFFTAG_SUBFILETYPE) {
        quint32 value = 0;
        return TIFFGetField(tiff, tag, &value) ? value : 0;
    }
    quint16 value = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : 0;
}

QSize sizeOf(TIFF* tiff) {
    constexpr quint32 most = 1u << 30;
    return QSize(int(std::min(number(tiff, TIFFTAG_IMAGEWIDTH), most)),
                 int(std::min(number(tiff, TIFFTAG_IMAGELENGTH), most)));
}

qint64 areaOf(QSize size) {
    return qint64{size.width()} * size.height();
}

/// Goes to the first page that is the picture itself; where all are reduced ones, to the largest.
bool choosePage(TIFF* tiff) {
    constexpr quint32 partial = FILETYPE_REDUCEDIMAGE | FILETYPE_MASK;
    tdir_t best = 0;
    qint64 bestArea = -1;
    for (int page = 0; page < kMaxPages; ++page) {
        if (!(number(tiff, TIFFTAG_SUBFILETYPE) & partial))
            return true;
        if (const qint64 area = areaOf(sizeOf(tiff)); area > bestArea) {
            bestArea = area;
            best = tdir_t(page);
        }
        if (!TIFFReadDirectory(tiff))
            break;
    }
    return TIFFSetDirectory(tiff, best);
}

Error unread(const QString& detail) {
    return unreadVariant(PictureFormat::Tiff, detail);
}

/// Whether the first page's directory lies behind the end, or in zeros up to it.
bool lacksDirectory(const QByteArray& bytes) {
    const bool isLittle = bytes.startsWith('I');
    const bool isBig = bytes.size() >= 16 && bytes[isLittle ? 2 : 3] == '\x2b';
    quint64 offset = 0;
    if (isBig)
        offset = isLittle ? qFromLittleEndian<quint64>(bytes.constData() + 8)
                          : qFromBigEndian<quint64>(bytes.constData() + 8);
    else if (bytes.size() >= 8)
        offset = isLittle ? qFromLittleEndian<quint32>(bytes.constData() + 4)
                          : qFromBigEndian<quint32>(bytes.constData() + 4);
    const auto size = quint64(bytes.size());
    return size < 2 || offset > size - 2 ||
           std::all_of(bytes.begin() + qsizetype(offset), bytes.end(),
                       [](char byte) { return byte == '\0'; });
}

Error unopened(const TiffFile& file, const QByteArray& bytes) {
    if (file.message().contains(QLatin1String("different values per")))
        return unread(file.message());
    if (lacksDirectory(bytes))
        return mostlyMissingPicture(file.message());
    return damagedPicture(PictureFormat::Tiff, file.message());
}

std::optional<TiffSamples> typeOf(TIFF* tiff) {
    TiffSamples type;
    type.bits = int(number(tiff, TIFFTAG_BITSPERSAMPLE));
    switch (number(tiff, TIFFTAG_SAMPLEFORMAT)) {
        case SAMPLEFORMAT_UINT:
        case SAMPLEFORMAT_VOID:
            type.kind = TiffSamples::Kind::Unsigned;
            break;
        case SAMPLEFORMAT_INT:
            type.kind = TiffSamples::Kind::Signed;
            break;
        case SAMPLEFORMAT_IEEEFP:
            type.kind = TiffSamples::Kind::Float;
            break;
        default:
            return {};
    }
    return type.isReadable() ? std::optional(type) : std::nullopt;
}

quint32 photometricOf(TIFF* tiff) {
    quint16 photometric = 0;
    if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric))
        return photometric;
    return number(tiff, TIFFTAG_SAMPLESPERPIXEL) >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
}

std::optional<TiffLayout::Model> modelOf(TIFF* tiff) {
    using Model = TiffLayout::Model;
    switch (photometricOf(tiff)) {
        case PHOTOMETRIC_MINISWHITE:
            return Model::InvertedGrey;
        case PHOTOMETRIC_MINISBLACK:
        case PHOTOMETRIC_MASK:
            return Model::Grey;
        case PHOTOMETRIC_PALETTE:
            return Model::Palette;
        case PHOTOMETRIC_RGB:
        case PHOTOMETRIC_YCBCR:  // libjpeg makes RGB of it
            return Model::Rgb;
        case PHOTOMETRIC_SEPARATED:
            return number(tiff, TIFFTAG_INKSET) == INKSET_CMYK ? std::optional(Model::Inks)
                                                               : std::nullopt;
        case PHOTOMETRIC_CIELAB:
            return Model::CieLab;
        case PHOTOMETRIC_ICCLAB:
            return Model::IccLab;
        default:
            return {};
    }
}

void findAlpha(TIFF* tiff, TiffLayout& layout) {
    if (layout.model == TiffLayout::Model::Inks || layout.model == TiffLayout::Model::CieLab ||
        layout.model == TiffLayout::Model::IccLab)
        return;
    quint16 count = 0;
    quint16* kinds = nullptr;
    if (!TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds))
        return;
    for (int i = 0; i < count; ++i) {
        if (kinds[i] != EXTRASAMPLE_ASSOCALPHA && kinds[i] != EXTRASAMPLE_UNASSALPHA)
            continue;
        layout.alphaSample = layout.samples - count + i;
        layout.alpha = kinds[i] == EXTRASAMPLE_ASSOCALPHA ? TiffLayout::Alpha::Premultiplied
                                                          : TiffLayout::Alpha::Straight;
        return;
    }
}

bool readPalette(TIFF* tiff, TiffLayout& layout) {
    quint16* columns[3] = {};
    if (!TIFFGetField(tiff, TIFFTAG_COLORMAP, &columns[0], &columns[1], &columns[2]))
        return false;
    const std::size_t count = std::size_t{1} << layout.type.bits;
    // Some programs write bytes where 16 bits belong.
    const bool isWide = std::any_of(std::begin(columns), std::end(columns), [&](quint16* column) {
        return std::any_of(column, column + count, [](quint16 value) { return value > 255; });
    });
    layout.palette.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            layout.palette[i][c] = uchar(isWide ? columns[c][i] >> 8 : columns[c][i]);
    return true;
}

Result<TiffLayout> layoutOf(TIFF* tiff) {
    TiffLayout layout;
    const auto type = typeOf(tiff);
    if (!type)
        return fail(unread(QStringLiteral("%1 bits of sample format %2")
                               .arg(number(tiff, TIFFTAG_BITSPERSAMPLE))
                               .arg(number(tiff, TIFFTAG_SAMPLEFORMAT))));
    layout.type = *type;
    const auto model = modelOf(tiff);
    if (!model)
        return fail(unread(QStringLiteral("photometric %1").arg(photometricOf(tiff))));
    layout.model = *model;
    layout.samples = int(number(tiff, TIFFTAG_SAMPLESPERPIXEL));
    if (layout.samples < layout.colours())
        return fail(damagedPicture(PictureFormat::Tiff, QStringLiteral("too few samples")));
    const bool isLab = *model == TiffLayout::Model::CieLab || *model == TiffLayout::Model::IccLab;
    if ((isLab || *model == TiffLayout::Model::Palette) &&
        (type->bits > 16 || type->kind == TiffSamples::Kind::Float))
        return fail(unread(QStringLiteral("deep palette or Lab")));
    if (isLab && type->bits != 8 && type->bits != 16)
        return fail(unread(QStringLiteral("Lab of %1 bits").arg(type->bits)));
    // How CIELab's signs are told is its own affair.
    if (isLab || *model == TiffLayout::Model::Palette)
        layout.type.kind = TiffSamples::Kind::Unsigned;
    if (*model == TiffLayout::Model::Palette && !readPalette(tiff, layout))
        return fail(damagedPicture(PictureFormat::Tiff, QStringLiteral("no palette")));
    findAlpha(tiff, layout);
    return layout;
}

/// Subsampled or logarithmic colours, which libtiff itself turns into RGB.
bool needsLibraryColours(TIFF* tiff) {
    const quint32 photometric = photometricOf(tiff);
    return photometric == PHOTOMETRIC_LOGL || photometric == PHOTOMETRIC_LOGLUV ||
           (photometric == PHOTOMETRIC_YCBCR &&
            (number(tiff, TIFFTAG_COMPRESSION) != COMPRESSION_JPEG ||
             number(tiff, TIFFTAG_PLANARCONFIG) != PLANARCONFIG_CONTIG));
}

/// What a codec soon stops at.
void padCutStrip(TiffFile& file, quint16 compression) {
    switch (compression) {
        case COMPRESSION_LZW:
        case COMPRESSION_DEFLATE:
        case COMPRESSION_ADOBE_DEFLATE:
        case COMPRESSION_LZMA:
        case COMPRESSION_ZSTD:
            file.padWith('\0');
            break;
        case COMPRESSION_PACKBITS:
            file.padWith('\x80');  // means nothing, so that the data run out
            break;
        default:
            break;
    }
}

Status prepareCodec(TiffFile& file) {
    TIFF* const tiff = file.handle();
    const auto compression = quint16(number(tiff, TIFFTAG_COMPRESSION));
    if (!TIFFIsCODECConfigured(compression))
        return fail(unread(QStringLiteral("compression %1").arg(compression)));
    if (compression == COMPRESSION_JPEG) {
        if (number(tiff, TIFFTAG_BITSPERSAMPLE) != 8)
            return fail(unread(QStringLiteral("JPEG of other than 8 bits")));
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    }
    padCutStrip(file, compression);
    // Turning is picture.cpp's.
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    return {};
}

QByteArray profileOf(TIFF* tiff) {
    quint32 size = 0;
    void* data = nullptr;
    if (!TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &size, &data) || !data)
        return {};
    return QByteArray(static_cast<const char*>(data), qsizetype(size));
}

}  // namespace

Result<RawPicture> decodeTiff(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                              const CancelToken& cancel) {
    TiffFile file(bytes);
    TIFF* const tiff = file.handle();
    if (!tiff || !choosePage(tiff))
        return fail(unopened(file, bytes));
    const QSize full = sizeOf(tiff);
    if (full.isEmpty())
        return fail(damagedPicture(PictureFormat::Tiff, QStringLiteral("no pixels")));
    if (areaOf(full) > kMaxPixels)
        return fail(tooManyPixels(full));
    SEMBLANCE_TRY(prepareCodec(file));

    TiffPixels pixels(file, full, need, cancel);
    if (needsLibraryColours(tiff)) {
        SEMBLANCE_TRY_ASSIGN(QImage image, pixels.readThroughLibrary());
        return RawPicture{std::move(image), full, false, profileOf(tiff)};
    }
    SEMBLANCE_TRY_ASSIGN(const TiffLayout layout, layoutOf(tiff));
    SEMBLANCE_TRY_ASSIGN(QImage image, pixels.read(layout));
    switch (layout.model) {
        case TiffLayout::Model::Inks: {
            SEMBLANCE_TRY_ASSIGN(image, rgbFromInks(image, profileOf(tiff)));
            return RawPicture{std::move(image), full};
        }
        case TiffLayout::Model::CieLab:
        case TiffLayout::Model::IccLab: {
            SEMBLANCE_TRY_ASSIGN(image, rgbFromLab(image));
            return RawPicture{std::move(image), full};
        }
        default:
            return RawPicture{std::move(image), full, false, profileOf(tiff)};
    }
}

}  // namespace semblance
