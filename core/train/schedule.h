#pragma once

#include "core/base/jsonfields.h"

namespace semblance {

/// How the learning rate moves over a run.
struct ScheduleConfig {
    enum class Kind {
        OneCycle,  ///< up and down along half cosines (Smith and Topin, arXiv:1708.07120)
        Cosine,    ///< linear warm-up, then half a cosine down
        Constant,  ///< linear warm-up, then flat
    };

    Kind kind = Kind::OneCycle;
    double warmUp = 0.1;        ///< share of the steps that lead up to the full rate
    double startFactor = 0.04;  ///< of the full rate, at the first step
    double endFactor = 1e-4;    ///< of the full rate, at the last step; Constant ignores it

    void describe(JsonFields& fields);
};

/// What the full learning rate is multiplied by at `step` of 0..steps-1: startFactor at step 0, 1
/// when the warm-up is over, endFactor at the last step.
double scheduleFactor(const ScheduleConfig& schedule, int step, int steps);

}  // namespace semblance
