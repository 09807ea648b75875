#include "tests/core/media/jp2file.h"

#include <openjpeg.h>

#include <QtEndian>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace semblance::fixtures {

namespace {

struct Output {
    QByteArray bytes;
    qsizetype position = 0;
};

opj_stream_t* streamInto(Output& output) {
    opj_stream_t* stream = opj_stream_default_create(OPJ_STREAM_WRITE);
    opj_stream_set_user_data(stream, &output, nullptr);
    const auto reach = [](Output& to, qsizetype end) {
        if (end > to.bytes.size())
            to.bytes.append(end - to.bytes.size(), '\0');
    };
    static const auto grow = reach;
    opj_stream_set_write_function(stream, [](void* data, OPJ_SIZE_T size, void* user) {
        auto& to = *static_cast<Output*>(user);
        grow(to, to.position + qsizetype(size));
        std::memcpy(to.bytes.data() + to.position, data, size);
        to.position += qsizetype(size);
        return size;
    });
    opj_stream_set_skip_function(stream, [](OPJ_OFF_T bytes, void* user) {
        auto& to = *static_cast<Output*>(user);
        to.position += bytes;
        grow(to, to.position);
        return bytes;
    });
    opj_stream_set_seek_function(stream, [](OPJ_OFF_T position, void* user) {
        auto& to = *static_cast<Output*>(user);
        to.position = position;
        grow(to, to.position);
        return OPJ_BOOL(OPJ_TRUE);
    });
    return stream;
}

/// 0..255 of each channel.
std::array<double, 4> channelsOf(QColor c, Jp2Wish::Colours colours) {
    const double r = c.red(), g = c.green(), b = c.blue();
    switch (colours) {
        case Jp2Wish::Colours::Grey:
            return {double(qGray(c.rgb())), 0, 0, 0};
        case Jp2Wish::Colours::Ycc:
            return {0.299 * r + 0.587 * g + 0.114 * b, 128 - 0.168736 * r - 0.331264 * g + 0.5 * b,
                    128 + 0.5 * r - 0.418688 * g - 0.081312 * b, 0};
        case Jp2Wish::Colours::Cmyk:
            return {255 - r, 255 - g, 255 - b, 0};
        default:
            return {r, g, b, 0};
    }
}

OPJ_COLOR_SPACE spaceOf(const Jp2Wish& wish) {
    switch (wish.colours) {
        case Jp2Wish::Colours::Grey:
            return OPJ_CLRSPC_GRAY;
        case Jp2Wish::Colours::Ycc:
            return OPJ_CLRSPC_SYCC;
        case Jp2Wish::Colours::Cmyk:
            return OPJ_CLRSPC_CMYK;
        default:
            return OPJ_CLRSPC_SRGB;
    }
}

int coloursIn(const Jp2Wish& wish) {
    return wish.colours == Jp2Wish::Colours::Grey   ? 1
           : wish.colours == Jp2Wish::Colours::Cmyk ? 4
                                                    : 3;
}

opj_image_t* opjImage(const QImage& image, const Jp2Wish& wish) {
    const int colours = coloursIn(wish);
    std::vector<opj_image_cmptparm_t> parameters(std::size_t(colours + (wish.hasAlpha ? 1 : 0)));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const bool isHalved = wish.colours == Jp2Wish::Colours::Ycc && (i == 1 || i == 2);
        opj_image_cmptparm_t& one = parameters[i];
        one = {};
        one.dx = one.dy = isHalved ? 2 : 1;
        one.w = OPJ_UINT32(image.width()) / one.dx;
        one.h = OPJ_UINT32(image.height()) / one.dy;
        one.prec = OPJ_UINT32(wish.bits);
    }
    opj_image_t* result =
        opj_image_create(OPJ_UINT32(parameters.size()), parameters.data(), spaceOf(wish));
    result->x1 = OPJ_UINT32(image.width());
    result->y1 = OPJ_UINT32(image.height());
    const double scale = double((1 << wish.bits) - 1) / 255;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        opj_image_comp_t& component = result->comps[i];
        const bool isAlpha = int(i) == colours;
        component.alpha = isAlpha ? 1 : 0;
        for (OPJ_UINT32 y = 0; y < component.h; ++y)
            for (OPJ_UINT32 x = 0; x < component.w; ++x) {
                const QColor c = image.pixelColor(int(x * component.dx), int(y * component.dy));
                const double value = isAlpha ? c.alpha() : channelsOf(c, wish.colours)[i];
                component.data[y * component.w + x] = int(std::lround(value * scale));
            }
    }
    return result;
}

QByteArray big32(qsizetype value) {
    QByteArray bytes(4, '\0');
    qToBigEndian(quint32(value), bytes.data());
    return bytes;
}

/// OpenJPEG writes neither profiles nor the number of CMYK: another colour box in place of its own.
QByteArray withColours(QByteArray file, const QByteArray& colours) {
    const qsizetype header = file.indexOf("jp2h") - 4;
    const qsizetype box = file.indexOf("colr") - 4;
    const auto sizeAt = [&file](qsizetype at) {
        return qsizetype(qFromBigEndian<quint32>(file.constData() + at));
    };
    const qsizetype old = sizeAt(box);
    const QByteArray made = big32(colours.size() + 8) + "colr" + colours;
    file.replace(header, 4, big32(sizeAt(header) + made.size() - old));
    return file.replace(box, old, made);
}

}  // namespace

QByteArray jp2File(const QImage& image, const Jp2Wish& wish) {
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = 0;
    parameters.cp_disto_alloc = 1;
    parameters.tcp_mct = wish.colours == Jp2Wish::Colours::Rgb ? 1 : 0;
    if (wish.tile > 0) {
        parameters.tile_size_on = OPJ_TRUE;
        parameters.cp_tdx = parameters.cp_tdy = wish.tile;
    }
    opj_image_t* source = opjImage(image, wish);
    opj_codec_t* codec = opj_create_compress(wish.isCodestream ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    Output output;
    opj_stream_t* stream = streamInto(output);
    if (!opj_setup_encoder(codec, &parameters, source) ||
        !opj_start_compress(codec, source, stream) || !opj_encode(codec, stream) ||
        !opj_end_compress(codec, stream))
        qFatal("OpenJPEG refuses");
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    opj_image_destroy(source);
    if (!wish.icc.isEmpty())
        return withColours(output.bytes, QByteArray("\2\0\0", 3) + wish.icc);
    constexpr int cmyk = 12;
    if (wish.colours == Jp2Wish::Colours::Cmyk)
        return withColours(output.bytes, QByteArray("\1\0\0", 3) + big32(cmyk));
    return output.bytes;
}

}  // namespace semblance::fixtures
