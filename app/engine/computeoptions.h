#pragma once

#include "core/base/result.h"
#include "core/model/composition/dualencoder.h"

class QCommandLineParser;

namespace semblance {

/// --precision and --device, for every command that loads a model to encode with it.
void addComputeOptions(QCommandLineParser& parser);

/// What they say; where one is not given, the environment's SEMBLANCE_PRECISION or SEMBLANCE_DEVICE
/// does. WrongUse names what there is.
Result<DualEncoder::Options> computeOptions(const QCommandLineParser& parser);

}  // namespace semblance
