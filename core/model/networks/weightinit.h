#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/model/networks/layers.h"

/// How a network's tensors come to be: one construction for untrained and for stored ones, then
/// random numbers. Internal to the rooms that use libtorch.
namespace semblance {

/// Where a tensor of this name and shape comes from: zeros to be initialised, or a file.
using WeightSource =
    std::function<at::Tensor(const QString& name, const std::vector<std::int64_t>& shape)>;

LinearWeights makeLinear(const WeightSource& source, const QString& prefix, std::int64_t out,
                         std::int64_t in);
NormWeights makeNorm(const WeightSource& source, const QString& prefix, std::int64_t width);

/// Uniform within 1 / sqrt(in), libtorch's own default for a linear layer. Tensors on the
/// processor.
void initialiseUniform(LinearWeights& linear, at::Generator& random);

/// Glorot and Bengio 2010 (equation 16), bias zero: what multi-head attention is started with.
void initialiseXavier(LinearWeights& linear, at::Generator& random);

/// The identity.
void initialise(NormWeights& norm);

}  // namespace semblance
