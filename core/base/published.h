#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace semblance {

/// A value that one thread replaces and any thread reads: what is read stays whole for as long as
/// it is held. Nobody waits longer than copying a pointer takes. (std::atomic<std::shared_ptr> is
/// not in every standard library, and is a lock inside, too.)
template <class T>
class Published {
public:
    Published() = default;
    explicit Published(std::shared_ptr<const T> value) : m_value(std::move(value)) {}

    std::shared_ptr<const T> get() const {
        std::lock_guard lock(m_mutex);
        return m_value;
    }

    void set(std::shared_ptr<const T> value) {
        {
            std::lock_guard lock(m_mutex);
            m_value.swap(value);
        }
        // The former value goes here, outside of the lock.
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const T> m_value;
};

}  // namespace semblance
