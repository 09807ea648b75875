#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/safetensors.h"

namespace semblance {

/// The weight file of this role. Its hash is not verified (ModelManifest::verifyParts).
Result<std::shared_ptr<const SafetensorsFile>> openPart(const ModelManifest& manifest,
                                                        const QString& role);

}  // namespace semblance
