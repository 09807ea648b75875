#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/filelisting.h"

namespace semblance {

/// What a rescan found, as indices into the two listings it compared. Every found file is in
/// exactly one of added, changed, moved, doubtful, retry, returned or counted as unchanged; every
/// known file is in one of changed, moved, doubtful, retry, returned, gone, or counted as unchanged
/// or stillMissing. Those renumbered are counted as unchanged, too.
struct ChangeSet {
    struct Pair {
        std::uint32_t known = 0;
        std::uint32_t found = 0;
        friend bool operator==(const Pair&, const Pair&) = default;
    };

    std::vector<std::uint32_t> added;  ///< found only
    std::vector<Pair> changed;         ///< same path, other size or time
    /// Known path gone, and exactly one new path with the same file index, size and time: most
    /// likely renamed. The content key confirms it (a file index may be used again).
    std::vector<Pair> moved;
    /// Same path, size and time, but the file system has changed something: its content, put in
    /// place with the old time (an EXIF turn, a swap of names, a restored copy), or only its rights
    /// or its number of links. Perhaps missing before. The content key tells.
    std::vector<Pair> doubtful;
    /// Unchanged, but with another file number, or a time of change that was not known.
    std::vector<Pair> renumbered;
    std::vector<Pair> retry;  ///< unchanged, but Outdated, still Pending or Unreadable last time
    /// Back at the same path, unchanged and Indexed, Failed or Quarantined: only to be shown again.
    std::vector<Pair> returned;
    /// Found files whose sidecars are others than those noted, or that have any and were not known:
    /// beside the list that they are in. Not those that cannot be decoded and have not changed
    /// themselves. Ascending.
    std::vector<std::uint32_t> sidecars;
    std::vector<std::uint32_t> gone;  ///< known and not missing before, now not found
    std::int64_t unchanged = 0;       ///< includes known files that were not read
    std::int64_t stillMissing = 0;    ///< missing before and now

    friend bool operator==(const ChangeSet&, const ChangeSet&) = default;
};

/// Pure; both listings must be sorted by path, without repeated paths. `unread` as in
/// WalkResult. A file index alone never makes a changed file: some file systems number anew at
/// every mount.
ChangeSet compareListings(const FileListing& known, const FileListing& found,
                          const std::vector<std::string>& unread = {});

}  // namespace semblance
