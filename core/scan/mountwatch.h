#pragma once

#include <chrono>
#include <memory>

#include "core/base/cancel.h"

namespace semblance {

/// Waits until a file system is mounted or goes. Where the system does not tell (all but Linux)
/// only the deadline ends the wait. One thread waits; wake() may be called by any.
class MountWatch {
public:
    MountWatch();
    ~MountWatch();
    MountWatch(const MountWatch&) = delete;
    MountWatch& operator=(const MountWatch&) = delete;

    /// True when a mount came or went, or wake() was called, since the last call; false at the
    /// deadline and when cancelled.
    bool wait(std::chrono::steady_clock::time_point deadline, const CancelToken& cancel);

    void wake();

private:
    struct State;
    const std::unique_ptr<State> m_state;
};

}  // namespace semblance
