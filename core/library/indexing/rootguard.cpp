#include "core/library/indexing/rootguard.h"

#include <chrono>
#include <utility>

#include "core/base/timelimit.h"

namespace semblance {

RootGuard::RootGuard(Look look) : m_look(std::move(look)) {}

void RootGuard::watch(RootId root, const RootPlace& place) {
    std::lock_guard lock(m_mutex);
    m_roots[root] = {place, false};
}

bool RootGuard::looksGone(RootId root, const CancelToken& cancel) {
    RootPlace place;
    {
        std::lock_guard lock(m_mutex);
        const auto it = m_roots.find(root);
        if (it == m_roots.end() || it->second.isGone)
            return it != m_roots.end();
        place = it->second.place;
    }
    constexpr std::chrono::seconds patience{3};
    const bool isThere =
        runWithin(patience, cancel, [look = m_look, place] { return look(place); }).value_or(false);
    if (isThere || cancel.isCancelled())
        return false;
    std::lock_guard lock(m_mutex);
    m_roots[root].isGone = true;
    return true;
}

bool RootGuard::isGone(RootId root) const {
    std::lock_guard lock(m_mutex);
    const auto it = m_roots.find(root);
    return it != m_roots.end() && it->second.isGone;
}

}  // namespace semblance
