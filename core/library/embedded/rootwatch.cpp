#include "core/library/embedded/rootwatch.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "core/base/timelimit.h"
#include "core/scan/mountwatch.h"

namespace semblance {

namespace {
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// A folder that was moved or a share that went is noticed without an event.
constexpr auto kLookEvery = 10s;
constexpr auto kPatience = 3s;
constexpr auto kFirstPatience = 1s;
}  // namespace

/// Outlives the watch where a look hangs.
struct RootWatch::State : std::enable_shared_from_this<State> {
    struct Watched {
        RootPlace place;
        std::optional<RootPresence> presence;      ///< nothing until it has answered
        std::optional<Clock::time_point> askedAt;  ///< a look is under way
        bool isSilent = false;                     ///< it has not answered for longer than patience
        bool isAskedAgain = false;  ///< since that look began, which may have missed what changed
    };

    State(Find findRoot, std::function<void()> tell)
        : find(std::move(findRoot)), changed(std::move(tell)) {}

    /// Starts a look, where one is under way: as soon as it has ended. Under the lock.
    void ask(RootId id, Watched& root) {
        root.isAskedAgain = root.askedAt.has_value();
        if (root.isAskedAgain)
            return;
        root.askedAt = Clock::now();
        runAbandoned([self = shared_from_this(), id, place = root.place] {
            self->answer(id, place, self->find(place));
        });
    }

    void answer(RootId id, const RootPlace& place, const RootPresence& presence) {
        std::lock_guard telling(tellMutex);
        bool isNew = false;
        {
            std::lock_guard lock(mutex);
            const auto it = roots.find(id);
            if (it == roots.end() || !(it->second.place == place))
                return;
            Watched& root = it->second;
            isNew = !root.presence || root.isSilent || root.presence->state != presence.state ||
                    root.presence->path != presence.path;
            root.presence = presence;
            root.askedAt.reset();
            root.isSilent = false;
            answered.notify_all();
            if (root.isAskedAgain)
                ask(id, root);
        }
        if (isNew && !isEnding)
            changed();
    }

    /// Those that were asked long ago are silent from now on. True when that is news.
    bool noteSilence() {
        bool isNew = false;
        for (auto& [id, root] : roots) {
            const bool isSilent = root.askedAt && Clock::now() - *root.askedAt >= kPatience;
            isNew = isNew || (isSilent && !root.isSilent);
            root.isSilent = root.isSilent || isSilent;
        }
        return isNew;
    }

    /// When the next root falls silent, if any is asked.
    std::optional<Clock::time_point> nextSilence() const {
        std::optional<Clock::time_point> next;
        for (const auto& [id, root] : roots) {
            if (root.askedAt && !root.isSilent && (!next || *root.askedAt + kPatience < *next))
                next = *root.askedAt + kPatience;
        }
        return next;
    }

    const Find find;
    const std::function<void()> changed;
    std::mutex mutex;
    std::condition_variable answered;
    std::map<RootId, Watched> roots;
    MountWatch mounts;

    std::mutex tellMutex;  // taken before the other; guards the member below
    bool isEnding = false;
};

RootWatch::RootWatch(Find find, std::function<void()> changed)
    : m_state(std::make_shared<State>(std::move(find), std::move(changed))) {
    m_thread = std::thread([state = m_state.get(), ending = m_ending] {
        Clock::time_point nextLook = Clock::now() + kLookEvery;
        while (!ending.isCancelled()) {
            Clock::time_point until = nextLook;
            {
                std::lock_guard lock(state->mutex);
                if (const auto silence = state->nextSilence())
                    until = std::min(until, *silence);
            }
            const bool woken = state->mounts.wait(until, ending);
            if (ending.isCancelled())
                return;
            bool isNew = false;
            {
                std::lock_guard lock(state->mutex);
                isNew = state->noteSilence();
                if (woken || Clock::now() >= nextLook) {
                    for (auto& [id, root] : state->roots)
                        state->ask(id, root);
                    nextLook = Clock::now() + kLookEvery;
                }
            }
            if (isNew)
                state->changed();
        }
    });
}

RootWatch::~RootWatch() {
    m_ending.cancel();
    m_thread.join();
    // A look that hangs may end later.
    std::lock_guard lock(m_state->tellMutex);
    m_state->isEnding = true;
}

void RootWatch::setRoots(const std::vector<RootLocation>& roots) {
    std::unique_lock lock(m_state->mutex);
    std::map<RootId, State::Watched> watched;
    for (const RootLocation& root : roots) {
        State::Watched& now = watched[root.id];
        const auto before = m_state->roots.find(root.id);
        if (before != m_state->roots.end() && before->second.place == root.place)
            now = before->second;
        now.place = root.place;
    }
    m_state->roots = std::move(watched);
    for (auto& [id, root] : m_state->roots) {
        if (!root.presence && !root.isSilent)
            m_state->ask(id, root);
    }
    const auto allKnown = [this] {
        return std::all_of(m_state->roots.begin(), m_state->roots.end(), [](const auto& entry) {
            return entry.second.presence || entry.second.isSilent;
        });
    };
    m_state->answered.wait_for(lock, kFirstPatience, allKnown);
    for (auto& [id, root] : m_state->roots)
        root.isSilent = root.isSilent || !root.presence;
}

RootPresence RootWatch::presence(RootId root) const {
    std::lock_guard lock(m_state->mutex);
    const auto it = m_state->roots.find(root);
    if (it == m_state->roots.end())
        return {};
    const State::Watched& watched = it->second;
    if (watched.presence && !watched.isSilent)
        return *watched.presence;
    return {RootState::VolumeAbsent,
            watched.presence ? watched.presence->path : watched.place.path};
}

void RootWatch::look() {
    m_state->mounts.wake();
}

}  // namespace semblance
