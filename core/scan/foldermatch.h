#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/filelisting.h"

namespace semblance {

/// How much of what is known of a root lies in a folder, as indices into the two listings.
struct FolderMatch {
    struct Pair {
        std::uint32_t known = 0;
        std::uint32_t found = 0;
        friend bool operator==(const Pair&, const Pair&) = default;
    };

    std::int64_t known = 0;  ///< files of the root that were there at its last scan
    /// The folder, relative to the one that was listed, UTF-8, whose files are like the root's; ""
    /// for that one itself.
    std::string inside;
    std::vector<Pair> pairs;  ///< same path in the root and in `inside`, same size; by path

    std::int64_t matched() const { return static_cast<std::int64_t>(pairs.size()); }
};

/// Compares by relative path and size; of the folders in the one that was listed the likeliest.
/// Pure; both listings must be sorted by path.
FolderMatch matchListings(const FileListing& known, const FileListing& found);

/// Whether the folder may be the root at a new place: more than half of it is there. Whether the
/// files are the same a few of their content keys tell, see samplePairs().
bool isLikely(const FolderMatch& match);

/// At most `most` of the pairs, evenly spread.
std::vector<FolderMatch::Pair> samplePairs(const FolderMatch& match, std::size_t most);

}  // namespace semblance
