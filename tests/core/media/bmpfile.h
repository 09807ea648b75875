#pragma once

#include <QByteArray>
#include <QColor>
#include <array>
#include <functional>

namespace semblance::fixtures {

/// A BMP of one size, put together by hand.
struct Bmp {
    static constexpr int kWidth = 37, kHeight = 21;

    int headerBytes = 40;
    int bits = 24;
    quint32 code = 0;
    bool isTopDown = false;
    std::array<quint32, 4> masks{};
    QByteArray palette{};
    QByteArray pixels{};
    QByteArray iccProfile{};

    QByteArray file() const;

    /// Rows as the file has them, each pixel by its bits, filled up to four bytes.
    QByteArray rows(const std::function<quint32(int x, int y)>& pixel) const;
};

/// Red to the right, green downwards, blue to the left; alpha of the right half.
QColor bmpColour(int x, int y, bool hasAlpha = false);

quint32 bmpPixel(const QColor& colour, const std::array<quint32, 4>& masks);

/// `isCore`: of three bytes, as OS/2 has them.
QByteArray bmpPalette(int count, bool isCore);
QColor bmpPaletteColour(int i);

}  // namespace semblance::fixtures
