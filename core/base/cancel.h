#pragma once

#include <atomic>
#include <memory>

namespace semblance {

/// Asks work on any thread to stop. Copies share one flag. Thread-safe. A default-made token can be
/// cancelled too; work checks it per file and per batch.
class CancelToken {
public:
    CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}

    void cancel() const { m_flag->store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

}  // namespace semblance
