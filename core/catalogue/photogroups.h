#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/base/ids.h"
#include "core/catalogue/photolist.h"

namespace semblance {

class Snapshot;

/// What the photos of a group have in common, the more alike the earlier. The numbers are stored.
enum class GroupKind : std::uint8_t {
    Exact = 0,    ///< files of one content
    Resaved = 1,  ///< one picture, written anew in the same size
    Rotated = 2,  ///< one picture, turned by what EXIF says or by what its pixels show
    Resized = 3,
    Cropped = 4,  ///< one picture, of which some show up to a tenth less on a side
    Burst = 5,    ///< no duplicates: shots of one camera within seconds, of nearly one view
};

/// Two contents that belong together, and why: never Exact.
struct LikePair {
    ContentId a;
    ContentId b;
    GroupKind kind = GroupKind::Resaved;

    friend bool operator==(const LikePair&, const LikePair&) = default;
};

/// The groups of a library's contents: whatever pairs connect is one group, of the kind of its
/// least alike pair; bursts are groups of their own beside those of duplicates. Immutable,
/// thread-safe.
class ContentGroups {
public:
    struct Group {
        GroupKind kind = GroupKind::Resaved;
        std::vector<ContentId> contents;  ///< ascending, at least two
    };

    ContentGroups() = default;
    explicit ContentGroups(std::span<const LikePair> pairs);

    /// By their first content, duplicates before bursts.
    const std::vector<Group>& all() const { return m_groups; }
    /// The group of duplicates that a content is in; null when there is none.
    const Group* duplicatesOf(ContentId content) const;
    const Group* burstOf(ContentId content) const;

private:
    using GroupOf = std::unordered_map<ContentId, std::size_t>;
    void connect(std::span<const LikePair> pairs, bool bursts, GroupOf& groupOf);
    const Group* find(const GroupOf& groupOf, ContentId content) const;

    std::vector<Group> m_groups;
    GroupOf m_duplicates;
    GroupOf m_bursts;
};

using ContentGroupsPtr = std::shared_ptr<const ContentGroups>;

/// Photos that belong together, as they are shown.
struct PhotoGroup {
    std::int64_t id = 0;  ///< the same for each of its photos; another group may have it later
    GroupKind kind = GroupKind::Exact;
    std::vector<PhotoItem> members;  ///< at least two
};

/// The group that a photo with this content is in: its duplicates where there are any, else its
/// burst. Cheap.
std::optional<PhotoGroup> groupOf(const Snapshot& snapshot, ContentId content);

/// Every group of the snapshot, by id. Looks at every photo: not on the GUI thread.
std::vector<PhotoGroup> groupsOf(const Snapshot& snapshot);

}  // namespace semblance
