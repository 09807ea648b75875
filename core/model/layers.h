#pragma once

#include <ATen/core/Tensor.h>

#include <QString>

#include "core/model/networks.h"

/// The small parts every network here is made of. Internal to the rooms that use libtorch.
namespace semblance {

/// y = x weight^T + bias
struct LinearWeights {
    at::Tensor weight;  ///< [out, in]
    at::Tensor bias;    ///< [out]; undefined where there is none

    at::Tensor operator()(const at::Tensor& x) const;

    /// "<prefix>.weight", "<prefix>.bias"; tensors that are not there are left out.
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// Layer norm over the last dimension.
struct NormWeights {
    at::Tensor weight;
    at::Tensor bias;

    at::Tensor operator()(const at::Tensor& x, double epsilon) const;
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// A(h) = h + alpha W_up GELU(W_down LN h) (Houlsby et al. 2019, arXiv:1902.00751, section 2.1,
/// with the norm inside); W_up = 0 leaves h as it is.
struct Adapter {
    NormWeights norm;
    LinearWeights down;  ///< width -> bottleneck
    LinearWeights up;    ///< bottleneck -> width
    double alpha = 1.0;

    at::Tensor operator()(const at::Tensor& h) const;
    void visit(const QString& prefix, const ParameterVisitor& visitor);
};

/// x / |x|, row by row.
at::Tensor unitRows(const at::Tensor& x);

}  // namespace semblance
