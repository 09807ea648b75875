#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

#include "core/base/cancel.h"

namespace semblance {

/// Holds a worker while it is paused. Thread-safe.
class PauseGate {
public:
    /// `held` is told, on the worker, when it begins to be held. Before the gate is used.
    void onHeld(std::function<void()> held) { m_held = std::move(held); }

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
        if (m_held && isPaused() && !cancel.isCancelled())
            m_held();
        std::unique_lock lock(m_mutex);
        waitUnlessCancelled(m_changed, lock, cancel, [this] { return !m_paused; });
    }

private:
    std::function<void()> m_held;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false;
};

}  // namespace semblance
