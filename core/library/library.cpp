#include "core/library/library.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <utility>

#include "core/base/modelfolder.h"
#include "core/library/embedded/embeddedcatalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/models/modelentries.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/resultsbackground.h"
#include "core/library/texts/textkeeper.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "core/store/librarybackups.h"
#include "core/store/librarypaths.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logLibrary, "semblance.library")
}  // namespace

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
    EngineClient::Options engine;
    engine.pictureThreads = library->m_cores;
    options.makeEncoder = [engine](const QString& modelDir) -> std::shared_ptr<Encoder> {
        return std::make_shared<EngineClient>(modelDir, engine);
    };
    options.asked = model;
    options.isOnlyAsked = access == Access::Read && !model.isEmpty();
    SEMBLANCE_TRY_ASSIGN(library->m_models,
                         ModelSession::open(*library->m_catalogue, std::move(options)));
    library->m_groups =
        std::make_unique<GroupKeeper>(*library->m_catalogue, library->m_decoders.get());
    library->m_texts = std::make_unique<TextKeeper>(*library->m_catalogue, *library->m_decoders);
    library->m_background =
        std::make_shared<ResultsBackground>(*library->m_catalogue, *library->m_models);
    return library;
}

void Library::setIndexingCores(int cores) {
    *m_cores = cores;
    m_decoders->setBackgroundLimit(cores);
}

void Library::backUpIfDue(const CancelToken& cancel) const {
    if (!m_catalogue->writer())
        return;
    const LibraryBackups backups{LibraryPaths(m_dir)};
    const Result<bool> made = backups.makeIfDue(QDateTime::currentDateTime(), cancel);
    if (!made && made.error().kind != ErrorKind::Cancelled)
        qCWarning(logLibrary) << made.error().sentence << made.error().detail;
}

std::optional<ModelUse> modelUseOf(const std::shared_ptr<Library>& library) {
    if (!library)
        return std::nullopt;
    return ModelUse{library->catalogue(), library->models()};
}

}  // namespace semblance
