#pragma once

#include <vector>

#include "core/train/parameters.h"

namespace semblance {

/// An exponential moving average of the trained values, which usually does better than the last
/// ones. The decay rises from (1 + n) / (10 + n) to `decay`, so that the first steps do not
/// weigh for ever.
class MovingAverage {
public:
    MovingAverage(TrainedParameters parameters, double decay);

    /// After each step.
    void update();

    /// In the parameters' order; may be overwritten in place (a checkpoint's).
    const std::vector<at::Tensor>& values() const { return m_values; }
    int updates() const { return m_updates; }
    void setUpdates(int updates) { m_updates = updates; }

private:
    TrainedParameters m_parameters;
    double m_decay;
    int m_updates = 0;
    std::vector<at::Tensor> m_values;
};

/// Puts other values into the parameters for the length of a block (a validation).
class ValuesForNow {
public:
    ValuesForNow(const TrainedParameters& parameters, const std::vector<at::Tensor>& values);
    ~ValuesForNow();
    ValuesForNow(const ValuesForNow&) = delete;
    ValuesForNow& operator=(const ValuesForNow&) = delete;

private:
    const TrainedParameters& m_parameters;
    std::vector<at::Tensor> m_kept;
};

}  // namespace semblance
