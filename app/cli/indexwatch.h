#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "core/scan/folderwatch.h"

namespace semblance {

/// `index --watch`: what happens in the folders while the command goes on.
class IndexWatch {
public:
    IndexWatch();

    /// What runs are to watch with.
    FolderWatch& watch() { return *m_watch; }

    /// Waits for changes; none when interrupted().
    FolderChanges next();

private:
    std::mutex m_mutex;  // guards the next two
    std::condition_variable m_changed;
    FolderChanges m_changes;
    std::unique_ptr<FolderWatch> m_watch;  // last: it calls back
};

}  // namespace semblance
