#include "core/scan/changeset.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "core/base/folderscope.h"

namespace semblance {

namespace {

using Index = std::uint32_t;
constexpr Index none = ~Index(0);

bool sameFacts(const FileStat& a, const FileStat& b) {
    return a.size == b.size && a.mtimeNs == b.mtimeNs;
}

bool mayHaveChanged(const FileStat& known, const FileStat& found) {
    return known.changedNs != 0 && found.changedNs != 0 && known.changedNs != found.changedNs;
}

bool needsReading(FileState state) {
    return state == FileState::Unknown || state == FileState::Pending ||
           state == FileState::Unreadable;
}

bool isBroken(FileState state) {
    return state == FileState::Failed || state == FileState::Quarantined;
}

/// Folders and files, of which one asks whether they are a path or lie above it.
class PathSet {
public:
    explicit PathSet(const std::vector<std::string>& paths) : m_paths(paths.begin(), paths.end()) {}

    bool covers(std::string_view path) const {
        if (m_paths.empty())
            return false;
        for (std::size_t end = path.size(); end != std::string_view::npos && end > 0;
             end = path.rfind('/', end - 1)) {
            if (m_paths.contains(path.substr(0, end)))
                return true;
        }
        return m_paths.contains(std::string_view());  // the root
    }

private:
    std::unordered_set<std::string_view> m_paths;
};

/// A file by what a new name leaves alone.
struct Identity {
    std::uint64_t fileIndex = 0;
    std::int64_t size = 0;
    std::int64_t mtimeNs = 0;

    explicit Identity(const FileStat& stat)
        : fileIndex(stat.fileIndex), size(stat.size), mtimeNs(stat.mtimeNs) {}
    friend bool operator==(const Identity&, const Identity&) = default;
};

struct IdentityHash {
    std::size_t operator()(const Identity& stat) const noexcept {
        const std::hash<std::uint64_t> hash;
        return hash(stat.fileIndex) ^ (hash(static_cast<std::uint64_t>(stat.mtimeNs)) << 1) ^
               (hash(static_cast<std::uint64_t>(stat.size)) << 2);
    }
};

/// Which file has these facts; `none` once two have (hard links), because then nobody knows which
/// one moved.
using FilesByIdentity = std::unordered_map<Identity, Index, IdentityHash>;

void note(FilesByIdentity& files, const FileStat& stat, Index index) {
    if (stat.fileIndex == 0)
        return;
    if (const auto [at, isNew] = files.try_emplace(Identity(stat), index); !isNew)
        at->second = none;
}

class Comparison {
public:
    Comparison(const FileListing& known, const FileListing& found,
               const std::vector<std::string>& unread)
        : m_known(known), m_found(found), m_unread(unread) {}

    ChangeSet run() {
        mergePaths();
        findMoves();
        findSidecars();
        for (const Index lost : m_lost)
            classifyLost(lost);
        return std::move(m_changes);
    }

private:
    void mergePaths() {
        const auto knownCount = static_cast<Index>(m_known.size());
        const auto foundCount = static_cast<Index>(m_found.size());
        Index k = 0;
        Index f = 0;
        while (k < knownCount || f < foundCount) {
            const int order = k == knownCount   ? 1
                              : f == foundCount ? -1
                                                : m_known.path(k).compare(m_found.path(f));
            if (order < 0)
                m_lost.push_back(k++);
            else if (order > 0)
                m_changes.added.push_back(f++);
            else
                classifySamePath({k++, f++});
        }
    }

    void classifySamePath(ChangeSet::Pair pair) {
        const FileListing::Entry& known = m_known[pair.known];
        const FileStat& found = m_found[pair.found].stat;
        if (!isBroken(known.state) || !sameFacts(known.stat, found))
            noteSidecars(&known, pair.found);
        if (!sameFacts(known.stat, found))
            m_changes.changed.push_back(pair);
        else if (needsReading(known.state) || known.state == FileState::Outdated)
            m_changes.retry.push_back(pair);
        else if (mayHaveChanged(known.stat, found))
            m_changes.doubtful.push_back(pair);
        else if (known.missing)
            m_changes.returned.push_back(pair);
        else
            noteUnchanged(pair);
    }

    void noteUnchanged(ChangeSet::Pair pair) {
        ++m_changes.unchanged;
        if (m_known[pair.known].stat != m_found[pair.found].stat)
            m_changes.renumbered.push_back(pair);
    }

    void findMoves() {
        FilesByIdentity lost;
        for (const Index k : m_lost)
            note(lost, m_known[k].stat, k);
        if (lost.empty())
            return;
        FilesByIdentity added;
        for (const Index f : m_changes.added)
            note(added, m_found[f].stat, f);
        std::vector<bool> moved(m_known.size(), false);
        std::erase_if(m_changes.added, [&](Index f) {
            const Identity identity(m_found[f].stat);
            const auto from = lost.find(identity);
            if (from == lost.end() || from->second == none || added.at(identity) != f ||
                needsReading(m_known[from->second].state))
                return false;
            moved[from->second] = true;
            m_changes.moved.push_back({from->second, f});
            return true;
        });
        std::erase_if(m_lost, [&](Index k) { return moved[k]; });
    }

    void noteSidecars(const FileListing::Entry* known, Index f) {
        const SidecarStamp found = m_found[f].sidecars;
        if (found != unknownSidecars && found != (known ? known->sidecars : 0))
            m_changes.sidecars.push_back(f);
    }

    /// Of what changed its place, and of what is new; mergePaths() has noted the others.
    void findSidecars() {
        for (const ChangeSet::Pair& pair : m_changes.moved) {
            if (!isBroken(m_known[pair.known].state))
                noteSidecars(&m_known[pair.known], pair.found);
        }
        for (const Index f : m_changes.added)
            noteSidecars(nullptr, f);
        std::sort(m_changes.sidecars.begin(), m_changes.sidecars.end());
    }

    void classifyLost(Index lost) {
        if (m_known[lost].missing)
            ++m_changes.stillMissing;
        else if (m_unread.covers(m_known.path(lost)))
            ++m_changes.unchanged;
        else
            m_changes.gone.push_back(lost);
    }

    const FileListing& m_known;
    const FileListing& m_found;
    const PathSet m_unread;
    std::vector<Index> m_lost;  ///< known paths that were not found
    ChangeSet m_changes;
};

}  // namespace

ChangeSet compareListings(const FileListing& known, const FileListing& found,
                          const std::vector<std::string>& unread) {
    return Comparison(known, found, unread).run();
}

}  // namespace semblance
