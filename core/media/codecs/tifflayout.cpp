#include "core/media/codecs/tifflayout.h"

#include <algorithm>

namespace semblance {

namespace {

uchar labByte(quint16 value, bool isSigned, bool isLightness) {
    // Lightness of CIELab fills 16 bits; all else counts in 256ths of a step.
    if (isSigned && isLightness)
        return uchar((value * 255u + 32767u) / 65535u);
    if (isSigned)
        value ^= 0x8000;
    return uchar(std::min(255u, (value + 128u) >> 8));
}

}  // namespace

int TiffLayout::colours() const {
    switch (model) {
        case Model::Grey:
        case Model::InvertedGrey:
        case Model::Palette:
            return 1;
        case Model::Inks:
            return 4;
        default:
            return 3;
    }
}

QImage::Format TiffLayout::format() const {
    if (model == Model::Inks)
        return QImage::Format_RGBA8888;
    return alpha == Alpha::None ? QImage::Format_RGB888 : QImage::Format_RGBA8888_Premultiplied;
}

bool TiffLayout::needsValues() const {
    return model == Model::Palette ||
           ((model == Model::CieLab || model == Model::IccLab) && type.bits == 16);
}

/// `T` is quint16 for samples as they are stored.
template <class T>
void TiffLayout::place(const T* in, int step, int sample, int width, uchar* out) const {
    const int pixel = pixelBytes();
    const auto each = [&](auto put) {
        for (int x = 0; x < width; ++x, in += step, out += pixel)
            put(*in, out);
    };
    constexpr bool isStored = sizeof(T) == 2;
    if (sample == alphaSample) {
        // Samples as they are stored have up to 16 bits.
        const int largest = isStored ? (1 << type.bits) - 1 : 255;
        each([&](T value, uchar* to) { to[3] = uchar(int(value) * 255 / largest); });
        return;
    }
    switch (model) {
        case Model::Grey:
            return each([](T value, uchar* to) { to[0] = to[1] = to[2] = uchar(value); });
        case Model::InvertedGrey:
            return each([](T value, uchar* to) { to[0] = to[1] = to[2] = uchar(255 - value); });
        case Model::Palette:
            return each([&](T value, uchar* to) {
                if (value < palette.size())
                    std::copy_n(palette[value].data(), 3, to);
            });
        case Model::CieLab:
        case Model::IccLab:
            return each([&, isSigned = model == Model::CieLab](T value, uchar* to) {
                if constexpr (isStored)
                    to[sample] = labByte(value, isSigned, sample == 0);
                else
                    to[sample] = isSigned && sample > 0 ? uchar(value ^ 0x80) : uchar(value);
            });
        default:
            return each([&](T value, uchar* to) { to[sample] = uchar(value); });
    }
}

void TiffLayout::placeWide(const uchar* in, int count, int firstSample, int width,
                           uchar* out) const {
    const auto all = std::size_t(count) * std::size_t(width);
    const auto placeAll = [&](const auto* values) {
        for (int i = 0; i < count; ++i) {
            if (isUsed(firstSample + i))
                place(values + i, count, firstSample + i, width, out);
        }
    };
    if (needsValues()) {
        std::vector<quint16> values(all);
        type.toValues(in, all, values.data());
        placeAll(values.data());
    } else {
        std::vector<uchar> bytes(all);
        type.toBytes(in, all, bytes.data());
        placeAll(bytes.data());
    }
}

void TiffLayout::convert(const uchar* in, int width, uchar* out) const {
    placeWide(in, samples, 0, width, out);
}

void TiffLayout::convertPlane(const uchar* in, int sample, int width, uchar* out) const {
    placeWide(in, 1, sample, width, out);
}

void TiffLayout::finish(uchar* row, int width) const {
    if (format() != QImage::Format_RGBA8888_Premultiplied)
        return;
    for (uchar* pixel = row; pixel != row + qsizetype{4} * width; pixel += 4) {
        for (int c = 0; c < 3; ++c)
            pixel[c] = alpha == Alpha::Straight ? uchar((pixel[c] * pixel[3] + 127) / 255)
                                                : std::min(pixel[c], pixel[3]);
    }
}

}  // namespace semblance
