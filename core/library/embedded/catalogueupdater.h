#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/published.h"
#include "core/base/result.h"
#include "core/catalogue/changes.h"
#include "core/library/embedded/embeddedsnapshot.h"
#include "core/library/embedded/rootwatch.h"
#include "core/library/embedded/vectorset.h"

namespace semblance {

/// The one thread that reads a library's database and publishes snapshots of it: what it was asked
/// for is looked at in order, and only what is new is read. Thread-safe.
class CatalogueUpdater {
public:
    CatalogueUpdater(std::unique_ptr<LibraryFeed> reader, QString cacheDir, SearchWay way);
    ~CatalogueUpdater();
    CatalogueUpdater(const CatalogueUpdater&) = delete;
    CatalogueUpdater& operator=(const CatalogueUpdater&) = delete;

    std::shared_ptr<const EmbeddedSnapshot> snapshot() const { return m_published.get(); }
    Changes& changes() { return m_changes; }

    /// Looks at the library; returns when that is published.
    Status refresh(const CancelToken& cancel);
    void refreshLater();
    /// Looks at the disks, too; what is found there is published when they answer.
    void lookAtRoots() { m_roots.look(); }

    Status openVectors(const VectorModel& model, const CancelToken& cancel);
    void closeVectors(const QString& modelHash);
    bool isOpen(const QString& modelHash) const;
    void setGroups(ContentGroupsPtr groups);
    void setWritten(WrittenWordsPtr words);
    Status saveCaches(const CancelToken& cancel);
    /// This program writes to the library: it keeps the graphs of its vectors in step, too.
    void buildGraphs();

private:
    /// Runs `work` on the thread; an error of kind Cancelled when `cancel` came first or the
    /// updater ends.
    Status call(std::function<Status()> work, const CancelToken& cancel);
    void post(std::function<void()> task);
    void run();

    // On the thread.
    Status update();
    Result<PhotoChanges> readRows();
    bool readRoots();
    Result<bool> readVectors(const PhotoChanges& changes);
    Result<bool> readVectorsOf(std::unique_ptr<VectorSet>& set, const PhotoChanges& changes);
    Result<std::unique_ptr<VectorSet>> openSet(const VectorModel& model);
    void publish(PhotoChanges changes, bool roots, bool vectors);
    std::vector<RootInfo> rootInfos() const;

    const std::unique_ptr<LibraryFeed> m_reader;
    const QString m_cacheDir;
    const SearchWay m_way;
    const CancelToken m_ending;

    // Of the thread.
    Generation m_generation = 0;
    PhotoTable m_photos;
    std::vector<RootLocation> m_rootRows;
    ContentGroupsPtr m_groups = std::make_shared<const ContentGroups>();
    WrittenWordsPtr m_written;
    bool m_buildsGraphs = false;
    std::shared_ptr<SearchActivity> m_searches = std::make_shared<SearchActivity>();

    Published<EmbeddedSnapshot> m_published;
    Changes m_changes;

    mutable std::mutex m_mutex;  // guards the members below
    std::condition_variable m_wake;
    std::vector<std::function<void()>> m_tasks;
    bool m_isRefreshAsked = false;

    // Their threads use everything above.
    std::map<QString, std::unique_ptr<VectorSet>> m_vectors;  // of the thread
    RootWatch m_roots;
    std::thread m_thread;
};

}  // namespace semblance
