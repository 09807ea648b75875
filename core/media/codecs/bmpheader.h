#pragma once

#include <QByteArray>
#include <QSize>
#include <array>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// What the headers of a BMP say, checked as far as they alone can be.
struct BmpHeader {
    enum class Code { Plain, Rle8, Rle4, Rle24 };

    QSize size;
    bool isTopDown = false;
    int bits = 24;
    Code code = Code::Plain;
    std::array<quint32, 4> masks{};               ///< red, green, blue and alpha, of 16 and 32 bits
    std::vector<std::array<uchar, 3>> palette{};  ///< red, green, blue
    qsizetype pixelsAt = 0;                       ///< may lie behind the end
    QByteArray iccProfile{};

    /// Fails with BadInput.
    static Result<BmpHeader> read(const QByteArray& bytes);

    /// Of a plain row.
    qint64 stride() const { return (qint64{size.width()} * bits + 31) / 32 * 4; }
};

}  // namespace semblance
