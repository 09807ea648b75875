#include "app/cli/indexwatch.h"

#include <utility>

#include "app/cli/output.h"
#include "core/base/interruption.h"

namespace semblance {

IndexWatch::IndexWatch() {
    FolderWatch::Options options;
    options.changed = [this](const FolderChanges& changes) {
        std::lock_guard lock(m_mutex);
        m_changes.add(changes);
        m_changed.notify_all();
    };
    options.coverageChanged = [this] {
        if (m_watch && m_watch->coverage().isLimited)
            printError(QStringLiteral("Not all folders can be watched: the system lets no more."));
    };
    m_watch = std::make_unique<FolderWatch>(options);
}

FolderChanges IndexWatch::next() {
    std::unique_lock lock(m_mutex);
    waitUnlessCancelled(m_changed, lock, interrupted(), [this] { return !m_changes.isEmpty(); });
    return std::exchange(m_changes, {});
}

}  // namespace semblance
