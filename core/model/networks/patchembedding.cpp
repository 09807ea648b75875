#include "core/model/networks/patchembedding.h"

#include "core/model/networks/normalisedpixels.h"

namespace semblance {

PatchEmbedding PatchEmbedding::create(const LinearWeights& convolution, const HfConfig& config,
                                      const ModelManifest::Normalisation& normalisation) {
    const LinearWeights flat{convolution.weight.flatten(1), convolution.bias};
    return {flat, normalisation, config.patch, config.cellsASide()};
}

at::Tensor PatchEmbedding::operator()(const at::Tensor& pixels) const {
    const std::int64_t count = pixels.size(0);
    const std::int64_t read = cellsASide * patch;
    const at::Tensor x = normalised(pixels.to(linear.weight.device()), normalisation)
                             .narrow(1, 0, read)
                             .narrow(2, 0, read);
    const at::Tensor squares = x.reshape({count, cellsASide, patch, cellsASide, patch, 3})
                                   .permute({0, 1, 3, 5, 2, 4})
                                   .reshape({count, cellsASide * cellsASide, 3 * patch * patch});
    return linear(squares);
}

}  // namespace semblance
