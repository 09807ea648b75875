#include "core/scan/foldermatch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace semblance {

namespace {

using Index = std::uint32_t;

/// Enough of a root's files to find the folder that they lie in now.
constexpr std::size_t kVoters = 256;

std::string_view nameOf(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// What stands before `tail` in a path; nothing when the path does not end in it as a whole.
std::optional<std::string_view> folderBefore(std::string_view path, std::string_view tail) {
    if (path == tail)
        return std::string_view();
    if (path.size() <= tail.size() + 1 || !path.ends_with(tail) ||
        path[path.size() - tail.size() - 1] != '/')
        return std::nullopt;
    return path.substr(0, path.size() - tail.size() - 1);
}

/// The folder that most of the known files seem to lie in.
std::string likeliestFolder(const FileListing& known, const FileListing& found) {
    std::unordered_multimap<std::string_view, Index> byName;
    const std::size_t step = std::max<std::size_t>(1, known.size() / kVoters);
    for (std::size_t k = 0; k < known.size(); k += step) {
        if (!known[k].missing)
            byName.emplace(nameOf(known.path(k)), static_cast<Index>(k));
    }
    std::map<std::string, std::int64_t, std::less<>> votes;
    for (std::size_t f = 0; f < found.size(); ++f) {
        const auto [first, last] = byName.equal_range(nameOf(found.path(f)));
        for (auto voter = first; voter != last; ++voter) {
            if (known[voter->second].stat.size != found[f].stat.size)
                continue;
            if (const auto folder = folderBefore(found.path(f), known.path(voter->second)))
                ++votes[std::string(*folder)];
        }
    }
    // Of equals the outermost, which sorts first.
    const auto best =
        std::max_element(votes.begin(), votes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == votes.end() ? std::string() : best->first;
}

}  // namespace

FolderMatch matchListings(const FileListing& known, const FileListing& found) {
    FolderMatch match;
    match.inside = likeliestFolder(known, found);
    const std::string prefix = match.inside.empty() ? std::string() : match.inside + '/';
    std::size_t f = 0;
    for (std::size_t k = 0; k < known.size(); ++k) {
        if (known[k].missing)
            continue;
        ++match.known;
        const std::string path = prefix + std::string(known.path(k));
        while (f < found.size() && found.path(f) < path)
            ++f;
        if (f < found.size() && found.path(f) == path && found[f].stat.size == known[k].stat.size)
            match.pairs.push_back({static_cast<Index>(k), static_cast<Index>(f)});
    }
    return match;
}

bool isLikely(const FolderMatch& match) {
    return match.matched() * 2 > match.known;
}

std::vector<FolderMatch::Pair> samplePairs(const FolderMatch& match, std::size_t most) {
    std::vector<FolderMatch::Pair> sample;
    const std::size_t count = std::min(most, match.pairs.size());
    for (std::size_t i = 0; i < count; ++i)
        sample.push_back(match.pairs[i * match.pairs.size() / count]);
    return sample;
}

}  // namespace semblance
