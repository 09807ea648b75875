#include "core/library/library.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/base/resources.h"
#include "core/library/vectorset.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "core/scan/volume.h"
#include "core/store/libraryreader.h"
#include "core/store/storewriter.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Library)
};

VectorModel vectorModel(const ModelInfo& model, const QString& source) {
    return {model.name, model.hash, model.dim, model.precision, model.device, source};
}
}  // namespace

Result<QString> findModel(const QString& nameOrPath) {
    const QString embedded = resourceDir(QStringLiteral("models/") + nameOrPath);
    const QString manifest = QStringLiteral("model.json");
    if (!nameOrPath.contains(QLatin1Char('/')) &&
        QFileInfo::exists(QDir(embedded).filePath(manifest))) {
        return embedded;
    }
    const QDir dir(nameOrPath);
    if (dir.exists() && dir.exists(manifest))
        return dir.absolutePath();
    return fail(
        ErrorKind::NotFound,
        Text::tr("There is no model '%1'. Give the name of an embedded model (mini) or a folder "
                 "with a model.json.")
            .arg(nameOrPath));
}

Library::Library(LibraryPaths paths) : m_paths(std::move(paths)) {}

Library::~Library() = default;

Result<std::shared_ptr<Library>> Library::open(const QString& dir, Access access,
                                               const QString& model) {
    // Before anything is made on disk.
    if (!model.isEmpty())
        SEMBLANCE_TRY(findModel(model));
    std::shared_ptr<Library> library(new Library(LibraryPaths(dir)));
    if (access == Access::Write) {
        SEMBLANCE_TRY_ASSIGN(auto lock, LibraryLock::acquire(library->m_paths));
        SEMBLANCE_TRY_ASSIGN(library->m_writer,
                             StoreWriter::open(library->m_paths, std::move(lock)));
    }
    SEMBLANCE_TRY_ASSIGN(library->m_reader, LibraryReader::open(library->m_paths));
    SEMBLANCE_TRY_ASSIGN(library->m_cacheDir, library->m_paths.cacheDir(library->m_reader->uuid()));
    SEMBLANCE_TRY(library->chooseModel(model));
    library->m_engine = std::make_unique<EngineClient>(library->m_modelDir);
    library->m_decoders = std::make_unique<DecoderPool>();
    SEMBLANCE_TRY(library->refresh());
    return library;
}

Status Library::chooseModel(const QString& asked) {
    m_modelSource = asked;
    if (m_modelSource.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(m_modelSource, m_reader->lastModel());
    }
    if (m_modelSource.isEmpty())
        m_modelSource = QStringLiteral("mini");
    SEMBLANCE_TRY_ASSIGN(m_modelDir, findModel(m_modelSource));
    const bool embedded = resourceDir(QStringLiteral("models/") + m_modelSource) == m_modelDir;
    if (!embedded)
        m_modelSource = m_modelDir;
    return {};
}

Result<std::unique_ptr<LibraryReader>> Library::openReader() const {
    return LibraryReader::open(m_paths);
}

Result<ModelInfo> Library::useModel() {
    {
        std::lock_guard lock(m_refreshMutex);
        if (m_model)
            return *m_model;
    }
    SEMBLANCE_TRY_ASSIGN(const ModelInfo model, m_engine->model());
    {
        std::lock_guard lock(m_refreshMutex);
        if (m_model)
            return *m_model;
        if (m_writer)
            SEMBLANCE_TRY(m_writer->useModel(vectorModel(model, m_modelSource)));
        auto vectors = VectorSet::open(*m_reader, m_cacheDir, model);
        if (!vectors && vectors.error().kind == ErrorKind::Corrupt && m_writer) {
            // Damaged vectors are set aside; their pictures are encoded again at the next run.
            SEMBLANCE_TRY(
                m_writer->useModel(vectorModel(model, m_modelSource), StoreWriter::Check::Always));
            vectors = VectorSet::open(*m_reader, m_cacheDir, model);
        }
        if (!vectors)
            return fail(std::move(vectors).error());
        m_vectors = std::move(*vectors);
        m_model = model;
    }
    SEMBLANCE_TRY(refresh());
    return model;
}

LibraryViewPtr Library::view() const {
    std::lock_guard lock(m_viewMutex);
    return m_view;
}

Status Library::refresh() {
    std::lock_guard lock(m_refreshMutex);
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootRow> rootRows, m_reader->roots());
    std::vector<LibraryView::Root> roots;
    for (const RootRow& row : rootRows) {
        const RootPresence presence = findRoot(row.place);
        roots.push_back({row.id, presence.path, presence.state == RootState::Present});
    }
    if (m_vectors)
        SEMBLANCE_TRY(m_vectors->follow(*m_reader));
    SEMBLANCE_TRY_ASSIGN(PhotoRows photos, m_reader->photos());
    auto view = std::make_shared<const LibraryView>(
        std::move(photos), std::move(roots),
        m_vectors ? std::optional(m_vectors->snapshot()) : std::nullopt);
    std::lock_guard viewLock(m_viewMutex);
    m_view = std::move(view);
    return {};
}

Status Library::saveCaches() {
    std::lock_guard lock(m_refreshMutex);
    return m_vectors ? m_vectors->saveIfGrown() : Status();
}

}  // namespace semblance
