#include "tests/core/media/pngfixture.h"

#include <QtEndian>
#include <cmath>
#include <cstring>

namespace semblance::fixtures {

namespace {

int channelsOf(int colourType) {
    switch (colourType) {
        case PNG_COLOR_TYPE_GRAY_ALPHA:
            return 2;
        case PNG_COLOR_TYPE_RGB:
            return 3;
        case PNG_COLOR_TYPE_RGB_ALPHA:
            return 4;
        default:
            return 1;
    }
}

QByteArray rowOf(const PngPicture& picture, int y) {
    const int channels = channelsOf(picture.colourType);
    QByteArray row((qsizetype{picture.width} * channels * picture.bits + 7) / 8, '\0');
    for (int i = 0; i < picture.width * channels; ++i) {
        const int value = picture.value(i / channels, y, i % channels);
        if (picture.bits == 16)
            qToBigEndian(quint16(value), row.data() + 2 * i);
        else
            row[i * picture.bits / 8] = char(uchar(row[i * picture.bits / 8]) |
                                             value << (8 - picture.bits - i * picture.bits % 8));
    }
    return row;
}

void setColours(png_structp png, png_infop info, const PngPicture& picture) {
    // libpng writes no gAMA that another chunk says differently.
    std::vector<std::pair<const char*, std::vector<png_byte>>> unchecked;
    if (picture.gamma > 0 && (picture.isSrgb || !picture.iccProfile.isEmpty())) {
        const auto value = quint32(std::lround(picture.gamma * 100000));
        unchecked.push_back({"gAMA",
                             {png_byte(value >> 24), png_byte(value >> 16), png_byte(value >> 8),
                              png_byte(value)}});
    } else if (picture.gamma > 0) {
        png_set_gAMA(png, info, picture.gamma);
    }
    if (const auto& xy = picture.chromaticities)
        png_set_cHRM(png, info, (*xy)[0], (*xy)[1], (*xy)[2], (*xy)[3], (*xy)[4], (*xy)[5],
                     (*xy)[6], (*xy)[7]);
    if (picture.isSrgb)
        png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (!picture.iccProfile.isEmpty())
        png_set_iCCP(png, info, "profile", PNG_COMPRESSION_TYPE_BASE,
                     reinterpret_cast<png_const_bytep>(picture.iccProfile.constData()),
                     png_uint_32(picture.iccProfile.size()));
    if (!picture.codePoints.empty())
        unchecked.push_back({"cICP", picture.codePoints});
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_ALWAYS, nullptr, 0);
    for (auto& [name, content] : unchecked) {
        png_unknown_chunk chunk{};
        std::memcpy(chunk.name, name, 5);
        chunk.data = content.data();
        chunk.size = content.size();
        chunk.location = PNG_HAVE_IHDR;
        png_set_unknown_chunks(png, info, &chunk, 1);
    }
}

}  // namespace

QByteArray pngFile(const PngPicture& picture) {
    QByteArray file;
    png_structp png = png_create_write_struct(
        PNG_LIBPNG_VER_STRING, nullptr,
        [](png_structp, png_const_charp message) { qFatal("cannot write a PNG: %s", message); },
        [](png_structp, png_const_charp) {});
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &file,
        [](png_structp self, png_bytep bytes, size_t size) {
            static_cast<QByteArray*>(png_get_io_ptr(self))
                ->append(reinterpret_cast<const char*>(bytes), qsizetype(size));
        },
        nullptr);
    png_set_IHDR(png, info, png_uint_32(picture.width), png_uint_32(picture.height), picture.bits,
                 picture.colourType,
                 picture.isInterlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (!picture.palette.empty())
        png_set_PLTE(png, info, picture.palette.data(), int(picture.palette.size()));
    if (!picture.paletteAlpha.empty())
        png_set_tRNS(png, info, picture.paletteAlpha.data(), int(picture.paletteAlpha.size()),
                     nullptr);
    else if (picture.transparent)
        png_set_tRNS(png, info, nullptr, 0, &*picture.transparent);
    setColours(png, info, picture);
    std::vector<QByteArray> rows;
    std::vector<png_bytep> pointers;
    for (int y = 0; y < picture.height; ++y)
        rows.push_back(rowOf(picture, y));
    for (QByteArray& row : rows)
        pointers.push_back(reinterpret_cast<png_bytep>(row.data()));
    png_write_info(png, info);
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return file;
}

QByteArray applePng(const QByteArray& png) {
    QByteArray data;
    QByteArray result = png.first(8);
    const auto append = [&](const QByteArray& name, const QByteArray& content) {
        QByteArray length(4, '\0');
        qToBigEndian(quint32(content.size()), length.data());
        result += length + name + content + QByteArray(4, '\0');
    };
    append("CgBI", QByteArray::fromHex("50002002"));
    append("IHDR", png.mid(16, 13));
    for (qsizetype at = 33; at + 12 <= png.size();) {
        const auto length = qsizetype(qFromBigEndian<quint32>(png.constData() + at));
        if (png.mid(at + 4, 4) == "IDAT")
            data += png.mid(at + 8, length);
        at += 12 + length;
    }
    // Without zlib's header and checksum.
    append("IDAT", data.mid(2).chopped(4));
    append("IEND", {});
    return result;
}

}  // namespace semblance::fixtures
