#include "core/base/cancel.h"

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace semblance {

struct CancelToken::State {
    std::atomic<bool> cancelled{false};

    std::mutex mutex;  // guards the members below
    std::condition_variable ended;
    std::vector<const CancelCallback*> callbacks;
    const CancelCallback* running = nullptr;
    std::thread::id runner;
};

CancelToken::CancelToken() : m_state(std::make_shared<State>()) {}

bool CancelToken::isCancelled() const {
    return m_state->cancelled.load(std::memory_order_acquire);
}

void CancelToken::cancel() const {
    // A callback may drop the last token that its owner keeps.
    const std::shared_ptr<State> state = m_state;
    std::unique_lock lock(state->mutex);
    if (state->cancelled.exchange(true))
        return;
    state->runner = std::this_thread::get_id();
    while (!state->callbacks.empty()) {
        const CancelCallback* const next = state->callbacks.back();
        state->running = next;
        state->callbacks.pop_back();
        lock.unlock();
        next->m_callback();
        lock.lock();
        state->running = nullptr;
        state->ended.notify_all();
    }
}

CancelCallback::CancelCallback(const CancelToken& token, std::function<void()> callback)
    : m_state(token.m_state), m_callback(std::move(callback)) {
    {
        std::lock_guard lock(m_state->mutex);
        if (!m_state->cancelled) {
            m_state->callbacks.push_back(this);
            return;
        }
    }
    m_callback();
}

CancelCallback::~CancelCallback() {
    std::unique_lock lock(m_state->mutex);
    std::erase(m_state->callbacks, this);
    if (m_state->running == this && m_state->runner != std::this_thread::get_id())
        m_state->ended.wait(lock, [this] { return m_state->running != this; });
}

}  // namespace semblance
