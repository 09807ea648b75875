#pragma once

#include <QJsonObject>
#include <QString>

#include "core/base/result.h"

namespace semblance {

/// How many steps a stage ("align", "map", "compose") trains with this configuration. BadInput for
/// a configuration that the stage does not take; `source` names it.
Result<int> stageSteps(const QString& stage, const QJsonObject& configuration,
                       const QString& source);

}  // namespace semblance
