#include "core/media/codecs/tiffsamples.h"

#include <QFloat16>
#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

namespace semblance {

namespace {

template <class T>
T valueAt(const uchar* in, std::size_t i) {
    T value;
    std::memcpy(&value, in + i * sizeof(T), sizeof(T));
    return value;
}

template <class T>
uchar byteOf(T value) {
    if constexpr (std::is_integral_v<T>) {
        constexpr quint64 largest = quint64(std::numeric_limits<T>::max());
        return value <= T(0) ? uchar(0) : uchar((quint64(value) * 255 + largest / 2) / largest);
    } else {
        const double light = double(value);
        // Not a number is not above 0, either.
        return light > 0 ? uchar(std::min(light, 1.0) * 255 + 0.5) : uchar(0);
    }
}

template <class T>
void convertAll(const uchar* in, std::size_t count, uchar* out) {
    for (std::size_t i = 0; i < count; ++i)
        out[i] = byteOf(valueAt<T>(in, i));
}

/// Numbers of any width up to 16 bits, side by side.
template <class Put>
void forEachPacked(const uchar* in, std::size_t count, int bits, Put put) {
    const quint32 mask = (quint32{1} << bits) - 1;
    quint32 held = 0;
    int heldBits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        while (heldBits < bits) {
            held = held << 8 | *in++;
            heldBits += 8;
        }
        heldBits -= bits;
        put(i, held >> heldBits & mask);
    }
}

}  // namespace

bool TiffSamples::isReadable() const {
    switch (kind) {
        case Kind::Unsigned:
            return (bits >= 1 && bits <= 16) || bits == 32;
        case Kind::Signed:
            return bits == 8 || bits == 16 || bits == 32;
        case Kind::Float:
            return bits == 16 || bits == 32 || bits == 64;
    }
    return false;
}

void TiffSamples::toBytes(const uchar* in, std::size_t count, uchar* out) const {
    switch (kind) {
        case Kind::Float:
            return bits == 16   ? convertAll<qfloat16>(in, count, out)
                   : bits == 32 ? convertAll<float>(in, count, out)
                                : convertAll<double>(in, count, out);
        case Kind::Signed:
            return bits == 8    ? convertAll<qint8>(in, count, out)
                   : bits == 16 ? convertAll<qint16>(in, count, out)
                                : convertAll<qint32>(in, count, out);
        case Kind::Unsigned:
            break;
    }
    if (bits == 8)
        std::copy_n(in, count, out);
    else if (bits == 16)
        convertAll<quint16>(in, count, out);
    else if (bits == 32)
        convertAll<quint32>(in, count, out);
    else
        forEachPacked(in, count, bits, [&, largest = (quint32{1} << bits) - 1](auto i, auto value) {
            out[i] = uchar((value * 255 + largest / 2) / largest);
        });
}

void TiffSamples::toValues(const uchar* in, std::size_t count, quint16* out) const {
    if (bits == 16)
        std::memcpy(out, in, 2 * count);
    else
        forEachPacked(in, count, bits, [&](auto i, auto value) { out[i] = quint16(value); });
}

}  // namespace semblance
