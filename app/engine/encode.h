#pragma once

#include "app/engine/options.h"

namespace semblance {

/// Prints one unit vector per item on standard output, in order: with --json as the object
/// {"dim": D, "vectors": [[...], ...]}, else a line of numbers each. Pictures are decoded by
/// decoder children. A picture that cannot be decoded gets a sentence on standard error and null
/// (an empty line) in its place; the rest goes on, and the exit code is 1.
int encode(const EngineOptions& options);

}  // namespace semblance
