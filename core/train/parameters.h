#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <vector>

namespace semblance {

/// One tensor that training changes. `leaf` is float32, requires gradients and is changed in
/// place, so whoever holds it sees every step.
struct TrainedParameter {
    QString name;  ///< unique in a run, stable over runs: checkpoints go by it
    at::Tensor leaf;
    double rateFactor = 1;  ///< times the run's learning rate
    bool decays = true;     ///< weight decay applies
};

using TrainedParameters = std::vector<TrainedParameter>;

/// A detached float32 copy of `value` that requires gradients.
at::Tensor makeLeaf(const at::Tensor& value);

/// Weight decay is for matrices: norms, biases and gates (0 or 1 dimensions) have none.
TrainedParameter trained(const QString& name, const at::Tensor& leaf, double rateFactor = 1);

/// Copies of the values, in order.
std::vector<at::Tensor> copyValues(const TrainedParameters& parameters);

/// Overwrites the values in place; `values` as copyValues gives them.
void setValues(const TrainedParameters& parameters, const std::vector<at::Tensor>& values);

/// The norm over all gradients as one vector; multiplies them in place so that it is at most
/// `limit` (0: leaves them). Returns the norm before. Parameters without a gradient are left out.
double clipGradients(const TrainedParameters& parameters, double limit);

void clearGradients(const TrainedParameters& parameters);

}  // namespace semblance
