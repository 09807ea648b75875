#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/safetensors.h"
#include "core/model/networks/layers.h"

/// Internal to the rooms that use libtorch.
namespace semblance {

/// A matrix whose rows are taken singly, kept as the file has it: floating-point, or int8 with a
/// scale per row.
struct StoredRows {
    at::Tensor tensor;  ///< [rows, width]
    at::Tensor scale;   ///< float [rows] where tensor is int8

    /// `rows`: int64 [N]. float [N, width].
    at::Tensor at(const at::Tensor& rows) const;

    /// float [rows, width]
    at::Tensor all() const;
};

/// A matrix of 4-bit numbers whose rows are taken singly and unpacked then: low + step * q.
struct NibbleRows {
    at::Tensor pairs;  ///< uint8 [rows, width / 2]; q of the even columns in the lower half
    at::Tensor low;    ///< float [rows]
    at::Tensor step;   ///< float [rows]

    /// `rows`: int64 [N]. float [N, width].
    at::Tensor at(const at::Tensor& rows) const;
};

/// Takes tensors out of a weight file. An I8 tensor "x" stands for x * "x.scale", a F32 per row
/// (see packing.h). The first failure sticks: later calls return undefined tensors, and status()
/// says what was wrong; nothing may be computed before it is asked.
class WeightReader {
public:
    explicit WeightReader(std::shared_ptr<const WeightFile> file);

    /// The tensor as the file has it, without a copy where its alignment allows; read-only. It
    /// keeps the mapping alive, and gives its memory back with its last reference. Only
    /// floating-point types.
    at::Tensor stored(const QString& name, const std::vector<std::int64_t>& shape);

    /// The same for a matrix of rows, which may be int8.
    StoredRows rows(const QString& name, const std::vector<std::int64_t>& shape);

    /// The U8 tensor "x" of pairs with "x.low" and "x.step".
    NibbleRows nibbles(const QString& name, std::int64_t rows, std::int64_t width);

    /// A copy as float32, int8 expanded.
    at::Tensor float32(const QString& name, const std::vector<std::int64_t>& shape);

    LinearWeights linear(const QString& prefix, std::int64_t out, std::int64_t in);
    NormWeights norm(const QString& prefix, std::int64_t width);

    /// "<prefix>.weight" [out, in] without a bias.
    LinearWeights linearWithoutBias(const QString& prefix, std::int64_t out, std::int64_t in);

    /// Whether the file has a tensor of this name.
    bool has(const QString& name) const { return m_file->find(name) != nullptr; }

    const Status& status() const { return m_status; }

private:
    enum class Holds { Numbers, NumbersOrInt8, Bytes };

    /// The tensor as the file has it.
    at::Tensor mapped(const QString& name, const std::vector<std::int64_t>& shape, Holds holds);
    at::Tensor scaleOf(const QString& name, std::int64_t rows);

    std::shared_ptr<const WeightFile> m_file;
    Status m_status;
};

}  // namespace semblance
