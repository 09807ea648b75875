#include "core/library/services/watchservice.h"

#include <utility>

#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/library.h"
#include "core/library/services/indexingservice.h"
#include "core/library/services/libraryservice.h"

namespace semblance {

WatchService::WatchService(LibraryService& library, IndexingService& indexing, QObject* parent)
    : WatchService(library, indexing, Timing(), FolderWatch::Options(), parent) {}

WatchService::WatchService(LibraryService& library, IndexingService& indexing, const Timing& timing,
                           FolderWatch::Options options, QObject* parent)
    : QObject(parent), m_library(library), m_indexing(indexing), m_options([&] {
          options.changed = [this](const FolderChanges& changes) {
              QMetaObject::invokeMethod(this, [this, changes] { follow(changes); });
          };
          options.coverageChanged = [this] {
              QMetaObject::invokeMethod(this, [this] { takeCoverage(); });
          };
          return std::move(options);
      }()) {
    connect(&library, &LibraryService::rootsChanged, this, &WatchService::takeRoots);
    m_reconcile.setInterval(timing.reconcileEvery);
    connect(&m_reconcile, &QTimer::timeout, this, [this] {
        if (isWritable())
            m_indexing.reconcile();
    });
    m_unsure.setInterval(timing.unsureEvery);
    connect(&m_unsure, &QTimer::timeout, this, [this] {
        follow({{}, m_watch->coverage().unsure});
    });
}

WatchService::~WatchService() {
    setEnabled(false);
}

void WatchService::setEnabled(bool isEnabled) {
    if (isEnabled == (m_watch != nullptr))
        return;
    std::shared_ptr<FolderWatch> before =
        std::exchange(m_watch, isEnabled ? std::make_shared<FolderWatch>(m_options) : nullptr);
    m_indexing.setWatch(m_watch);
    if (before) {
        before->mute();
        // A system takes its time to let go of many folders.
        runAbandoned([watch = std::move(before)]() mutable { watch.reset(); });
    }
    for (QTimer* timer : {&m_reconcile, &m_unsure})
        isEnabled ? timer->start() : timer->stop();
    takeCoverage();
    FolderChanges all;
    for (const auto& [root, state] : m_roots)
        all.whole.insert(root);
    follow(all);
}

bool WatchService::isWritable() const {
    const auto library = m_library.library();
    return library && library->catalogue().writer();
}

void WatchService::takeRoots(const QList<RootInfo>& roots) {
    const auto before = std::exchange(m_roots, {});
    FolderChanges back;
    for (const RootInfo& root : roots) {
        m_roots[root.id] = root.state;
        const auto known = before.find(root.id);
        if (known != before.end() && known->second != RootInfo::State::Present &&
            root.state == RootInfo::State::Present)
            back.whole.insert(root.id);
    }
    for (const auto& [root, state] : before) {
        if (m_watch && !m_roots.contains(root))
            runAbandoned([watch = m_watch, id = root] { watch->forget(id); });
    }
    follow(back);
}

void WatchService::follow(const FolderChanges& changes) {
    // Another program that writes the library follows them itself.
    if (m_watch && !changes.isEmpty() && isWritable())
        m_indexing.follow(changes);
}

void WatchService::takeCoverage() {
    const bool isLimited = m_watch && m_watch->coverage().isLimited;
    if (std::exchange(m_isLimited, isLimited) != isLimited)
        Q_EMIT limitedChanged(isLimited);
}

}  // namespace semblance
