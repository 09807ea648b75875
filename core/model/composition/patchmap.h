#pragma once

#include <cstdint>

namespace at {
class Tensor;
}

/// Where in a picture an embedding comes from. Methods throw what libtorch throws.
namespace semblance {

class ImageNetwork;

/// The picture's cells a side: patches that are no cell (a class token) stand before them.
std::int64_t cellsASide(const ImageNetwork& network);

/// How much each cell of one picture adds to its score with `direction`, float [cells a side^2],
/// row after row. `pixels`: uint8 [1, side, side, 3]; `direction`: float [dim].
///
/// Towers that pool their cells: the score less that of the picture without the cell, which is
/// exact. Towers with a class token, whose pooling sees no cell: the score of the cell in the class
/// token's place (Zhou et al., Extract Free Dense Labels from CLIP, 2022, but for its choice of the
/// value features), less the mean of all. Both are linear in `direction`, so that what neutral
/// sentences say of a picture can be subtracted from it beforehand.
at::Tensor patchMap(const ImageNetwork& network, const at::Tensor& pixels,
                    const at::Tensor& direction);

}  // namespace semblance
