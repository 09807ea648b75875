#include "core/library/embedded/catalogueupdater.h"

#include <QLoggingCategory>
#include <algorithm>
#include <optional>
#include <utility>

#include "core/scan/volume.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logCatalogue, "semblance.library.catalogue")

RootInfo::State stateOf(RootState state) {
    switch (state) {
        case RootState::Present:
            return RootInfo::State::Present;
        case RootState::FolderMissing:
            return RootInfo::State::FolderMissing;
        case RootState::VolumeAbsent:
            break;
    }
    return RootInfo::State::VolumeAbsent;
}
}  // namespace

CatalogueUpdater::CatalogueUpdater(std::unique_ptr<LibraryFeed> reader, QString cacheDir,
                                   SearchWay way)
    : m_reader(std::move(reader)),
      m_cacheDir(std::move(cacheDir)),
      m_way(way),
      m_published(std::make_shared<const EmbeddedSnapshot>(PhotoTable(), std::vector<RootInfo>(),
                                                           EmbeddedSnapshot::Scorers(), m_groups)),
      m_roots(findRoot, [this] { refreshLater(); }),
      m_thread([this] { run(); }) {}

CatalogueUpdater::~CatalogueUpdater() {
    m_ending.cancel();
    m_thread.join();
}

void CatalogueUpdater::run() {
    std::unique_lock lock(m_mutex);
    const auto hasWork = [this] { return m_isRefreshAsked || !m_tasks.empty(); };
    while (waitUnlessCancelled(m_wake, lock, m_ending, hasWork)) {
        const bool refreshes = std::exchange(m_isRefreshAsked, false);
        const auto tasks = std::exchange(m_tasks, {});
        lock.unlock();
        if (refreshes) {
            const Status updated = update();
            if (!updated && updated.error().kind != ErrorKind::Cancelled)
                qCWarning(logCatalogue) << updated.error().sentence << updated.error().detail;
        }
        for (const auto& task : tasks) {
            if (!m_ending.isCancelled())
                task();
        }
        lock.lock();
    }
}

void CatalogueUpdater::post(std::function<void()> task) {
    std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_wake.notify_all();
}

Status CatalogueUpdater::call(std::function<Status()> work, const CancelToken& cancel) {
    if (cancel.isCancelled())
        return fail(cancelledError());
    struct Shared {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<Status> status;

        void set(Status value) {
            std::lock_guard lock(mutex);
            if (!status)
                status = std::move(value);
            done.notify_all();
        }
    };
    const auto shared = std::make_shared<Shared>();
    // Also set when the task is dropped, because the updater ends.
    std::shared_ptr<void> dropped(nullptr,
                                  [shared](void*) { shared->set(fail(cancelledError())); });
    post([shared, dropped = std::move(dropped), work = std::move(work)] { shared->set(work()); });
    std::unique_lock lock(shared->mutex);
    if (!waitUnlessCancelled(shared->done, lock, cancel,
                             [&] { return shared->status.has_value(); }))
        return fail(cancelledError());
    return std::move(*shared->status);
}

Status CatalogueUpdater::refresh(const CancelToken& cancel) {
    return call([this] { return update(); }, cancel);
}

void CatalogueUpdater::refreshLater() {
    std::lock_guard lock(m_mutex);
    m_isRefreshAsked = true;
    m_wake.notify_all();
}

Status CatalogueUpdater::update() {
    // In this order: vectors are stored before rows, so every photo listed has its vector.
    SEMBLANCE_TRY_ASSIGN(PhotoChanges changes, readRows());
    const bool roots = readRoots() || changes.counts;
    const Result<bool> vectors = readVectors(changes);
    // Rows without their vectors' news are better than nothing.
    publish(std::move(changes), roots, vectors.value_or(true));
    return vectors ? Status() : fail(vectors.error());
}

Result<PhotoChanges> CatalogueUpdater::readRows() {
    SEMBLANCE_TRY_ASSIGN(const Generation now, m_reader->generation());
    if (now == m_generation)
        return PhotoChanges();
    // A failure in the middle leaves the table as it was.
    PhotoTable photos = m_photos;
    std::optional<PhotoUpdate> update;
    SEMBLANCE_TRY_ASSIGN(const Generation read,
                         m_reader->changesSince(
                             m_generation,
                             [&](bool fromStart) {
                                 update.emplace(photos, fromStart ? PhotoUpdate::Rows::All
                                                                  : PhotoUpdate::Rows::Changed);
                             },
                             [&](const ListedFile& file) { update->take(file); },
                             [&](FileId file) { update->remove(file); }));
    // Behind the rows: what is committed in between is looked at the next time once more.
    SEMBLANCE_TRY_ASSIGN(m_rootRows, m_reader->rootLocations());
    m_roots.setRoots(m_rootRows);
    PhotoChanges changes = update->finish();
    m_photos = std::move(photos);
    m_generation = read;
    return changes;
}

bool CatalogueUpdater::readRoots() {
    return rootInfos() != m_published.get()->roots();
}

std::vector<RootInfo> CatalogueUpdater::rootInfos() const {
    std::vector<RootInfo> infos;
    for (const RootLocation& root : m_rootRows) {
        const RootPresence presence = m_roots.presence(root.id);
        const PhotoTable::RootCounts counts = m_photos.countsOf(root.id);
        infos.push_back({root.id, presence.path, root.place.volumeName, stateOf(presence.state),
                         counts.photos, counts.failed});
    }
    return infos;
}

Result<bool> CatalogueUpdater::readVectorsOf(std::unique_ptr<VectorSet>& set,
                                             const PhotoChanges& changes) {
    SEMBLANCE_TRY_ASSIGN(const bool changed, set->follow(*m_reader, m_photos, changes, m_ending));
    if (!set->isSuperseded())
        return changed;
    // Its vectors were lost and made anew, or another database was put in their place.
    const VectorModel model = set->model();
    SEMBLANCE_TRY_ASSIGN(set, openSet(model));
    return true;
}

Result<bool> CatalogueUpdater::readVectors(const PhotoChanges& changes) {
    bool changed = false;
    std::optional<Error> failure;
    // Each of them, whatever becomes of the others: the changes are told once.
    for (auto& [hash, set] : m_vectors) {
        const Result<bool> own = readVectorsOf(set, changes);
        if (!own)
            failure = own.error();
        changed = changed || own.value_or(false);
    }
    return failure ? Result<bool>(fail(*failure)) : changed;
}

void CatalogueUpdater::publish(PhotoChanges changes, bool roots, bool vectors) {
    Delta delta;
    delta.inserted = std::move(changes.inserted);
    delta.removed = std::move(changes.removed);
    delta.changed = std::move(changes.changed);
    delta.roots = roots;
    delta.vectors = vectors;
    delta.groups = m_groups != m_published.get()->groups();
    delta.written = m_written != m_published.get()->written();
    if (delta.isEmpty())
        return;
    EmbeddedSnapshot::Scorers scorers;
    for (const auto& [hash, set] : m_vectors)
        scorers.emplace(hash, set->scorer());
    auto next = std::make_shared<const EmbeddedSnapshot>(m_photos, rootInfos(), std::move(scorers),
                                                         m_groups, m_written);
    delta.before = m_published.get();
    delta.after = next;
    m_published.set(std::move(next));
    m_changes.publish(delta);
}

Result<std::unique_ptr<VectorSet>> CatalogueUpdater::openSet(const VectorModel& model) {
    VectorSet::Options options;
    options.way = m_way;
    options.buildsGraph = m_buildsGraphs;
    options.searches = m_searches;
    options.graphChanged = [this] { refreshLater(); };
    return VectorSet::open(*m_reader, m_cacheDir, model, m_photos, std::move(options), m_ending);
}

Status CatalogueUpdater::openVectors(const VectorModel& model, const CancelToken& cancel) {
    return call(
        [this, model, cancel]() -> Status {
            if (m_vectors.contains(model.hash))
                return {};
            // What is listed must be known before its vectors are looked at.
            SEMBLANCE_TRY(update());
            SEMBLANCE_TRY_ASSIGN(auto set, openSet(model));
            m_vectors.emplace(model.hash, std::move(set));
            publish({}, false, true);
            refreshLater();
            return {};
        },
        cancel);
}

void CatalogueUpdater::closeVectors(const QString& modelHash) {
    post([this, modelHash] {
        if (m_vectors.erase(modelHash) > 0)
            publish({}, false, true);
    });
}

bool CatalogueUpdater::isOpen(const QString& modelHash) const {
    return m_published.get()->scorer(modelHash) != nullptr;
}

void CatalogueUpdater::setGroups(ContentGroupsPtr groups) {
    post([this, groups = std::move(groups)] {
        m_groups = groups;
        publish({}, false, false);
    });
}

void CatalogueUpdater::setWritten(WrittenWordsPtr words) {
    post([this, words = std::move(words)] {
        m_written = words;
        publish({}, false, false);
    });
}

void CatalogueUpdater::buildGraphs() {
    post([this] {
        m_buildsGraphs = true;
        for (const auto& [hash, set] : m_vectors)
            set->buildGraph();
        refreshLater();
    });
}

Status CatalogueUpdater::saveCaches(const CancelToken& cancel) {
    return call(
        [this]() -> Status {
            for (const auto& [hash, set] : m_vectors)
                SEMBLANCE_TRY(set->saveIfGrown());
            return {};
        },
        cancel);
}

}  // namespace semblance
