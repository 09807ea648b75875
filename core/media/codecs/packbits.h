#pragma once

#include <QByteArrayView>
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>

namespace semblance {

/// Unpacks one row of PackBits (TIFF 6.0, section 9) to fill `row`: what the code does not reach is
/// zero, and what it holds beyond is left.
inline void unpackBits(QByteArrayView code, std::span<uchar> row) {
    const auto* in = reinterpret_cast<const uchar*>(code.data());
    const uchar* const inEnd = in + code.size();
    uchar* out = row.data();
    uchar* const outEnd = out + row.size();
    // Whole steps, as long as the longest run fits: what they write past a run is written again.
    constexpr std::ptrdiff_t longest = 128, step = 16;
    while (inEnd - in > longest && outEnd - out >= longest) {
        const int control = static_cast<signed char>(*in++);
        if (control >= 0) {
            for (std::ptrdiff_t i = 0; i <= control; i += step)
                std::memcpy(out + i, in + i, step);
            in += control + 1;
            out += control + 1;
        } else if (control != -128) {
            const int value = *in++;
            for (std::ptrdiff_t i = 0; i <= -control; i += step)
                std::memset(out + i, value, step);
            out += 1 - control;
        }
    }
    while (in < inEnd && out < outEnd) {
        const int control = static_cast<signed char>(*in++);
        if (control >= 0) {
            const auto count = std::min({std::ptrdiff_t{control} + 1, inEnd - in, outEnd - out});
            out = std::copy_n(in, count, out);
            in += count;
        } else if (control != -128 && in < inEnd) {
            out = std::fill_n(out, std::min(std::ptrdiff_t{1} - control, outEnd - out), *in++);
        }
    }
    std::fill(out, outEnd, uchar(0));
}

}  // namespace semblance
