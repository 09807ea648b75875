#include "core/base/timelimit.h"

#include <chrono>
#include <deque>
#include <thread>

namespace semblance {

namespace {

/// Threads that take tasks as they come. Never destroyed: one of them may hang in the file system
/// when the program ends.
class AbandonedThreads {
public:
    void run(std::function<void()> task) {
        std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() <= m_idle)
            m_wake.notify_one();
        else
            std::thread([this] { serve(); }).detach();
    }

private:
    void serve() {
        constexpr std::chrono::seconds kIdle{10};
        std::unique_lock lock(m_mutex);
        for (;;) {
            ++m_idle;
            m_wake.wait_for(lock, kIdle, [this] { return !m_tasks.empty(); });
            --m_idle;
            if (m_tasks.empty())
                return;
            const std::function<void()> task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::size_t m_idle = 0;
};

}  // namespace

void runAbandoned(std::function<void()> task) {
    static auto* const threads = new AbandonedThreads;
    threads->run(std::move(task));
}

}  // namespace semblance
