#include "core/train/parameters.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>

#include "core/model/kernels/namedtensors.h"

namespace semblance {

at::Tensor makeLeaf(const at::Tensor& value) {
    return value.detach()
        .to(at::kFloat, /*non_blocking=*/false, /*copy=*/true)
        .set_requires_grad(true);
}

TrainedParameter trained(const QString& name, const at::Tensor& leaf, double rateFactor) {
    return {name, leaf, rateFactor, decays(leaf)};
}

std::vector<at::Tensor> copyValues(const TrainedParameters& parameters) {
    std::vector<at::Tensor> values;
    for (const TrainedParameter& parameter : parameters)
        values.push_back(parameter.leaf.detach().clone());
    return values;
}

void setValues(const TrainedParameters& parameters, const std::vector<at::Tensor>& values) {
    const at::NoGradGuard noGrad;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i].leaf.copy_(values[i]);
}

double clipGradients(const TrainedParameters& parameters, double limit) {
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> gradients;
    for (const TrainedParameter& parameter : parameters)
        if (parameter.leaf.grad().defined())
            gradients.push_back(parameter.leaf.grad());
    if (gradients.empty())
        return 0;
    const double norm =
        at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients))).item<double>();
    if (limit > 0 && norm > limit)
        at::_foreach_mul_(gradients, limit / norm);
    return norm;
}

void clearGradients(const TrainedParameters& parameters) {
    for (const TrainedParameter& parameter : parameters)
        parameter.leaf.mutable_grad().reset();
}

}  // namespace semblance
