#include <condition_variable>
#include <mutex>
#include <utility>

#include "core/scan/mountwatch.h"

namespace semblance {

struct MountWatch::State {
    std::mutex mutex;
    std::condition_variable changed;
    bool woken = false;
};

MountWatch::MountWatch() : m_state(std::make_unique<State>()) {}
MountWatch::~MountWatch() = default;

bool MountWatch::wait(std::chrono::steady_clock::time_point deadline, const CancelToken& cancel) {
    std::unique_lock lock(m_state->mutex);
    waitUnlessCancelled(
        m_state->changed, lock, cancel, [this] { return m_state->woken; }, deadline);
    return std::exchange(m_state->woken, false) && !cancel.isCancelled();
}

void MountWatch::wake() {
    std::lock_guard lock(m_state->mutex);
    m_state->woken = true;
    m_state->changed.notify_all();
}

}  // namespace semblance
