#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <vector>

#include "core/model/files/safetensorswriter.h"
#include "core/model/kernels/namedtensors.h"

/// How weights are stored: int8 with a scale per row takes a quarter of fp32's room. Internal to
/// the rooms that use libtorch.
namespace semblance {

/// An int8 tensor "x" stands beside "x.scale".
inline constexpr char kScaleSuffix[] = ".scale";

enum class Packing {
    Exact,  ///< F32, for checkpoints and small parts
    Half,   ///< F16
    Int8,   ///< matrices I8 with an F32 scale per row, vectors F32
};

/// Symmetric: scale = max |row| / 127, q = round(x / scale), so |x - scale q| <= scale / 2. A row
/// is everything behind the first dimension; a row of zeros has scale 0.
struct PackedRows {
    at::Tensor values;  ///< int8, the tensor's shape
    at::Tensor scale;   ///< float [rows]
};
PackedRows packRows(const at::Tensor& tensor);

/// float, from an int8 tensor [rows, ...] and its scale [rows].
at::Tensor expandRows(const at::Tensor& values, const at::Tensor& scale);

/// Ready for writeSafetensors. Tensors on any device, floating-point, or int8 as a network keeps
/// its table (then "<name>.scale" is among `tensors` and both are written as they are), or uint8,
/// which is written as it is.
std::vector<StoredTensor> packWeights(const std::vector<NamedTensor>& tensors, Packing packing);

}  // namespace semblance
