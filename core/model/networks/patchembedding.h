#pragma once

#include <ATen/core/Tensor.h>

#include "core/model/files/hfconfig.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/layers.h"

/// How a vision transformer reads pixels. Internal to the rooms that use libtorch.
namespace semblance {

/// Normalises, cuts into squares and maps each to a token: the convolution of the files as one
/// matrix product, which is much faster than the strided convolution.
struct PatchEmbedding {
    LinearWeights linear;  ///< [width, 3 * patch * patch], channels first
    ModelManifest::Normalisation normalisation;
    std::int64_t patch = 0;
    std::int64_t cellsASide = 0;

    /// `weight` as the files have it, [width, 3, patch, patch].
    static PatchEmbedding create(const LinearWeights& convolution, const HfConfig& config,
                                 const ModelManifest::Normalisation& normalisation);

    /// uint8 [N, side, side, 3] -> float [N, cells, width], row by row.
    at::Tensor operator()(const at::Tensor& pixels) const;
};

}  // namespace semblance
