#include "core/train/movingaverage.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_lerp.h>

#include <algorithm>

namespace semblance {

MovingAverage::MovingAverage(TrainedParameters parameters, double decay)
    : m_parameters(std::move(parameters)), m_decay(decay), m_values(copyValues(m_parameters)) {}

void MovingAverage::update() {
    const at::NoGradGuard noGrad;
    ++m_updates;
    const double decay = std::min(m_decay, (1.0 + m_updates) / (10.0 + m_updates));
    std::vector<at::Tensor> now;
    for (const TrainedParameter& parameter : m_parameters)
        now.push_back(parameter.leaf.detach());
    at::_foreach_lerp_(m_values, now, 1 - decay);
}

ValuesForNow::ValuesForNow(const TrainedParameters& parameters,
                           const std::vector<at::Tensor>& values)
    : m_parameters(parameters), m_kept(copyValues(parameters)) {
    setValues(parameters, values);
}

ValuesForNow::~ValuesForNow() {
    setValues(m_parameters, m_kept);
}

}  // namespace semblance
