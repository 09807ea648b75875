#include "core/library/groups/groupfinder.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace semblance {

namespace {
constexpr int kThumbnailSide = 512;
constexpr std::size_t kNeighbours = 12;
constexpr std::size_t kAlike = 8;
constexpr std::size_t kSketches = 512;  // 12 MB

/// Of pictures cropped by up to 8 % a side the least was .76.
constexpr float kLeastCosine = 0.5f;
/// Of the same the largest was 1066.
constexpr int kFarLooks = 1150;

constexpr std::int64_t kBurstMs = 5000;

/// The two say that they were taken by one camera, at these times apart.
std::optional<std::int64_t> shotsApartMs(const PhotoFacts& a, const PhotoFacts& b) {
    if (a.camera.isEmpty() || a.camera != b.camera || !a.capturedMs || !b.capturedMs)
        return std::nullopt;
    return std::abs(*a.capturedMs - *b.capturedMs);
}

bool haveOneSize(const PhotoFacts& a, const PhotoFacts& b) {
    const int least = std::min(a.width, a.height) - std::min(b.width, b.height);
    const int most = std::max(a.width, a.height) - std::max(b.width, b.height);
    return std::abs(least) <= 1 && std::abs(most) <= 1;
}
}  // namespace

std::optional<GroupKind> kindOf(const LooksAlike& looks, const PhotoFacts& a, const PhotoFacts& b) {
    if (looks.looks == Looks::Different)
        return std::nullopt;
    const std::optional<std::int64_t> apart = shotsApartMs(a, b);
    const bool isNear = looks.looks == Looks::Near;
    // Another time is another shot, however alike they are.
    if (apart && (*apart > 0 || isNear)) {
        return *apart <= kBurstMs && looks.orientation == 1 ? std::optional(GroupKind::Burst)
                                                            : std::nullopt;
    }
    if (isNear)
        return std::nullopt;
    if (looks.looks == Looks::Cropped)
        return GroupKind::Cropped;
    if (!haveOneSize(a, b))
        return GroupKind::Resized;
    return looks.orientation != 1 || a.orientation != b.orientation ? GroupKind::Rotated
                                                                    : GroupKind::Resaved;
}

GroupFinder::GroupFinder(RowReader& reader, Thumbnails& thumbnails)
    : m_reader(reader), m_thumbnails(thumbnails) {}

void GroupFinder::know(ContentId content, const LookSignature& signature) {
    if (!m_placeOf.try_emplace(content, m_known.size()).second)
        return;
    m_known.push_back(content);
    m_signatures.push_back(signature);
}

Result<GroupFinder::SketchPtr> GroupFinder::sketch(ContentId content, const QByteArray& key) {
    if (const auto it = m_sketchOf.find(content); it != m_sketchOf.end()) {
        m_sketches.splice(m_sketches.begin(), m_sketches, it->second);
        return m_sketches.front().second;
    }
    SEMBLANCE_TRY_ASSIGN(const auto image, m_thumbnails.get(key, kThumbnailSide));
    const auto made = image ? sketchOf(*image) : std::nullopt;
    if (!made)
        return SketchPtr();
    m_sketches.emplace_front(content, std::make_shared<const PictureSketch>(*made));
    m_sketchOf[content] = m_sketches.begin();
    if (m_sketches.size() > kSketches) {
        m_sketchOf.erase(m_sketches.back().first);
        m_sketches.pop_back();
    }
    return m_sketches.front().second;
}

Result<std::vector<ContentId>> GroupFinder::candidates(ContentId content,
                                                       const LookSignature& signature,
                                                       const EndpointScorer& scorer,
                                                       const CancelToken& cancel) const {
    std::vector<std::pair<int, ContentId>> alike;
    for (std::size_t at = 0; at < m_known.size(); ++at) {
        const int apart = distanceUpTo(largestDistanceOfLooks, signature, m_signatures[at]);
        if (apart <= largestDistanceOfLooks && m_known[at] != content)
            alike.emplace_back(apart, m_known[at]);
    }
    std::sort(alike.begin(), alike.end());
    alike.resize(std::min(alike.size(), kAlike));
    std::vector<ContentId> found;
    for (const auto& [apart, other] : alike)
        found.push_back(other);
    SEMBLANCE_TRY_ASSIGN(const auto neighbours, scorer.neighbours(content, kNeighbours, cancel));
    for (const ScoredContent& neighbour : neighbours) {
        const auto place = m_placeOf.find(neighbour.content);
        if (neighbour.score < kLeastCosine || place == m_placeOf.end() ||
            distance(signature, m_signatures[place->second]) > kFarLooks ||
            std::find(found.begin(), found.end(), neighbour.content) != found.end())
            continue;
        found.push_back(neighbour.content);
    }
    return found;
}

Result<std::optional<LikePair>> GroupFinder::comparePair(const ContentRow& own,
                                                         const PreparedSketch& sketched,
                                                         ContentId other) {
    SEMBLANCE_TRY_ASSIGN(const auto row, m_reader.content(other));
    if (!row)
        return std::optional<LikePair>();
    SEMBLANCE_TRY_ASSIGN(const SketchPtr otherSketch, sketch(other, row->key));
    if (!otherSketch)
        return std::optional<LikePair>();
    const auto kind =
        kindOf(compareLooks(PreparedSketch(*otherSketch), sketched), row->facts, own.facts);
    return kind ? std::optional(LikePair{std::min(own.id, other), std::max(own.id, other), *kind})
                : std::nullopt;
}

Result<GroupFinder::Found> GroupFinder::compare(const RowReader::ContentKey& content,
                                                const EndpointScorer& scorer,
                                                const CancelToken& cancel) {
    Found found;
    SEMBLANCE_TRY_ASSIGN(const SketchPtr own, sketch(content.id, content.key));
    if (!own)
        return found;
    const PreparedSketch prepared(*own);
    found.signature = prepared.signature;
    SEMBLANCE_TRY_ASSIGN(const std::vector<ContentId> others,
                         candidates(content.id, *found.signature, scorer, cancel));
    if (!others.empty()) {
        SEMBLANCE_TRY_ASSIGN(const auto row, m_reader.content(content.id));
        for (const ContentId other : others) {
            if (!row || cancel.isCancelled())
                break;
            SEMBLANCE_TRY_ASSIGN(const auto pair, comparePair(*row, prepared, other));
            if (pair)
                found.pairs.push_back(*pair);
        }
    }
    if (cancel.isCancelled())
        return fail(cancelledError());
    know(content.id, *found.signature);
    return found;
}

}  // namespace semblance
