#pragma once

#include <vector>

#include "core/base/jsonfields.h"
#include "core/train/parameters.h"

namespace semblance {

struct AdamWConfig {
    double rate = 1e-3;  ///< the full learning rate
    double decay = 0.01;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;

    void describe(JsonFields& fields);
};

/// Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2), one
/// fused kernel for all parameters of the same rate and decay.
class AdamW {
public:
    AdamW(TrainedParameters parameters, const AdamWConfig& config);

    /// One update from the parameters' gradients; those without one stay as they are.
    /// `factor` multiplies the full rate (scheduleFactor).
    void step(double factor);

    /// Moments and step counts, three tensors a parameter, which may be overwritten in place (a
    /// checkpoint's).
    struct Moments {
        at::Tensor first;
        at::Tensor second;
        at::Tensor steps;  ///< float, one number
    };
    const std::vector<Moments>& moments() const { return m_moments; }

private:
    void stepGroup(const std::vector<std::size_t>& group, double factor);

    TrainedParameters m_parameters;
    AdamWConfig m_config;
    std::vector<Moments> m_moments;
    std::vector<std::vector<std::size_t>> m_groups;
};

}  // namespace semblance
