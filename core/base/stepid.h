#pragma once

#include "core/base/ids.h"

namespace semblance {

using StepId = Id<struct StepTag>;  ///< a query that was asked (query/querytrail.h)

}  // namespace semblance
