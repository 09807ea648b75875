#pragma once

#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/catalogue/endpointscorer.h"
#include "core/catalogue/photogroups.h"
#include "core/catalogue/rowreader.h"
#include "core/catalogue/thumbnails.h"
#include "core/library/groups/likenesscheck.h"
#include "core/library/groups/looksignature.h"

namespace semblance {

/// What two contents are to each other, by how they look and what their files say; nothing when
/// they are neither one picture nor shots of one burst. Pure.
std::optional<GroupKind> kindOf(const LooksAlike& looks, const PhotoFacts& a, const PhotoFacts& b);

/// Compares contents with those that it knows already. Not thread-safe.
class GroupFinder {
public:
    /// All outlive it. `thumbnails` and `reader` are its own.
    GroupFinder(RowReader& reader, Thumbnails& thumbnails);

    /// A content that was compared before, with its signature.
    void know(ContentId content, const LookSignature& signature);

    struct Found {
        std::optional<LookSignature> signature;  ///< nothing without a thumbnail
        std::vector<LikePair> pairs;
    };
    /// Compares a content with those known that its vector or its signature says are near, and
    /// knows it from then on. Errors: those of reading, Cancelled.
    Result<Found> compare(const RowReader::ContentKey& content, const EndpointScorer& scorer,
                          const CancelToken& cancel);

private:
    using SketchPtr = std::shared_ptr<const PictureSketch>;

    Result<SketchPtr> sketch(ContentId content, const QByteArray& key);
    Result<std::vector<ContentId>> candidates(ContentId content, const LookSignature& signature,
                                              const EndpointScorer& scorer,
                                              const CancelToken& cancel) const;
    Result<std::optional<LikePair>> comparePair(const ContentRow& own, const PreparedSketch& sketch,
                                                ContentId other);

    RowReader& m_reader;
    Thumbnails& m_thumbnails;
    std::vector<ContentId> m_known;
    std::vector<LookSignature> m_signatures;  ///< of m_known
    std::unordered_map<ContentId, std::size_t> m_placeOf;

    /// Those used last, the newest first.
    std::list<std::pair<ContentId, SketchPtr>> m_sketches;
    std::unordered_map<ContentId, decltype(m_sketches)::iterator> m_sketchOf;
};

}  // namespace semblance
