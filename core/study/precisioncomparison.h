#pragma once

#include <QList>
#include <functional>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/remote/modelreport.h"

namespace semblance {

/// Measures a model in every precision this processor has: its speed, and its vectors of the demo
/// library's pictures and of sentences beside fp32's. Notes the result, so that from now on the
/// model computes in the best (notedPrecision), which comes first in the list. Takes up to about a
/// minute; `tell` says what is going on. Without the demo library nothing is noted, and only the
/// speed in fp32 is measured. `known`: the speed in one of them on the processor, which is not
/// measured again.
Result<QList<ModelMeasurement>> comparePrecisions(const ModelManifest& manifest,
                                                  const ModelMeasurement& known,
                                                  const std::function<void(const QString&)>& tell);

}  // namespace semblance
