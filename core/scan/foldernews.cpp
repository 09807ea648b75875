#include "core/scan/foldernews.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace semblance {

void FolderChanges::add(const FolderChanges& more) {
    for (const auto& [root, scopes] : more.parts) {
        FolderScopes all = std::move(parts[root]);
        all.insert(all.end(), scopes.begin(), scopes.end());
        parts[root] = tidied(std::move(all));
    }
    whole.insert(more.whole.begin(), more.whole.end());
    for (const RootId root : whole)
        parts.erase(root);
}

void FolderNews::note(Time now) {
    if (m_first == Time::max())
        m_first = now;
    m_last = now;
}

void FolderNews::partChanged(RootId root, FolderScope part, Time now) {
    note(now);
    if (m_whole.contains(root))
        return;
    auto& parts = m_parts[root];
    parts.emplace(std::move(part.path), part.isDeep);
    if (parts.size() > m_timing.mostParts)
        rootChanged(root, now);
}

void FolderNews::rootChanged(RootId root, Time now) {
    note(now);
    m_whole.insert(root);
    m_parts.erase(root);
}

void FolderNews::await(RootId root, const std::string& file, Time until) {
    Time& known = m_open[root][file];
    known = std::max(known, until);
    m_nextOpen = std::min(m_nextOpen, known);
}

void FolderNews::fileMade(RootId root, const std::string& file, Time now) {
    await(root, file, now + m_timing.made);
}

void FolderNews::fileWritten(RootId root, const std::string& file, Time now) {
    await(root, file, now + m_timing.open);
}

void FolderNews::fileDoubtful(RootId root, const std::string& file, Time now) {
    await(root, file, now + m_timing.doubtful);
}

void FolderNews::fileDone(RootId root, const std::string& file, Time now) {
    if (const auto open = m_open.find(root); open != m_open.end())
        open->second.erase(file);
    partChanged(root, {std::string(folderOf(file)), false}, now);
}

bool FolderNews::isBeingWritten(RootId root, const std::string& file) const {
    const auto open = m_open.find(root);
    return open != m_open.end() && open->second.contains(file);
}

void FolderNews::forget(RootId root) {
    m_parts.erase(root);
    m_whole.erase(root);
    m_open.erase(root);
}

FolderNews::Time FolderNews::due() const {
    if (m_first == Time::max())
        return m_nextOpen;
    return std::min(m_nextOpen, std::min(m_last + m_timing.quiet, m_first + m_timing.most));
}

FolderChanges FolderNews::take(Time now) {
    if (now >= m_nextOpen) {
        std::vector<std::pair<RootId, std::string>> left;
        m_nextOpen = Time::max();
        for (const auto& [root, files] : m_open) {
            for (const auto& [file, until] : files) {
                if (until <= now)
                    left.emplace_back(root, file);
                else
                    m_nextOpen = std::min(m_nextOpen, until);
            }
        }
        for (const auto& [root, file] : left)
            fileDone(root, file, now - m_timing.quiet);
    }
    FolderChanges changes;
    const bool isDue =
        m_first != Time::max() && now >= std::min(m_last + m_timing.quiet, m_first + m_timing.most);
    if (!isDue)
        return changes;
    for (const auto& [root, parts] : std::exchange(m_parts, {})) {
        FolderScopes scopes;
        for (const auto& [path, isDeep] : parts)
            scopes.push_back({path, isDeep});
        changes.parts[root] = tidied(std::move(scopes));
    }
    changes.whole = std::exchange(m_whole, {});
    m_first = m_last = Time::max();
    return changes;
}

}  // namespace semblance
