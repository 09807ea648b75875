#pragma once

#include <QtGlobal>
#include <cstddef>

namespace semblance {

/// How the numbers of a TIFF are stored: packed, the first in the highest bits, or as the
/// machine's own numbers from 16 bits on.
struct TiffSamples {
    enum class Kind { Unsigned, Signed, Float };

    Kind kind = Kind::Unsigned;
    int bits = 8;

    bool isReadable() const;

    /// To 0..255 from all that the type holds, or from 0..1 of floats; what is below 0 is 0.
    void toBytes(const uchar* in, std::size_t count, uchar* out) const;

    /// As they are. Only unsigned ones of up to 16 bits.
    void toValues(const uchar* in, std::size_t count, quint16* out) const;
};

}  // namespace semblance
