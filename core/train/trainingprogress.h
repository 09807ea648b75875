#pragma once

#include <QString>
#include <functional>

namespace semblance {

struct TrainingProgress {
    int step = 0;  ///< done
    int steps = 0;
    double loss = 0;  ///< of the last step
    double stepsPerSecond = 0;
    double secondsLeft = 0;
    bool measured = false;  ///< `score` is new
    double score = 0;
};

/// What happens outside the loop, for people to read.
using StageNotes = std::function<void(const QString& sentence)>;

}  // namespace semblance
