#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "core/base/cancel.h"

namespace semblance {

/// Tells work in the background when a search runs, so that it can stand back. Thread-safe.
class SearchActivity {
public:
    /// A search, from its first step to its answer.
    class Scope {
    public:
        explicit Scope(SearchActivity& activity);
        ~Scope();
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        SearchActivity& m_activity;
    };

    /// `longest` is how long a wait lasts: one search after another must not hold work up for ever.
    explicit SearchActivity(std::chrono::milliseconds longest = std::chrono::milliseconds(20))
        : m_longest(longest) {}

    /// Returns when no search runs, when cancelled, or after the longest wait. To be called every
    /// millisecond or so.
    void waitForQuiet(const CancelToken& cancel);

    /// Threads that wait now; for tests.
    int waiting() const { return m_waiting; }

private:
    const std::chrono::milliseconds m_longest;
    std::atomic<int> m_running = 0;
    std::atomic<int> m_waiting = 0;
    std::mutex m_mutex;
    std::condition_variable m_quiet;
};

}  // namespace semblance
