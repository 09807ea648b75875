#include "core/library/library.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include "core/base/paths.h"
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

Q_LOGGING_CATEGORY(logLibrary, "semblance.library")

VectorModel vectorModel(const ModelInfo& model, const QString& source) {
    return {model.name, model.hash, model.dim, model.precision, model.device, source};
}
}  // namespace

struct Library::Former {
    QString hash;
    QString dir;
    std::shared_ptr<EngineClient> engine;
    std::unique_ptr<VectorSet> vectors;  // not followed: nobody writes any
    std::optional<ModelInfo> info;       // once its engine has said that it is the same model
};

Library::Library(LibraryPaths paths) : m_paths(std::move(paths)) {}

Library::~Library() {
    // Whoever closes the database last moves its log into it, which a reader cannot: a folder that
    // is copied or write-protected afterwards must hold everything in library.db.
    m_reader.reset();
    m_writer.reset();
}

Result<std::shared_ptr<Library>> Library::open(const QString& dir, Access access,
                                               const QString& model) {
    // Before anything is made on disk.
    if (!model.isEmpty())
        SEMBLANCE_TRY(findModel(model));
    std::shared_ptr<Library> library(new Library(LibraryPaths(dir)));
    if (access == Access::Write)
        SEMBLANCE_TRY(library->openWriter());
    SEMBLANCE_TRY_ASSIGN(library->m_reader, LibraryReader::open(library->m_paths));
    SEMBLANCE_TRY(library->chooseCacheDir());
    SEMBLANCE_TRY(library->chooseModel(model));
    library->m_isExact = access == Access::Read && !model.isEmpty();
    library->m_engine = std::make_shared<EngineClient>(library->m_modelFolder.dir);
    library->m_decoders = std::make_unique<DecoderPool>();
    SEMBLANCE_TRY(library->refresh());
    return library;
}

Status Library::openWriter() {
    SEMBLANCE_TRY_ASSIGN(auto lock, LibraryLock::acquire(m_paths));
    SEMBLANCE_TRY_ASSIGN(auto writer, StoreWriter::open(m_paths, std::move(lock)));
    std::lock_guard viewLock(m_viewMutex);
    m_writer = std::move(writer);
    return {};
}

Status Library::chooseCacheDir() {
    const Result<QString> beside = m_paths.cacheDir(m_reader->uuid());
    m_cacheDir = beside ? *beside : defaultCacheDir() + QLatin1Char('/') + m_reader->uuid();
    // A library that may only be read keeps its caches with the user.
    if (!beside && !QDir().mkpath(m_cacheDir))
        return fail(beside.error());
    return {};
}

Status Library::chooseModel(const QString& asked) {
    SEMBLANCE_TRY_ASSIGN(const QString last, m_reader->lastModel());
    QString wanted = asked.isEmpty() ? last : asked;
    if (wanted.isEmpty())
        wanted = QStringLiteral("mini");
    Result<ModelFolder> found = findModel(wanted);
    if (!found) {
        m_modelError = {ErrorKind::NotFound,
                        Text::tr("The model '%1', with which this library's pictures are encoded, "
                                 "is gone. Import it again, or choose another model.")
                            .arg(wanted),
                        found.error().sentence};
        m_modelFolder = {{}, wanted};
        return {};
    }
    m_modelFolder = std::move(*found);
    return {};
}

StoreWriter* Library::writer() const {
    std::lock_guard lock(m_viewMutex);
    return m_writer.get();
}

Result<StoreWriter*> Library::acquireWriter() {
    std::lock_guard lock(m_refreshMutex);
    if (!writer()) {
        SEMBLANCE_TRY(openWriter());
        if (m_model)
            SEMBLANCE_TRY(writer()->useModel(vectorModel(*m_model, m_modelFolder.source)));
    }
    return writer();
}

Result<std::unique_ptr<LibraryReader>> Library::openReader() const {
    return LibraryReader::open(m_paths);
}

QString Library::chosenModel() const {
    std::lock_guard lock(m_refreshMutex);
    return m_modelFolder.source;
}

QString Library::answeringHash() const {
    std::lock_guard lock(m_refreshMutex);
    if (m_former)
        return m_former->hash;
    return m_model ? m_model->hash : QString();
}

Result<ModelInfo> Library::useModel() {
    std::shared_ptr<EngineClient> engine;
    {
        std::lock_guard lock(m_refreshMutex);
        if (m_modelError)
            return fail(*m_modelError);
        if (m_model)
            return *m_model;
        engine = m_engine;
    }
    // Not under the lock: it may take a second, and the window wants to browse meanwhile.
    SEMBLANCE_TRY_ASSIGN(const ModelInfo model, engine->model());
    std::lock_guard lock(m_refreshMutex);
    if (m_model)
        return *m_model;
    m_former.reset();
    m_ownError.reset();
    m_viewVectors = nullptr;
    SEMBLANCE_TRY(openVectors(model));
    SEMBLANCE_TRY(refreshLocked());
    if (!m_isExact && view()->searchableCount() < view()->contentCount()) {
        SEMBLANCE_TRY(openFormer(model.hash));
        SEMBLANCE_TRY(refreshLocked());
    }
    // Last: whoever sees a model finds a view with its vectors.
    m_model = model;
    return model;
}

Status Library::openFormer(const QString& modelHash) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<StoredModel> stored, m_reader->models());
    const StoredModel* most = nullptr;
    QString folder;
    for (const StoredModel& candidate : stored) {
        const VectorModel& other = candidate.model;
        // Under the same source another model has taken its place.
        if (other.hash == modelHash || other.source.isEmpty() ||
            other.source == m_modelFolder.source || (most && candidate.vectors <= most->vectors))
            continue;
        if (const Result<ModelFolder> found = findModel(other.source); found) {
            most = &candidate;
            folder = found->dir;
        }
    }
    if (!most || most->vectors == 0)
        return {};
    auto vectors = VectorSet::open(*m_reader, m_cacheDir, most->model);
    if (!vectors) {
        qCWarning(logLibrary) << vectors.error().sentence << vectors.error().detail;
        return {};
    }
    m_former = std::make_unique<Former>();
    m_former->hash = most->model.hash;
    m_former->dir = folder;
    m_former->engine = std::make_shared<EngineClient>(folder);
    m_former->vectors = std::move(*vectors);
    return {};
}

bool Library::isSubstituted() const {
    std::lock_guard lock(m_refreshMutex);
    return m_former && m_ownError;
}

Status Library::openSubstitute(const Error& reason) {
    std::lock_guard lock(m_refreshMutex);
    if (m_model || m_former)
        return {};
    if (m_isExact)
        return fail(reason);
    SEMBLANCE_TRY(openFormer({}));
    if (!m_former)
        return fail(reason);
    m_ownError = reason;
    return refreshLocked();
}

Result<Library::Answering> Library::answering() {
    if (!isSubstituted()) {
        if (const Result<ModelInfo> own = useModel(); !own)
            SEMBLANCE_TRY(openSubstitute(own.error()));
    }
    for (;;) {
        std::shared_ptr<EngineClient> engine;
        {
            std::lock_guard lock(m_refreshMutex);
            if (!m_former && !m_model)
                return fail(m_ownError.value_or(cancelledError()));
            if (!m_former)
                return Answering{*m_model, m_engine, view(), {}};
            if (m_former->info)
                return Answering{*m_former->info, m_former->engine, view(), m_ownError};
            engine = m_former->engine;
        }
        // Not under the lock, as in useModel().
        const Result<ModelInfo> info = engine->model();
        std::lock_guard lock(m_refreshMutex);
        if (!m_former || m_former->engine != engine)
            continue;
        if (info && info->hash == m_former->hash) {
            m_former->info = *info;
            continue;
        }
        qCWarning(logLibrary) << "the former model cannot answer:"
                              << (info ? QStringLiteral("it is another one now")
                                       : info.error().sentence);
        m_former.reset();
        SEMBLANCE_TRY(refreshLocked());
    }
}

std::shared_ptr<EngineClient> Library::engineFor(const ModelFolder& folder) const {
    std::lock_guard lock(m_refreshMutex);
    if (m_model && m_modelFolder.dir == folder.dir)
        return m_engine;
    if (m_former && m_former->info && m_former->dir == folder.dir)
        return m_former->engine;
    return std::make_shared<EngineClient>(folder.dir);
}

Result<ModelInfo> Library::changeModel(const QString& nameOrDir) {
    SEMBLANCE_TRY_ASSIGN(const ModelFolder folder, findModel(nameOrDir));
    SEMBLANCE_TRY(acquireWriter());
    const std::shared_ptr<EngineClient> engine = engineFor(folder);
    // A model that cannot be used changes nothing.
    SEMBLANCE_TRY_ASSIGN(const ModelInfo model, engine->model());
    const auto held = modelHeld();
    std::lock_guard lock(m_refreshMutex);
    SEMBLANCE_TRY(changeModelLocked(folder, engine, model));
    return model;
}

Status Library::changeModelLocked(const ModelFolder& folder, std::shared_ptr<EngineClient> engine,
                                  const ModelInfo& model) {
    const ModelFolder folderBefore = std::exchange(m_modelFolder, folder);
    std::unique_ptr<VectorSet> vectorsBefore = std::move(m_vectors);
    if (Status opened = openVectors(model); !opened) {
        m_modelFolder = folderBefore;
        m_vectors = std::move(vectorsBefore);
        if (m_model)
            SEMBLANCE_TRY(writer()->useModel(vectorModel(*m_model, folderBefore.source)));
        return opened;
    }
    // Whoever answers now goes on.
    if (!m_former && m_model) {
        m_former = std::make_unique<Former>();
        m_former->hash = m_model->hash;
        m_former->dir = folderBefore.dir;
        m_former->engine = m_engine;
        m_former->vectors = std::move(vectorsBefore);
        m_former->info = m_model;
    }
    if (m_former && m_former->hash == model.hash)
        m_former.reset();
    m_viewVectors = nullptr;
    m_engine = std::move(engine);
    m_isExact = false;
    m_modelError.reset();
    m_ownError.reset();
    m_model = model;
    return refreshLocked();
}

Status Library::removeModel(const QString& modelHash) {
    SEMBLANCE_TRY_ASSIGN(StoreWriter* const store, acquireWriter());
    std::lock_guard lock(m_refreshMutex);
    if (m_former && m_former->hash == modelHash)
        return fail(ErrorKind::WrongUse,
                    Text::tr("This model answers searches until the library's pictures are "
                             "encoded with the other one. Remove it then."));
    SEMBLANCE_TRY(store->removeModel(modelHash));
    const QString cache = VectorSet::cacheFile(m_cacheDir, modelHash);
    if (QFile::exists(cache) && !QFile::remove(cache))
        qCWarning(logLibrary) << cache << "cannot be removed";
    return {};
}

Status Library::openVectors(const ModelInfo& model) {
    StoreWriter* const store = writer();
    const VectorModel vectorsOf = vectorModel(model, m_modelFolder.source);
    if (store)
        SEMBLANCE_TRY(store->useModel(vectorsOf));
    auto vectors = VectorSet::open(*m_reader, m_cacheDir, vectorsOf);
    if (!vectors && vectors.error().kind == ErrorKind::Corrupt && store) {
        // Damaged vectors are set aside; their pictures are encoded again at the next run.
        SEMBLANCE_TRY(store->useModel(vectorsOf, StoreWriter::Check::Always));
        vectors = VectorSet::open(*m_reader, m_cacheDir, vectorsOf);
    }
    if (!vectors)
        return fail(std::move(vectors).error());
    m_vectors = std::move(*vectors);
    return {};
}

LibraryViewPtr Library::view() const {
    std::lock_guard lock(m_viewMutex);
    return m_view;
}

Status Library::refresh() {
    std::lock_guard lock(m_refreshMutex);
    return refreshLocked();
}

Status Library::refreshLocked() {
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> rootRows, m_reader->rootLocations());
    std::vector<LibraryView::Root> roots;
    for (const RootLocation& row : rootRows) {
        const RootPresence presence = findRoot(row.place);
        roots.push_back({row.id, presence.path, presence.state == RootState::Present});
    }
    // Reading 100,000 rows to find nothing new would cost a start as much as the first time.
    SEMBLANCE_TRY_ASSIGN(const Generations generations,
                         m_reader->generations(m_model ? m_model->hash : QString()));
    if (view() && m_viewVectors == answeringVectors() && generations == m_viewGenerations &&
        roots == m_viewRoots)
        return {};
    return makeView(generations, std::move(roots));
}

const VectorSet* Library::answeringVectors() const {
    return m_former ? m_former->vectors.get() : m_vectors.get();
}

Status Library::makeView(const Generations& generations, std::vector<LibraryView::Root> roots) {
    // In this order: vectors are stored before rows, so every photo listed has its vector.
    SEMBLANCE_TRY_ASSIGN(PhotoRows photos, m_reader->photos());
    if (m_vectors)
        SEMBLANCE_TRY(m_vectors->follow(*m_reader));
    const VectorSet* const vectors = answeringVectors();
    auto view = std::make_shared<const LibraryView>(
        std::move(photos), roots, vectors ? std::optional(vectors->snapshot()) : std::nullopt);
    if (m_former && m_vectors && view->countIn(m_vectors->snapshot()) >= view->searchableCount()) {
        m_former.reset();
        return makeView(generations, std::move(roots));
    }
    m_viewVectors = vectors;
    m_viewGenerations = generations;
    m_viewRoots = std::move(roots);
    std::lock_guard viewLock(m_viewMutex);
    m_view = std::move(view);
    return {};
}

Status Library::saveCaches() {
    std::lock_guard lock(m_refreshMutex);
    return m_vectors ? m_vectors->saveIfGrown() : Status();
}

}  // namespace semblance
