#pragma once

#include "app/engine/options.h"

namespace semblance {

/// Answers "images" and "query" requests (core/remote/messages.h) on standard input until it
/// closes, each kind on a thread of its own. A model that cannot be loaded is reported in place of
/// the hello. Returns the exit code.
int serve(const EngineOptions& options);

}  // namespace semblance
