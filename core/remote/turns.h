#pragma once

#include <condition_variable>
#include <mutex>

#include "core/base/cancel.h"

namespace semblance {

/// Work that goes on side by side, and now and then a piece that must be alone. Whoever wants to be
/// alone lets no others begin, so that its turn comes. Thread-safe.
class Turns {
public:
    /// Waits for a turn; false when cancelled before.
    bool begin(bool alone, const CancelToken& cancel) {
        std::unique_lock lock(m_mutex);
        m_wantAlone += alone;
        const bool mine = waitUnlessCancelled(m_changed, lock, cancel, [&] {
            return alone ? m_running == 0 : m_wantAlone == 0 && !m_isAlone;
        });
        m_wantAlone -= alone;
        if (mine) {
            ++m_running;
            m_isAlone = alone;
        }
        m_changed.notify_all();
        return mine;
    }

    void end() {
        std::lock_guard lock(m_mutex);
        --m_running;
        m_isAlone = false;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_running = 0;
    int m_wantAlone = 0;
    bool m_isAlone = false;
};

}  // namespace semblance
