#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/base/cancel.h"

namespace semblance {

/// Runs `task` on a thread of its own that nobody waits for, not even at the program's end. Threads
/// that are done are used again.
void runAbandoned(std::function<void()> task);

/// Runs `work` on another thread and waits for its value: at most `limit`, or until the cancel.
/// Nothing then. Meant for calls into the file system, which can hang for ever on a network drive
/// or a failing disk and which nothing interrupts: such a call is left to itself. So `work` owns
/// all that it uses and refers to nothing of the caller's. Thread-safe.
template <class Work>
std::optional<std::invoke_result_t<Work>> runWithin(std::chrono::milliseconds limit,
                                                    const CancelToken& cancel, Work work) {
    struct Shared {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<std::invoke_result_t<Work>> value;
    };
    const auto shared = std::make_shared<Shared>();
    runAbandoned([shared, work = std::move(work)]() mutable {
        std::optional<std::invoke_result_t<Work>> value(work());
        std::lock_guard lock(shared->mutex);
        shared->value = std::move(value);
        shared->done.notify_all();
    });
    std::unique_lock lock(shared->mutex);
    waitUnlessCancelled(
        shared->done, lock, cancel, [&] { return shared->value.has_value(); },
        std::chrono::steady_clock::now() + limit);
    return std::move(shared->value);
}

}  // namespace semblance
