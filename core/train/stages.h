#pragma once

#include <QString>
#include <QStringList>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/train/trainingprogress.h"

namespace semblance {

class PictureDecoder;

/// What `semblance-engine train STAGE` is told.
struct StageRequest {
    QString stage;       ///< one of stageNames()
    QString configPath;  ///< a JSON object; its fields are those of the stage's configuration
    QString out;         ///< the model's folder; log, curve and checkpoint go to <out>.training
    QString model;       ///< these four replace the configuration's field when not empty
    QString data;
    QString cache;
    QString device;
    bool resume = false;
};

struct StageHooks {
    StageNotes notes;
    std::function<void(const TrainingProgress&)> progress;
    CancelToken cancel;
};

/// "align", "map", "compose".
QStringList stageNames();

/// Runs a stage from its configuration to a complete model in `out`, which holds everything the
/// start model had and what was learnt. With `resume` a stage goes on from its checkpoint, and one
/// whose model is there already does nothing. The feature cache is <out>/../cache where nothing
/// else is said.
Status runStage(const StageRequest& request, PictureDecoder& decoder, const StageHooks& hooks);

}  // namespace semblance
