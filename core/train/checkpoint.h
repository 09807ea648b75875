#pragma once

#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/train/adamw.h"
#include "core/train/movingaverage.h"
#include "core/train/parameters.h"

namespace semblance {

/// Everything a run needs to go on to the same numbers, besides its configuration: chance needs no
/// state (stepSeed).
struct TrainingState {
    int step = 0;  ///< done
    int bestStep = 0;
    double bestScore = 0;
    int withoutGain = 0;  ///< measurements since the best
    QJsonObject bestValues;
    std::vector<at::Tensor> best;  ///< the best measured parameters; empty before the first
};

/// What a checkpoint holds; the tensors are read and overwritten in place.
struct Checkpointed {
    const TrainedParameters& parameters;
    const std::vector<AdamW::Moments>& moments;
    MovingAverage* average;  ///< null: none is kept
    TrainingState& state;
};

/// Writes `path` whole or not at all: a full disk leaves the former checkpoint.
Status writeCheckpoint(const QString& path, const QJsonObject& configuration,
                       const Checkpointed& run);

/// Reads it into `run`, whose tensors may be on another device than those that were written.
/// BadInput when it was made with another configuration or other parameters: the sentence names the
/// first difference; nothing is changed then. loop.device and data.cache may differ. Corrupt when
/// damaged.
Status readCheckpoint(const QString& path, const QJsonObject& configuration,
                      const Checkpointed& run);

}  // namespace semblance
