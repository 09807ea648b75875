#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <cstdint>

#include "core/model/networks/headdropout.h"
#include "core/model/networks/layers.h"

namespace semblance {

class WeightReader;

/// What leads from a tower's feature to the common space in the models made here: a layer norm,
/// then a linear and a two-layer GELU branch, added. Internal to the rooms that use libtorch.
struct EmbeddingHead {
    NormWeights norm;
    LinearWeights straight;
    LinearWeights hidden;
    LinearWeights out;

    /// "<prefix>.norm.weight", "<prefix>.linear.weight", ... The hidden width is whatever the file
    /// has.
    static EmbeddingHead read(WeightReader& reader, const QString& prefix, std::int64_t in,
                              std::int64_t dim);

    /// [N, in] -> [N, dim], not normalised.
    at::Tensor operator()(const at::Tensor& features, const HeadDropout::Rates& dropout) const;

    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

}  // namespace semblance
