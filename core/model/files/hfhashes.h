#pragma once

#include "core/base/result.h"
#include "core/model/files/manifest.h"

namespace semblance {

/// Fills in size, date and SHA-256 of every part. What was hashed before and has kept its size and
/// date is taken from a note in the cache folder; the rest is read, all parts at once.
Status hashParts(ModelManifest& manifest);

}  // namespace semblance
