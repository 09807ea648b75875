#include "core/library/embedded/embeddedcatalogue.h"

#include <QCoreApplication>
#include <QDir>
#include <utility>

#include "core/base/paths.h"
#include "core/library/embedded/catalogueupdater.h"
#include "core/store/libraryreader.h"
#include "core/store/likenessstore.h"
#include "core/store/storewriter.h"
#include "core/store/textstore.h"
#include "core/store/thumbnailstore.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::EmbeddedCatalogue)
};

Result<QString> cacheDirOf(const LibraryPaths& paths, const QString& uuid) {
    Result<QString> beside = paths.cacheDir(uuid);
    if (beside)
        return beside;
    // A library that may only be read keeps its caches with the user.
    const QString own = defaultCacheDir() + QLatin1Char('/') + uuid;
    return QDir().mkpath(own) ? Result<QString>(own) : beside;
}
}  // namespace

namespace {
SearchWay wantedWay() {
    const QString wanted = qEnvironmentVariable("SEMBLANCE_SEARCH");
    return wanted == QLatin1StringView("exact")   ? SearchWay::Exact
           : wanted == QLatin1StringView("graph") ? SearchWay::Graph
                                                  : SearchWay::Quickest;
}
}  // namespace

EmbeddedCatalogue::EmbeddedCatalogue(LibraryPaths paths) : m_paths(std::move(paths)) {}

EmbeddedCatalogue::~EmbeddedCatalogue() {
    m_ending.cancel();
    {
        std::lock_guard lock(m_tellMutex);
        m_told = nullptr;
    }
    // The writer last: whoever closes the database last moves its log into it, which a reader
    // cannot. A folder that is copied or write-protected afterwards must hold all in library.db.
    m_updater.reset();
    m_ownWriter.reset();
}

Result<std::unique_ptr<EmbeddedCatalogue>> EmbeddedCatalogue::open(const LibraryPaths& paths,
                                                                   Access access) {
    std::unique_ptr<EmbeddedCatalogue> catalogue(new EmbeddedCatalogue(paths));
    if (access == Access::Write)
        SEMBLANCE_TRY(catalogue->openWriter());
    SEMBLANCE_TRY_ASSIGN(auto reader, LibraryReader::open(paths));
    SEMBLANCE_TRY_ASSIGN(catalogue->m_cacheDir, cacheDirOf(paths, reader->uuid()));
    catalogue->m_updater =
        std::make_unique<CatalogueUpdater>(std::move(reader), catalogue->m_cacheDir, wantedWay());
    {
        std::lock_guard lock(catalogue->m_tellMutex);
        catalogue->m_told = catalogue->m_updater.get();
    }
    if (catalogue->writer())
        catalogue->m_updater->buildGraphs();
    SEMBLANCE_TRY(catalogue->refresh({}));
    return catalogue;
}

Status EmbeddedCatalogue::openWriter() {
    SEMBLANCE_TRY_ASSIGN(auto lock, LibraryLock::acquire(m_paths));
    StoreWriter::Options options;
    options.committed = [this](int) {
        std::lock_guard telling(m_tellMutex);
        if (m_told)
            m_told->refreshLater();
    };
    SEMBLANCE_TRY_ASSIGN(m_ownWriter,
                         StoreWriter::open(m_paths, std::move(lock), std::move(options)));
    m_writer = m_ownWriter.get();
    return {};
}

SnapshotPtr EmbeddedCatalogue::snapshot() const {
    return m_updater->snapshot();
}

Changes& EmbeddedCatalogue::changes() {
    return m_updater->changes();
}

Status EmbeddedCatalogue::refresh(const CancelToken& cancel) {
    return m_updater->refresh(cancel);
}

void EmbeddedCatalogue::refreshLater() {
    m_updater->lookAtRoots();
    m_updater->refreshLater();
}

Result<std::unique_ptr<RowReader>> EmbeddedCatalogue::openReader() const {
    return LibraryReader::open(m_paths);
}

Result<std::unique_ptr<Thumbnails>> EmbeddedCatalogue::openThumbnails() const {
    return ThumbnailStore::open(m_cacheDir);
}

Result<std::unique_ptr<Likenesses>> EmbeddedCatalogue::openLikenesses() const {
    return LikenessStore::open(m_cacheDir);
}

void EmbeddedCatalogue::setGroups(ContentGroupsPtr groups) {
    m_updater->setGroups(std::move(groups));
}

Result<std::unique_ptr<Texts>> EmbeddedCatalogue::openTexts() const {
    return TextStore::open(m_cacheDir);
}

void EmbeddedCatalogue::setWritten(WrittenWordsPtr words) {
    m_updater->setWritten(std::move(words));
}

RowWriter* EmbeddedCatalogue::writer() const {
    return m_writer;
}

Result<RowWriter*> EmbeddedCatalogue::acquireWriter() {
    std::lock_guard lock(m_writerMutex);
    if (!m_writer) {
        SEMBLANCE_TRY(openWriter());
        m_updater->buildGraphs();
    }
    return m_writer.load();
}

Status EmbeddedCatalogue::openVectors(const VectorModel& model) {
    return m_updater->openVectors(model, m_ending);
}

void EmbeddedCatalogue::closeVectors(const QString& modelHash) {
    m_updater->closeVectors(modelHash);
}

Status EmbeddedCatalogue::removeModel(const QString& modelHash) {
    SEMBLANCE_TRY_ASSIGN(RowWriter* const rows, acquireWriter());
    if (m_updater->isOpen(modelHash)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("This model answers searches until the library's pictures are "
                             "encoded with the other one. Remove it then."));
    }
    SEMBLANCE_TRY(rows->removeModel(modelHash));
    VectorSet::removeCaches(m_cacheDir, modelHash);
    return {};
}

Status EmbeddedCatalogue::settle() {
    // What was indexed is in the library whether the rest can be done or not.
    Status tidied;
    if (RowWriter* const rows = writer())
        tidied = rows->tidy();
    SEMBLANCE_TRY(m_updater->saveCaches(m_ending));
    return tidied;
}

}  // namespace semblance
