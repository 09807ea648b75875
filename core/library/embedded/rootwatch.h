#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "core/base/cancel.h"
#include "core/catalogue/rows.h"
#include "core/scan/volume.h"

namespace semblance {

/// Knows where the library's roots are now. Looks at the disks on threads of its own, when a file
/// system is mounted or goes and now and then besides; a disk that does not answer in time is
/// absent until it does. Thread-safe.
class RootWatch {
public:
    /// Looks for one root; may hang.
    using Find = std::function<RootPresence(const RootPlace&)>;

    /// `changed` is called on the watch's threads when a presence() did.
    RootWatch(Find find, std::function<void()> changed);
    ~RootWatch();
    RootWatch(const RootWatch&) = delete;
    RootWatch& operator=(const RootWatch&) = delete;

    /// The roots to watch. New ones are looked at before this returns, for at most a second.
    void setRoots(const std::vector<RootLocation>& roots);

    /// Where a root was found last; absent when it did not answer.
    RootPresence presence(RootId root) const;

    /// Looks again soon.
    void look();

private:
    struct State;
    const std::shared_ptr<State> m_state;
    const CancelToken m_ending;
    std::thread m_thread;
};

}  // namespace semblance
