#include "core/media/codecs/bcblocks.h"

#include <QtEndian>

namespace semblance {

namespace {

using Rgb = std::array<int, 3>;

Rgb wide(quint16 colour) {
    const int red = colour >> 11;
    const int green = colour >> 5 & 63;
    const int blue = colour & 31;
    return {red << 3 | red >> 2, green << 2 | green >> 4, blue << 3 | blue >> 2};
}

/// `a` and `b` in shares, rounded.
uchar mixed(int a, int b, int shareOfA, int shareOfB) {
    const int whole = shareOfA + shareOfB;
    return uchar((a * shareOfA + b * shareOfB + whole / 2) / whole);
}

/// Two colours and what lies between them. In BC1 the order of the two says whether there is a
/// clear one.
void unpackColours(const uchar* block, bool mayBeClear, BlockPixels& pixels) {
    const auto first = qFromLittleEndian<quint16>(block);
    const auto second = qFromLittleEndian<quint16>(block + 2);
    const bool isClear = mayBeClear && first <= second;
    const Rgb a = wide(first);
    const Rgb b = wide(second);
    BlockPixels palette{};
    for (std::size_t c = 0; c < 3; ++c) {
        palette[0][c] = uchar(a[c]);
        palette[1][c] = uchar(b[c]);
        palette[2][c] = isClear ? mixed(a[c], b[c], 1, 1) : mixed(a[c], b[c], 2, 1);
        palette[3][c] = isClear ? uchar(0) : mixed(a[c], b[c], 1, 2);
    }
    for (std::size_t i = 0; i < 4; ++i)
        palette[i][3] = isClear && i == 3 ? 0 : 255;
    auto indices = qFromLittleEndian<quint32>(block + 4);
    for (auto& pixel : pixels) {
        pixel = palette[indices & 3];
        indices >>= 2;
    }
}

/// 16 values of one channel, between two ends.
std::array<uchar, 16> unpackValues(const uchar* block) {
    const int a = block[0];
    const int b = block[1];
    std::array<uchar, 8> steps{uchar(a), uchar(b), 0, 0, 0, 0, 0, 255};
    const int between = a > b ? 6 : 4;
    for (int i = 1; i <= between; ++i)
        steps[std::size_t(i) + 1] = mixed(a, b, between + 1 - i, i);
    quint64 indices = qFromLittleEndian<quint64>(block) >> 16;
    std::array<uchar, 16> values{};
    for (uchar& value : values) {
        value = steps[indices & 7];
        indices >>= 3;
    }
    return values;
}

}  // namespace

int blockBytes(BlockCode code) {
    return code == BlockCode::Bc1 || code == BlockCode::Bc4 ? 8 : 16;
}

BlockPixels unpackBlock(BlockCode code, const uchar* block) {
    BlockPixels pixels{};
    const auto fill = [&](std::size_t channel, const std::array<uchar, 16>& values) {
        for (std::size_t i = 0; i < values.size(); ++i)
            pixels[i][channel] = values[i];
    };
    switch (code) {
        case BlockCode::Bc1:
            unpackColours(block, true, pixels);
            break;
        case BlockCode::Bc2:
            unpackColours(block + 8, false, pixels);
            for (std::size_t i = 0; i < pixels.size(); ++i)
                pixels[i][3] = uchar((block[i / 2] >> (i % 2 * 4) & 15) * 17);
            break;
        case BlockCode::Bc3:
            unpackColours(block + 8, false, pixels);
            fill(3, unpackValues(block));
            break;
        case BlockCode::Bc4:
            for (std::size_t channel = 0; channel < 3; ++channel)
                fill(channel, unpackValues(block));
            break;
        case BlockCode::Bc5:
            fill(0, unpackValues(block));
            fill(1, unpackValues(block + 8));
            break;
    }
    if (code == BlockCode::Bc4 || code == BlockCode::Bc5) {
        for (auto& pixel : pixels)
            pixel[3] = 255;
    }
    return pixels;
}

}  // namespace semblance
