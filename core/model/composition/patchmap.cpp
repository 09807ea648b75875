#include "core/model/composition/patchmap.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/model/networks/networks.h"

namespace semblance {

namespace {
/// Cells left out at a time: memory for as many copies of the picture's patches.
constexpr std::int64_t kBatch = 32;

at::Tensor scores(const ImageNetwork& network, const at::Tensor& patches, const at::Tensor& side,
                  const at::Tensor& direction) {
    const at::Tensor sides = side.expand({patches.size(0), side.size(1)});
    return network.embed(network.raw(patches), sides).matmul(direction);
}

at::Tensor withoutEach(const ImageNetwork& network, const at::Tensor& patches,
                       const at::Tensor& side, const at::Tensor& direction) {
    const std::int64_t cells = patches.size(1);
    const at::Tensor whole = scores(network, patches, side, direction);
    const at::Tensor all = at::arange(cells, at::TensorOptions(at::kLong).device(patches.device()));
    std::vector<at::Tensor> shares;
    for (std::int64_t first = 0; first < cells; first += kBatch) {
        std::vector<at::Tensor> rests;
        for (std::int64_t i = first; i < std::min(cells, first + kBatch); ++i)
            rests.push_back(patches.index_select(1, all.masked_select(all != i)));
        shares.push_back(whole - scores(network, at::cat(rests), side, direction));
    }
    return at::cat(shares);
}
}  // namespace

std::int64_t cellsASide(const ImageNetwork& network) {
    return static_cast<std::int64_t>(std::sqrt(static_cast<double>(network.cells())));
}

at::Tensor patchMap(const ImageNetwork& network, const at::Tensor& pixels,
                    const at::Tensor& direction) {
    const at::Tensor patches = network.patches(pixels);
    const at::Tensor side = network.sideFeatures(pixels).to(patches.device());
    const std::int64_t columns = cellsASide(network);
    const std::int64_t others = patches.size(1) - columns * columns;
    if (others == 0)
        return withoutEach(network, patches, side, direction);
    const at::Tensor cells =
        patches.narrow(1, others, columns * columns).transpose(0, 1).contiguous();
    const at::Tensor alone = scores(network, cells, side, direction);
    return alone - alone.mean();
}

}  // namespace semblance
