#pragma once

#include "core/commandline/commandspec.h"

namespace semblance {

/// What semblance-cli can be told to do.
CommandSpec cliSpec();

}  // namespace semblance
