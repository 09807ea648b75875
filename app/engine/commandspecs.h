#pragma once

#include "core/commandline/commandspec.h"

namespace semblance {

/// What semblance-engine can be told to do.
CommandSpec engineSpec();

}  // namespace semblance
