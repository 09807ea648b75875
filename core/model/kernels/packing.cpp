#include "core/model/kernels/packing.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/amax.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/round.h>
#include <ATen/ops/where.h>

namespace semblance {

namespace {

constexpr double kMost = 127;

/// [rows] as a factor for a tensor of `dimensions`.
at::Tensor asColumn(const at::Tensor& scale, std::int64_t dimensions) {
    std::vector<std::int64_t> shape(static_cast<std::size_t>(dimensions), 1);
    shape[0] = scale.size(0);
    return scale.view(shape);
}

StoredTensor stored(const QString& name, const at::Tensor& tensor, TensorType type) {
    const at::Tensor plain = tensor.cpu().contiguous();
    StoredTensor result;
    result.name = name;
    result.type = type;
    result.shape = plain.sizes().vec();
    result.bytes = QByteArray(static_cast<const char*>(plain.const_data_ptr()),
                              static_cast<qsizetype>(plain.nbytes()));
    return result;
}

}  // namespace

PackedRows packRows(const at::Tensor& tensor) {
    const at::Tensor x = tensor.detach().to(at::kFloat);
    const at::Tensor scale = at::amax(x.reshape({x.size(0), -1}).abs(), {1}) / kMost;
    const at::Tensor divisor = at::where(scale > 0, scale, at::ones_like(scale));
    const at::Tensor values =
        at::clamp(at::round(x / asColumn(divisor, x.dim())), -kMost, kMost).to(at::kChar);
    return {values, scale};
}

at::Tensor expandRows(const at::Tensor& values, const at::Tensor& scale) {
    return values.to(at::kFloat).mul_(asColumn(scale, values.dim()));
}

std::vector<StoredTensor> packWeights(const std::vector<NamedTensor>& tensors, Packing packing) {
    std::vector<StoredTensor> all;
    for (const auto& [name, tensor] : tensors) {
        const bool matrix = tensor.dim() >= 2 && tensor.numel() > 0;
        if (tensor.scalar_type() == at::kChar) {
            all.push_back(stored(name, tensor, TensorType::I8));
        } else if (tensor.scalar_type() == at::kByte) {
            all.push_back(stored(name, tensor, TensorType::U8));
        } else if (packing == Packing::Int8 && matrix) {
            const PackedRows packed = packRows(tensor);
            all.push_back(stored(name, packed.values, TensorType::I8));
            all.push_back(
                stored(name + QLatin1String(kScaleSuffix), packed.scale, TensorType::F32));
        } else if (packing == Packing::Half) {
            all.push_back(stored(name, tensor.detach().to(at::kHalf), TensorType::F16));
        } else {
            all.push_back(stored(name, tensor.detach().to(at::kFloat), TensorType::F32));
        }
    }
    return all;
}

}  // namespace semblance
