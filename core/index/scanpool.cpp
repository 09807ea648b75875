#include "core/index/scanpool.h"

#include <algorithm>

namespace semblance {

ScanPool::ScanPool(int threads) {
    const unsigned wanted =
        threads > 0 ? static_cast<unsigned>(threads) : std::thread::hardware_concurrency();
    for (unsigned i = 1; i < wanted; ++i)
        m_workers.emplace_back([this] { work(); });
}

ScanPool::~ScanPool() {
    {
        std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread& worker : m_workers)
        worker.join();
}

ScanPool& ScanPool::shared() {
    static ScanPool pool(0);
    return pool;
}

void ScanPool::run(std::size_t items, const Task& task) {
    Job job{task, items};
    if (items < 2 || m_workers.empty()) {
        takeItems(job, 0);
        return;
    }
    {
        std::lock_guard lock(m_mutex);
        m_jobs.push_back(&job);
    }
    m_wake.notify_all();
    takeItems(job, 0);
    std::unique_lock lock(m_mutex);
    std::erase(m_jobs, &job);
    m_done.wait(lock, [&] { return job.working == 0; });
}

void ScanPool::work() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_stopping)
            return;
        Job& job = *m_jobs.front();
        const std::size_t slot = job.slots++;
        ++job.working;
        lock.unlock();
        takeItems(job, slot);
        lock.lock();
        // Without items left it needs no further workers; each has joined at most once.
        std::erase(m_jobs, &job);
        if (--job.working == 0)
            m_done.notify_all();
    }
}

void ScanPool::takeItems(Job& job, std::size_t slot) {
    for (;;) {
        const std::size_t item = job.next.fetch_add(1, std::memory_order_relaxed);
        if (item >= job.items)
            return;
        job.task(item, slot);
    }
}

}  // namespace semblance
