#include "core/model/files/partfile.h"

namespace semblance {

Result<std::shared_ptr<const SafetensorsFile>> openPart(const ModelManifest& manifest,
                                                        const QString& role) {
    SEMBLANCE_TRY_ASSIGN(const auto part, manifest.part(role));
    return SafetensorsFile::open(manifest.pathOf(part));
}

}  // namespace semblance
