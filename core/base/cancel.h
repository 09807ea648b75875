#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace semblance {

/// Asks work on any thread to stop. Copies share one state. Thread-safe. A default-made token can
/// be cancelled too; work checks it per file and per batch, and whoever waits is woken through a
/// CancelCallback. std::stop_token would be the same, but not every standard library has it yet.
class CancelToken {
public:
    CancelToken();

    /// Runs the callbacks on this thread, then returns. The first call counts.
    void cancel() const;
    bool isCancelled() const;

private:
    friend class CancelCallback;
    struct State;

    std::shared_ptr<State> m_state;
};

/// Runs a function once when the token is cancelled: on the cancelling thread, or at once in the
/// constructor when it is cancelled already. The destructor takes it back, and waits for its end
/// when it runs on another thread just now: destroy it without holding what the function locks.
class CancelCallback {
public:
    CancelCallback(const CancelToken& token, std::function<void()> callback);
    ~CancelCallback();
    CancelCallback(const CancelCallback&) = delete;
    CancelCallback& operator=(const CancelCallback&) = delete;

private:
    friend class CancelToken;

    const std::shared_ptr<CancelToken::State> m_state;
    const std::function<void()> m_callback;
};

/// condition.wait(lock, ready) that a cancel or the deadline ends, too: false then, unless `ready`
/// holds all the same. `lock` is held on return and while `ready` is asked.
template <class Ready>
bool waitUnlessCancelled(
    std::condition_variable& condition, std::unique_lock<std::mutex>& lock,
    const CancelToken& cancel, Ready ready,
    std::optional<std::chrono::steady_clock::time_point> deadline = std::nullopt) {
    for (;;) {
        if (ready())
            return true;
        if (cancel.isCancelled() || (deadline && std::chrono::steady_clock::now() >= *deadline))
            return false;
        lock.unlock();
        {
            const CancelCallback wake(cancel, [&condition, mutex = lock.mutex()] {
                // Not between a waiter's look at the token and its sleep.
                std::lock_guard guard(*mutex);
                condition.notify_all();
            });
            std::unique_lock waiting(*lock.mutex());
            const auto mayGoOn = [&] { return cancel.isCancelled() || ready(); };
            if (deadline)
                condition.wait_until(waiting, *deadline, mayGoOn);
            else
                condition.wait(waiting, mayGoOn);
        }
        lock.lock();
    }
}

}  // namespace semblance
