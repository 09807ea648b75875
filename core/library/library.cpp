#include "core/library/library.h"

#include <utility>

#include "core/base/modelfolder.h"
#include "core/library/embedded/embeddedcatalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/models/modelentries.h"
#include "core/library/models/modelsession.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "core/store/librarypaths.h"

namespace semblance {

Library::Library(QString dir) : m_dir(std::move(dir)) {}
Library::~Library() = default;

Result<std::shared_ptr<Library>> Library::open(const QString& dir, Access access,
                                               const QString& model) {
    // Before anything is made on disk.
    if (!model.isEmpty())
        SEMBLANCE_TRY(findModel(model));
    const LibraryPaths paths(dir);
    std::shared_ptr<Library> library(new Library(paths.dir));
    SEMBLANCE_TRY_ASSIGN(
        library->m_catalogue,
        EmbeddedCatalogue::open(paths, access == Access::Write ? EmbeddedCatalogue::Access::Write
                                                               : EmbeddedCatalogue::Access::Read));
    library->m_decoders = std::make_unique<DecoderPool>();
    ModelSession::Options options;
    options.makeEncoder = [](const QString& modelDir) -> std::shared_ptr<Encoder> {
        return std::make_shared<EngineClient>(modelDir);
    };
    options.asked = model;
    options.isOnlyAsked = access == Access::Read && !model.isEmpty();
    SEMBLANCE_TRY_ASSIGN(library->m_models,
                         ModelSession::open(*library->m_catalogue, std::move(options)));
    library->m_groups =
        std::make_unique<GroupKeeper>(*library->m_catalogue, library->m_decoders.get());
    return library;
}

std::optional<ModelUse> modelUseOf(const std::shared_ptr<Library>& library) {
    if (!library)
        return std::nullopt;
    return ModelUse{library->catalogue(), library->models()};
}

}  // namespace semblance
