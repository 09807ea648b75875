#pragma once

#include <QtGlobal>
#include <array>

namespace semblance {

/// 4 x 4 pixels, row by row: red, green, blue, alpha.
using BlockPixels = std::array<std::array<uchar, 4>, 16>;

enum class BlockCode { Bc1, Bc2, Bc3, Bc4, Bc5 };

/// Bytes of a block: 8 or 16.
int blockBytes(BlockCode code);

/// Unpacks one block of blockBytes() after Microsoft's "Texture Block Compression in Direct3D 11".
/// BC4 is grey; BC5 is red and green.
BlockPixels unpackBlock(BlockCode code, const uchar* block);

}  // namespace semblance
