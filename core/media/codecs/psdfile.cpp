#include "core/media/codecs/psdfile.h"

#include <algorithm>
#include <array>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

enum ImageResource : quint16 {
    JpegThumbnail = 1036,
    IccProfile = 1039,
    TransparencyIndex = 1047,
    VersionInfo = 1057,
};

Status readHeader(ByteReader& reader, PsdFile& file) {
    reader.skip(4);
    const int version = reader.u16be();
    reader.skip(6);
    file.isBig = version == 2;
    file.channels = reader.u16be();
    const quint32 height = reader.u32be();
    const quint32 width = reader.u32be();
    file.depth = reader.u16be();
    file.mode = PsdMode(reader.u16be());
    if (reader.failed())
        return fail(cutShortPicture());
    // Photoshop's own limit; more would not fit QSize's either.
    constexpr quint32 maxSide = 300'000;
    if ((version != 1 && version != 2) || width == 0 || height == 0 || width > maxSide ||
        height > maxSide || file.channels < 1 || file.channels > 56)
        return fail(damagedPicture(PictureFormat::Psd, QStringLiteral("header")));
    file.size = QSize(int(width), int(height));
    if (qint64{file.size.width()} * file.size.height() > kMaxPixels)
        return fail(tooManyPixels(file.size));
    return {};
}

void readResource(quint16 id, QByteArrayView data, PsdFile& file) {
    ByteReader reader(data);
    switch (id) {
        case JpegThumbnail: {
            constexpr quint32 jpeg = 1;
            const bool isJpeg = reader.u32be() == jpeg;
            reader.skip(24);
            if (isJpeg && !reader.failed())
                file.thumbnail = reader.rest();
            break;
        }
        case IccProfile:
            file.iccProfile = data;
            break;
        case TransparencyIndex:
            file.transparentIndex = reader.u16be();
            break;
        case VersionInfo:
            reader.skip(4);
            file.hasMergedPicture = reader.u8() != 0 || reader.failed();
            break;
        default:
            break;
    }
}

/// What is damaged in here costs what it says, not the picture.
void readResources(QByteArrayView section, PsdFile& file) {
    ByteReader reader(section);
    while (reader.left() >= 12) {
        reader.skip(4);
        const quint16 id = reader.u16be();
        // A name with its length in front, and the data, each filled up to an even length.
        const int nameLength = reader.u8();
        reader.skip(quint64(nameLength + (nameLength + 1) % 2));
        const quint32 size = reader.u32be();
        const QByteArrayView data = reader.take(size);
        if (reader.failed())
            return;
        readResource(id, data, file);
        reader.skip(size % 2);
    }
}

/// Of PSB files, whose lengths are 8 bytes in these blocks.
bool hasLongLength(QByteArrayView key) {
    constexpr std::array<QByteArrayView, 13> keys = {"LMsk", "Lr16", "Lr32", "Layr", "Mt16",
                                                     "Mt32", "Mtrn", "Alph", "FMsk", "lnk2",
                                                     "FEid", "FXid", "PxSD"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// The count of layers is negative when the merged picture has an alpha.
bool saysAlpha(QByteArrayView layerInfo) {
    ByteReader reader(layerInfo);
    return qint16(reader.u16be()) < 0;
}

/// Files of 16 and 32 bits keep their layers in blocks of their own.
bool blocksSayAlpha(ByteReader& reader, bool isBig) {
    while (reader.left() >= 12) {
        const QByteArrayView signature = reader.take(4);
        if (signature != QByteArrayView("8BIM") && signature != QByteArrayView("8B64"))
            return false;
        const QByteArrayView key = reader.take(4);
        const quint64 size = isBig && hasLongLength(key) ? reader.u64be() : reader.u32be();
        const QByteArrayView data = reader.take(size);
        if (reader.failed())
            return false;
        if (key == QByteArrayView("Mt16") || key == QByteArrayView("Mt32") ||
            key == QByteArrayView("Mtrn"))
            return true;
        if ((key == QByteArrayView("Lr16") || key == QByteArrayView("Lr32")) && saysAlpha(data))
            return true;
        reader.skip((4 - size % 4) % 4);
    }
    return false;
}

bool layersSayAlpha(QByteArrayView section, bool isBig) {
    ByteReader reader(section);
    const auto length = [&] { return isBig ? reader.u64be() : quint64{reader.u32be()}; };
    const QByteArrayView layerInfo = reader.take(length());
    if (!layerInfo.isEmpty())
        return saysAlpha(layerInfo);
    reader.skip(reader.u32be());
    return !reader.failed() && blocksSayAlpha(reader, isBig);
}

}  // namespace

Result<PsdFile> readPsdFile(QByteArrayView bytes) {
    PsdFile file;
    ByteReader reader(bytes);
    SEMBLANCE_TRY(readHeader(reader, file));
    const QByteArrayView palette = reader.take(reader.u32be());
    const QByteArrayView resources = reader.take(reader.u32be());
    const QByteArrayView layers = reader.take(file.isBig ? reader.u64be() : reader.u32be());
    if (reader.failed())
        return fail(cutShortPicture());
    if (file.mode == PsdMode::Indexed) {
        constexpr qsizetype paletteBytes = 768;
        if (palette.size() < paletteBytes)
            return fail(damagedPicture(PictureFormat::Psd, QStringLiteral("palette")));
        file.palette = palette.first(paletteBytes);
    }
    readResources(resources, file);
    file.hasMergedAlpha = layersSayAlpha(layers, file.isBig);
    file.imageData = reader.rest();
    return file;
}

}  // namespace semblance
