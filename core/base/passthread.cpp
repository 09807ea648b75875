#include "core/base/passthread.h"

#include <utility>

#include "core/base/background.h"

namespace semblance {

PassThread::PassThread(std::chrono::milliseconds pause, Pass pass)
    : m_pause(pause), m_makePass(std::move(pass)), m_thread([this] { run(); }) {}

PassThread::~PassThread() {
    m_ending.cancel();
    {
        std::lock_guard lock(m_mutex);
        m_pass.cancel();
    }
    m_thread.join();
}

void PassThread::ask() {
    std::lock_guard lock(m_mutex);
    ++m_asked;
    m_wake.notify_all();
}

void PassThread::askAnew() {
    std::lock_guard lock(m_mutex);
    ++m_asked;
    m_pass.cancel();
    m_wake.notify_all();
}

std::shared_ptr<void> PassThread::hold() {
    {
        std::lock_guard lock(m_mutex);
        ++m_holds;
        m_pass.cancel();
    }
    return std::shared_ptr<void>(nullptr, [this](void*) {
        std::lock_guard lock(m_mutex);
        --m_holds;
        m_wake.notify_all();
    });
}

Status PassThread::finish(const CancelToken& cancel) {
    std::unique_lock lock(m_mutex);
    const std::uint64_t number = ++m_asked;
    m_wanted = number;
    m_wake.notify_all();
    if (!waitUnlessCancelled(m_wake, lock, cancel, [&] { return m_done >= number; }))
        return fail(cancelledError());
    return m_last;
}

/// False at the end.
bool PassThread::awaitWork(std::unique_lock<std::mutex>& lock) {
    waitUnlessCancelled(m_wake, lock, m_ending, [this] { return m_asked != m_done; });
    // What comes together is looked at together.
    waitUnlessCancelled(
        m_wake, lock, m_ending, [this] { return m_wanted > m_done; },
        std::chrono::steady_clock::now() + m_pause);
    waitUnlessCancelled(m_wake, lock, m_ending, [this] { return m_holds == 0; });
    return !m_ending.isCancelled();
}

void PassThread::run() {
    yieldToOthers();
    std::unique_lock lock(m_mutex);
    while (awaitWork(lock)) {
        const std::uint64_t now = m_asked;
        m_pass = CancelToken();
        const CancelToken cancel = m_pass;
        lock.unlock();
        Status made = m_makePass(cancel);
        lock.lock();
        if (!made && made.error().kind == ErrorKind::Cancelled)
            continue;
        m_done = now;
        m_last = std::move(made);
        m_wake.notify_all();
    }
}

}  // namespace semblance
