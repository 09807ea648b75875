#include "core/train/adamw.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <map>

namespace semblance {

void AdamWConfig::describe(JsonFields& fields) {
    fields.number(u"rate", rate, 0, 1);
    fields.number(u"decay", decay, 0, 1);
    fields.number(u"beta1", beta1, 0, 0.9999999);
    fields.number(u"beta2", beta2, 0, 0.9999999);
    fields.number(u"epsilon", epsilon, 1e-16, 1);
}

AdamW::AdamW(TrainedParameters parameters, const AdamWConfig& config)
    : m_parameters(std::move(parameters)), m_config(config) {
    std::map<std::pair<double, bool>, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const TrainedParameter& parameter = m_parameters[i];
        const at::Tensor value = parameter.leaf.detach();
        m_moments.push_back({at::zeros_like(value), at::zeros_like(value),
                             at::zeros({}, value.options().dtype(at::kFloat))});
        groups[{parameter.rateFactor, parameter.decays}].push_back(i);
    }
    for (const auto& [key, members] : groups)
        m_groups.push_back(members);
}

void AdamW::step(double factor) {
    const at::NoGradGuard noGrad;
    for (const auto& group : m_groups)
        stepGroup(group, factor);
}

void AdamW::stepGroup(const std::vector<std::size_t>& group, double factor) {
    std::vector<at::Tensor> values;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> first;
    std::vector<at::Tensor> second;
    std::vector<at::Tensor> steps;
    for (const std::size_t i : group) {
        const at::Tensor& gradient = m_parameters[i].leaf.grad();
        if (!gradient.defined())
            continue;
        values.push_back(m_parameters[i].leaf.detach());
        gradients.push_back(gradient.contiguous());
        first.push_back(m_moments[i].first);
        second.push_back(m_moments[i].second);
        steps.push_back(m_moments[i].steps.add_(1));
    }
    if (values.empty())
        return;
    const TrainedParameter& member = m_parameters[group.front()];
    const double decay = member.decays ? m_config.decay : 0;
    at::_fused_adamw_(values, gradients, first, second, {}, steps,
                      m_config.rate * member.rateFactor * factor, m_config.beta1, m_config.beta2,
                      decay, m_config.epsilon, /*amsgrad=*/false, /*maximize=*/false);
}

}  // namespace semblance
