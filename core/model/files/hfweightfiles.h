#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/hffolder.h"

namespace semblance {

/// Which weight files a layout has; a folder may hold the same weights in several formats.
/// Roles "weights", or "weights.00001" and so on. The sentence says what is there instead.
Result<std::vector<HfPart>> findWeights(const HfFolder& folder, HfConfig::Layout layout);

/// Whether there are any for this layout.
bool hasWeights(const HfFolder& folder, HfConfig::Layout layout);

/// NotFound when one of the files is what Git LFS leaves in its place until it is fetched.
Status checkFetched(const HfFolder& folder, const std::vector<HfPart>& parts);

}  // namespace semblance
