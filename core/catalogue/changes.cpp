#include "core/catalogue/changes.h"

#include <algorithm>

namespace semblance {

struct Changes::Subscription::Entry {
    std::recursive_mutex calling;  ///< recursive: a listener may end its own subscription
    Listener listener;             ///< empty once the subscription has ended
};

struct Changes::State {
    std::mutex mutex;
    std::vector<std::shared_ptr<Subscription::Entry>> entries;
};

Changes::Changes() : m_state(std::make_shared<State>()) {}

Changes::Subscription& Changes::Subscription::operator=(Subscription&& other) noexcept {
    if (this != &other) {
        end();
        m_state = std::move(other.m_state);
        m_entry = std::move(other.m_entry);
    }
    return *this;
}

void Changes::Subscription::end() {
    if (!m_entry)
        return;
    {
        std::lock_guard lock(m_state->mutex);
        std::erase(m_state->entries, m_entry);
    }
    Listener last;
    {
        std::lock_guard lock(m_entry->calling);
        last.swap(m_entry->listener);
    }
    m_entry.reset();
    m_state.reset();
}

Changes::Subscription Changes::subscribe(Listener listener) {
    Subscription subscription;
    subscription.m_state = m_state;
    subscription.m_entry = std::make_shared<Subscription::Entry>();
    subscription.m_entry->listener = std::move(listener);
    std::lock_guard lock(m_state->mutex);
    m_state->entries.push_back(subscription.m_entry);
    return subscription;
}

void Changes::publish(const Delta& delta) {
    std::vector<std::shared_ptr<Subscription::Entry>> entries;
    {
        std::lock_guard lock(m_state->mutex);
        entries = m_state->entries;
    }
    for (const auto& entry : entries) {
        std::lock_guard lock(entry->calling);
        // A copy: the listener may end its own subscription.
        if (const Listener listener = entry->listener)
            listener(delta);
    }
}

}  // namespace semblance
