#include "core/model/networks/networks.h"

#include <ATen/core/Tensor.h>

namespace semblance {

at::Tensor ImageNetwork::patches(const at::Tensor& pixels) const {
    return patchesFrom(trunk(pixels));
}

}  // namespace semblance
