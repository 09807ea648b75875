#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/safetensors.h"

/// Internal to the rooms that use libtorch.
namespace semblance {

/// y = x weight^T + bias
struct LinearWeights {
    at::Tensor weight;  ///< [out, in]
    at::Tensor bias;    ///< [out]
};

struct NormWeights {
    at::Tensor weight;
    at::Tensor bias;
};

/// Takes tensors out of a weight file. The first failure sticks: later calls return undefined
/// tensors, and status() says what was wrong; nothing may be computed before it is asked.
class WeightReader {
public:
    explicit WeightReader(std::shared_ptr<const SafetensorsFile> file);

    /// The tensor as the file has it, without a copy where its alignment allows; read-only. It
    /// keeps the mapping alive. Only floating-point types.
    at::Tensor stored(const QString& name, const std::vector<std::int64_t>& shape);

    /// A copy as float32.
    at::Tensor float32(const QString& name, const std::vector<std::int64_t>& shape);

    LinearWeights linear(const QString& prefix, std::int64_t out, std::int64_t in);
    NormWeights norm(const QString& prefix, std::int64_t width);

    const Status& status() const { return m_status; }

private:
    std::shared_ptr<const SafetensorsFile> m_file;
    Status m_status;
};

}  // namespace semblance
