#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

/// Background work that follows something which changes: a thread that yields to others
/// (yieldToOthers()) and makes a pass over everything whenever one was asked for since the last
/// began. What comes together is one pass. Thread-safe.
class PassThread {
public:
    /// On the thread. One that fails as Cancelled was broken off, and is made again.
    using Pass = std::function<Status(const CancelToken& cancel)>;

    /// Makes a first pass by itself. Each waits for `pause`, unless somebody waits for it.
    PassThread(std::chrono::milliseconds pause, Pass pass);
    /// Breaks off what is under way, and waits for its end.
    ~PassThread();
    PassThread(const PassThread&) = delete;
    PassThread& operator=(const PassThread&) = delete;

    /// Something changed.
    void ask();

    /// What passes do changed: the one under way is broken off.
    void askAnew();

    /// While this is held no pass is made; one under way is broken off. Not longer than the thread.
    std::shared_ptr<void> hold();

    /// Returns when a pass that began after the call has ended, as that did. Cancelled, too.
    Status finish(const CancelToken& cancel);

private:
    void run();
    bool awaitWork(std::unique_lock<std::mutex>& lock);

    const std::chrono::milliseconds m_pause;
    const Pass m_makePass;
    const CancelToken m_ending;

    std::mutex m_mutex;  // guards what follows
    std::condition_variable m_wake;
    std::uint64_t m_asked = 1;
    std::uint64_t m_done = 0;
    std::uint64_t m_wanted = 0;  ///< by a thread in finish(), without the pause
    Status m_last;               ///< of the pass that m_done names
    int m_holds = 0;
    CancelToken m_pass;

    std::thread m_thread;  // last: it uses everything above
};

}  // namespace semblance
