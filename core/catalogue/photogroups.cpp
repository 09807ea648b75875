#include "core/catalogue/photogroups.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

#include "core/catalogue/snapshot.h"

namespace semblance {

namespace {

/// Which contents are connected: a forest, each tree a group.
class Forest {
public:
    ContentId rootOf(ContentId content) {
        ContentId root = content;
        for (ContentId parent = parentOf(root); parent != root; parent = parentOf(root))
            root = parent;
        // The way is short the next time.
        while (content != root)
            content = std::exchange(m_parents[content], root);
        return root;
    }
    void join(ContentId a, ContentId b) {
        // The smaller number stays, so that no tree depends on the pairs' order.
        const ContentId first = rootOf(a);
        const ContentId second = rootOf(b);
        m_parents[std::max(first, second)] = std::min(first, second);
    }

private:
    ContentId parentOf(ContentId content) {
        return m_parents.try_emplace(content, content).first->second;
    }

    std::unordered_map<ContentId, ContentId> m_parents;
};

std::vector<PhotoItem> photosOf(const Snapshot& snapshot, const ContentGroups::Group& group) {
    std::vector<PhotoItem> photos;
    for (const ContentId content : group.contents) {
        for (PhotoItem& photo : snapshot.photosOf(content))
            photos.push_back(std::move(photo));
    }
    return photos;
}

/// A content may be the first of a burst and of its duplicates.
std::int64_t idOf(ContentId first, GroupKind kind) {
    return 2 * first.value + (kind == GroupKind::Burst ? 1 : 0);
}

/// Nothing where fewer than two photos are shown. Files of one content are copies, whatever
/// connected it once with others that are gone.
std::optional<PhotoGroup> shownOf(const Snapshot& snapshot, const ContentGroups::Group& group) {
    PhotoGroup shown{0, group.kind, photosOf(snapshot, group)};
    if (shown.members.size() < 2)
        return std::nullopt;
    const auto [least, most] = std::minmax_element(
        shown.members.begin(), shown.members.end(),
        [](const PhotoItem& a, const PhotoItem& b) { return a.content < b.content; });
    if (least->content == most->content)
        shown.kind = GroupKind::Exact;
    shown.id = idOf(least->content, shown.kind);
    return shown;
}

std::optional<PhotoGroup> copiesOf(const Snapshot& snapshot, ContentId content) {
    return shownOf(snapshot, {GroupKind::Exact, {content}});
}

}  // namespace

ContentGroups::ContentGroups(std::span<const LikePair> pairs) {
    connect(pairs, false, m_duplicates);
    connect(pairs, true, m_bursts);
}

void ContentGroups::connect(std::span<const LikePair> pairs, bool bursts, GroupOf& groupOf) {
    Forest forest;
    const auto isMeant = [&](const LikePair& pair) {
        return (pair.kind == GroupKind::Burst) == bursts;
    };
    for (const LikePair& pair : pairs) {
        if (isMeant(pair))
            forest.join(pair.a, pair.b);
    }
    std::map<ContentId, Group> byRoot;
    for (const LikePair& pair : pairs) {
        if (!isMeant(pair))
            continue;
        Group& group = byRoot[forest.rootOf(pair.a)];
        group.kind = std::max(group.kind, pair.kind);
        group.contents.insert(group.contents.end(), {pair.a, pair.b});
    }
    for (auto& [root, group] : byRoot) {
        std::sort(group.contents.begin(), group.contents.end());
        group.contents.erase(std::unique(group.contents.begin(), group.contents.end()),
                             group.contents.end());
        for (const ContentId content : group.contents)
            groupOf[content] = m_groups.size();
        m_groups.push_back(std::move(group));
    }
}

const ContentGroups::Group* ContentGroups::find(const GroupOf& groupOf, ContentId content) const {
    const auto it = groupOf.find(content);
    return it == groupOf.end() ? nullptr : &m_groups[it->second];
}

const ContentGroups::Group* ContentGroups::duplicatesOf(ContentId content) const {
    return find(m_duplicates, content);
}

const ContentGroups::Group* ContentGroups::burstOf(ContentId content) const {
    return find(m_bursts, content);
}

std::optional<PhotoGroup> groupOf(const Snapshot& snapshot, ContentId content) {
    const ContentGroupsPtr groups = snapshot.groups();
    if (const ContentGroups::Group* const duplicates = groups->duplicatesOf(content)) {
        if (auto shown = shownOf(snapshot, *duplicates))
            return shown;
    }
    if (auto copies = copiesOf(snapshot, content))
        return copies;
    const ContentGroups::Group* const burst = groups->burstOf(content);
    return burst ? shownOf(snapshot, *burst) : std::nullopt;
}

std::vector<PhotoGroup> groupsOf(const Snapshot& snapshot) {
    std::vector<PhotoGroup> shown;
    std::unordered_set<ContentId> grouped;
    const ContentGroupsPtr groups = snapshot.groups();
    for (const ContentGroups::Group& group : groups->all()) {
        auto photos = shownOf(snapshot, group);
        if (!photos)
            continue;
        if (photos->kind != GroupKind::Burst)
            grouped.insert(group.contents.begin(), group.contents.end());
        shown.push_back(std::move(*photos));
    }
    std::unordered_set<ContentId> seen;
    const PhotoListPtr photos = snapshot.photos();
    PhotoRowReader rows(photos.get());
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const ContentId content = rows[row].content;
        // The second photo of a content tells that it has copies.
        if (seen.insert(content).second || !grouped.insert(content).second)
            continue;
        if (auto copies = copiesOf(snapshot, content))
            shown.push_back(std::move(*copies));
    }
    std::sort(shown.begin(), shown.end(),
              [](const PhotoGroup& a, const PhotoGroup& b) { return a.id < b.id; });
    return shown;
}

}  // namespace semblance
