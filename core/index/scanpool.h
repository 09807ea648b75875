#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace semblance {

/// A few threads that share the items of one piece of work at a time with the thread that asks for
/// it. Internal to core/index. Standard threads rather than QThreadPool, whose locks the thread
/// sanitizer cannot see into. Thread-safety: run may be called from several threads at once; each
/// makes progress by itself even when all workers are busy.
class ScanPool {
public:
    /// `slot` is in 0..threads()-1; no two calls run with the same slot at a time.
    using Task = std::function<void(std::size_t item, std::size_t slot)>;

    /// `threads` counts the calling thread; less than 1 means one per core.
    explicit ScanPool(int threads);
    ~ScanPool();
    ScanPool(const ScanPool&) = delete;
    ScanPool& operator=(const ScanPool&) = delete;

    /// One thread per core, for searches.
    static ScanPool& shared();

    std::size_t threads() const { return m_workers.size() + 1; }

    /// Calls task once for each item 0..items-1, in any order, and returns when all are done. The
    /// task must not throw.
    void run(std::size_t items, const Task& task);

private:
    struct Job {
        const Task& task;
        const std::size_t items;
        std::atomic<std::size_t> next = 0;
        std::size_t slots = 1;    ///< handed out so far; the asking thread has slot 0
        std::size_t working = 0;  ///< workers at it now
    };

    void work();
    static void takeItems(Job& job, std::size_t slot);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::deque<Job*> m_jobs;
    bool m_stopping = false;
    std::vector<std::thread> m_workers;
};

}  // namespace semblance
