#include "core/library/team/teamcatalogue.h"

#include <QCoreApplication>
#include <QDir>
#include <utility>

#include "core/base/paths.h"
#include "core/library/embedded/catalogueupdater.h"
#include "core/teamstore/teamcaches.h"
#include "core/teamstore/teamlistener.h"
#include "core/teamstore/teamreader.h"
#include "core/teamstore/teamwriter.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamCatalogue)
};
}  // namespace

TeamCatalogue::TeamCatalogue(TeamAddress address) : m_address(std::move(address)) {}

TeamCatalogue::~TeamCatalogue() {
    // Files on their way to the store are found again by the next scan.
    m_ending.cancel();
    m_listener.reset();
    m_ownWriter.reset();
    m_updater.reset();
}

Result<std::unique_ptr<TeamCatalogue>> TeamCatalogue::open(const TeamAddress& address,
                                                           const CancelToken& cancel) {
    std::unique_ptr<TeamCatalogue> catalogue(new TeamCatalogue(address));
    const CancelCallback ends(cancel, [ending = catalogue->m_ending] { ending.cancel(); });
    SEMBLANCE_TRY_ASSIGN(auto reader, TeamReader::open(address, catalogue->m_ending));
    catalogue->m_cacheDir = defaultCacheDir() + QLatin1Char('/') + reader->uuid();
    if (!QDir().mkpath(catalogue->m_cacheDir)) {
        return fail(ErrorKind::Permission,
                    Text::tr("The folder %1 cannot be made.")
                        .arg(QDir::toNativeSeparators(catalogue->m_cacheDir)));
    }
    catalogue->m_updater = std::make_unique<CatalogueUpdater>(
        std::move(reader), catalogue->m_cacheDir, SearchWay::Quickest);
    SEMBLANCE_TRY(catalogue->refresh(cancel));
    catalogue->m_listener = std::make_unique<TeamListener>(
        address, [updater = catalogue->m_updater.get()] { updater->refreshLater(); });
    return catalogue;
}

SnapshotPtr TeamCatalogue::snapshot() const {
    return m_updater->snapshot();
}

Changes& TeamCatalogue::changes() {
    return m_updater->changes();
}

Status TeamCatalogue::refresh(const CancelToken& cancel) {
    return m_updater->refresh(cancel);
}

void TeamCatalogue::refreshLater() {
    m_updater->lookAtRoots();
    m_updater->refreshLater();
}

Result<std::unique_ptr<RowReader>> TeamCatalogue::openReader() const {
    return TeamReader::open(m_address, m_ending);
}

Result<std::unique_ptr<Thumbnails>> TeamCatalogue::openThumbnails() const {
    return openTeamThumbnails(m_address, m_ending);
}

Result<std::unique_ptr<Likenesses>> TeamCatalogue::openLikenesses() const {
    return openTeamLikenesses(m_address, m_ending);
}

Result<std::unique_ptr<Texts>> TeamCatalogue::openTexts() const {
    return openTeamTexts(m_address, m_ending);
}

void TeamCatalogue::setGroups(ContentGroupsPtr groups) {
    m_updater->setGroups(std::move(groups));
}

void TeamCatalogue::setWritten(WrittenWordsPtr words) {
    m_updater->setWritten(std::move(words));
}

RowWriter* TeamCatalogue::writer() const {
    return m_writer;
}

Result<RowWriter*> TeamCatalogue::acquireWriter() {
    std::lock_guard lock(m_writerMutex);
    if (!m_writer) {
        SEMBLANCE_TRY_ASSIGN(m_ownWriter, TeamWriter::open(m_address, m_ending,
                                                           [this] { m_updater->refreshLater(); }));
        m_writer = m_ownWriter.get();
        m_updater->buildGraphs();
    }
    return m_writer.load();
}

Status TeamCatalogue::openVectors(const VectorModel& model) {
    return m_updater->openVectors(model, m_ending);
}

void TeamCatalogue::closeVectors(const QString& modelHash) {
    m_updater->closeVectors(modelHash);
}

Status TeamCatalogue::removeModel(const QString& modelHash) {
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

Status TeamCatalogue::settle() {
    Status tidied;
    if (RowWriter* const rows = writer())
        tidied = rows->tidy();
    SEMBLANCE_TRY(m_updater->saveCaches(m_ending));
    return tidied;
}

}  // namespace semblance
