#pragma once

#include <QJsonObject>
#include <QString>
#include <functional>
#include <utility>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/jsonfields.h"
#include "core/base/result.h"
#include "core/train/adamw.h"
#include "core/train/parameters.h"
#include "core/train/schedule.h"
#include "core/train/traininglog.h"
#include "core/train/trainingprogress.h"

namespace semblance {

/// What every stage's loop has in common.
struct LoopConfig {
    int seed = 1;
    /// "auto" (the fastest that is here), "cpu", "cuda" or "mps". No part of the run's identity: a
    /// checkpoint goes on on any device. Numbers are the same to the bit on the processor only.
    QString device = QStringLiteral("auto");
    int steps = 1000;
    AdamWConfig optimiser;
    ScheduleConfig schedule;
    double clip = 1.0;       ///< limit of the gradients' norm; 0: none
    double average = 0.998;  ///< decay of the moving average that is measured and kept; 0: none
    bool bf16 = false;       ///< autocast; pays where the processor multiplies bf16 natively
    int measureEvery = 200;  ///< steps between measurements on val; 0: only at the end
    int patience = 0;        ///< measurements without a gain before an early stop; 0: never
    bool keepBest = true;    ///< keep the best measured values instead of the last
    int checkpointEvery = 200;
    int logEvery = 10;

    void describe(JsonFields& fields);
};

struct StepLoss {
    at::Tensor total;                                   ///< a scalar that leads to the parameters
    std::vector<std::pair<QString, at::Tensor>> parts;  ///< what it is made of, for log and errors
};

struct Measured {
    double score = 0;     ///< higher is better
    NamedNumbers values;  ///< none: val has nothing to measure, so the last values are kept
};

/// What is trained: one stage with its data. All calls come from the thread that trains; they may
/// throw c10::Error.
class TrainingTask {
public:
    virtual ~TrainingTask() = default;

    virtual QString name() const = 0;

    /// Everything that decides the run's numbers; a checkpoint of another configuration is refused.
    virtual QJsonObject configuration() const = 0;

    /// Always the same tensors in the same order.
    virtual TrainedParameters parameters() = 0;

    /// The loss of step `step` at the parameters' present values. What is drawn by chance comes
    /// from stepSeed() or libtorch's default generator, which was seeded for this step.
    virtual StepLoss loss(int step) = 0;

    /// On val, at the parameters' present values; gradients are off.
    virtual Result<Measured> measure() = 0;

protected:
    TrainingTask() = default;
    TrainingTask(const TrainingTask&) = delete;
    TrainingTask& operator=(const TrainingTask&) = delete;
};

struct TrainingRun {
    QString dir;          ///< log, curve and checkpoint; made when missing
    bool resume = false;  ///< go on from the checkpoint in `dir`, if there is one
    CancelToken cancel;   ///< asked after each step; a checkpoint is saved first
    std::function<void(const TrainingProgress&)> progress;  ///< every logEvery steps; may be empty
};

struct TrainingOutcome {
    int steps = 0;     ///< done in all
    int bestStep = 0;  ///< at which the kept values were measured
    double bestScore = 0;
    NamedNumbers bestValues;
    bool stoppedEarly = false;
};

/// Trains, and leaves the values that are to be kept in the task's parameters. Files in run.dir:
/// checkpoint.safetensors, log.jsonl, curve.svg.
/// Errors: Cancelled; BadInput for a checkpoint of another configuration, naming the difference,
/// and for a loss or gradient that is no number, naming step and part: the checkpoint then holds
/// the values before that step; NoSpace: the former checkpoint is still there.
Result<TrainingOutcome> train(TrainingTask& task, const LoopConfig& config, const TrainingRun& run);

/// The checkpoint's path in a run's folder.
QString checkpointPath(const QString& dir);

}  // namespace semblance
