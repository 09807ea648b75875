#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/rootplace.h"

namespace semblance {

/// Knows during a run whose disk went. Thread-safe.
class RootGuard {
public:
    /// Whether a root is still there; may hang (volume.h's answers()).
    using Look = std::function<bool(const RootPlace&)>;

    explicit RootGuard(Look look);

    void watch(RootId root, const RootPlace& place);

    /// Looks at the disk, for a file of the root could not be read, for at most a few seconds. A
    /// root that was gone once is gone for the run.
    bool looksGone(RootId root, const CancelToken& cancel);

    /// What looksGone() said last.
    bool isGone(RootId root) const;

private:
    struct Watched {
        RootPlace place;
        bool isGone = false;
    };

    const Look m_look;
    mutable std::mutex m_mutex;
    std::map<RootId, Watched> m_roots;
};

}  // namespace semblance
