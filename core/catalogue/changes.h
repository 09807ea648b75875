#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/ids.h"
#include "core/catalogue/snapshot.h"

namespace semblance {

/// What a new snapshot differs in from the one before.
struct Delta {
    SnapshotPtr before;
    SnapshotPtr after;
    std::vector<FileId> inserted;
    std::vector<FileId> removed;
    std::vector<FileId> changed;  ///< other facts, path, content or raw files
    bool roots = false;           ///< a root, its place, its state or a count of it
    bool vectors = false;         ///< something became searchable, or is no longer
    bool groups = false;          ///< which contents belong together
    bool written = false;         ///< what is written in pictures

    bool isEmpty() const {
        return inserted.empty() && removed.empty() && changed.empty() && !roots && !vectors &&
               !groups && !written;
    }
};

/// Tells whoever wants to know what changed. Thread-safe.
class Changes {
    struct State;

public:
    using Listener = std::function<void(const Delta&)>;

    /// Ends with its destructor: the listener is not called any more when that returns, so do not
    /// destroy it holding what the listener locks, unless from inside the listener.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&&) = default;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription() { end(); }
        void end();

    private:
        friend class Changes;
        struct Entry;
        std::shared_ptr<State> m_state;
        std::shared_ptr<Entry> m_entry;
    };

    Changes();

    /// Calls `listener` for every delta from now on, on the publishing thread, in order. It takes
    /// no time: work is posted elsewhere.
    Subscription subscribe(Listener listener);

    /// For the catalogue: one thread publishes.
    void publish(const Delta& delta);

private:
    std::shared_ptr<State> m_state;
};

}  // namespace semblance
