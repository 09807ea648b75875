#pragma once

#include "core/model/networks/networks.h"
#include "core/train/trainconfig.h"
#include "core/train/trainingset.h"

namespace semblance {

/// Puts new heads into the networks: norms the identity, linear layers uniform within 1 / sqrt(in),
/// the side features' last layer zero, so that it begins without a say; their mean and deviation
/// are those of the set's pictures. Deterministic in the seed. WrongUse for a family whose heads
/// have no hidden layer to choose the width of.
Status makeFreshHeads(const AlignConfig::Heads& config, const TrainingSet& set,
                      DualNetworks& networks, int seed);

}  // namespace semblance
