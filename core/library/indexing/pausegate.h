#pragma once

#include <condition_variable>
#include <mutex>

#include "core/base/cancel.h"

namespace semblance {

/// Holds a worker while the user paused it. Thread-safe.
class PauseGate {
public:
    void setPaused(bool paused) {
        std::lock_guard lock(m_mutex);
        m_paused = paused;
        m_changed.notify_all();
    }
    bool isPaused() const {
        std::lock_guard lock(m_mutex);
        return m_paused;
    }
    /// Returns when not paused or cancelled.
    void wait(const CancelToken& cancel) {
        std::unique_lock lock(m_mutex);
        waitUnlessCancelled(m_changed, lock, cancel, [this] { return !m_paused; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false;
};

}  // namespace semblance
