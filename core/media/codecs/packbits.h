#pragma once

#include <QByteArrayView>
#include <algorithm>
#include <span>

namespace semblance {

/// Unpacks one row of PackBits (TIFF 6.0, section 9) to fill `row`: what the code does not reach is
/// zero, and what it holds beyond is left.
inline void unpackBits(QByteArrayView code, std::span<uchar> row) {
    std::size_t filled = 0;
    qsizetype at = 0;
    while (at < code.size() && filled < row.size()) {
        const int control = qint8(code[at++]);
        const std::size_t room = row.size() - filled;
        if (control >= 0) {
            const std::size_t count =
                std::min({std::size_t(control) + 1, room, std::size_t(code.size() - at)});
            std::copy_n(code.data() + at, count, row.data() + filled);
            at += qsizetype(count);
            filled += count;
        } else if (control != -128 && at < code.size()) {
            const std::size_t count = std::min(std::size_t(1 - control), room);
            std::fill_n(row.data() + filled, count, uchar(code[at++]));
            filled += count;
        }
    }
    std::fill(row.begin() + std::ptrdiff_t(filled), row.end(), uchar(0));
}

}  // namespace semblance
