#include "core/index/searchactivity.h"

namespace semblance {

SearchActivity::Scope::Scope(SearchActivity& activity) : m_activity(activity) {
    ++m_activity.m_running;
}

SearchActivity::Scope::~Scope() {
    if (--m_activity.m_running > 0)
        return;
    // Not between a waiter's look at the number and its sleep.
    std::lock_guard lock(m_activity.m_mutex);
    m_activity.m_quiet.notify_all();
}

void SearchActivity::waitForQuiet(const CancelToken& cancel) {
    if (m_running == 0)
        return;
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    waitUnlessCancelled(
        m_quiet, lock, cancel, [this] { return m_running == 0; },
        std::chrono::steady_clock::now() + m_longest);
    --m_waiting;
}

}  // namespace semblance
