#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include "core/catalogue/photogroups.h"
#include "core/catalogue/photolist.h"

namespace semblance {

enum class PhotoSort : std::uint8_t {
    Natural,     ///< as the list comes: an answer by fit, the library by date
    Date,        ///< newest first
    Name,        ///< of the file, as people count: 2 before 10
    Dimensions,  ///< most pixels first
    Rating,      ///< most stars first, rejected ones last
};

/// How pictures are to be shown.
struct Arrangement {
    PhotoSort sort = PhotoSort::Natural;
    bool isReversed = false;  ///< the other way round than PhotoSort says
    bool foldsCopies = false;

    friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

/// What stands for all copies of a picture: the first content of its group of duplicates, its own
/// where it is in none.
ContentId faceKey(ContentId content, const ContentGroups& groups);

/// A list as it is shown: its rows in another order, near-duplicates behind one of them, or both.
/// Each picture of the list is there once, shown or folded. Immutable, thread-safe.
class ArrangedPhotos final : public PhotoList {
public:
    /// Where a row stands among the copies of its picture that are opened.
    enum class Place : std::uint8_t { Alone, Face, Copy, LastCopy };

    /// The first `good` rows of the list, where that is known, come before the others however they
    /// are sorted, and a copy among the others does not keep its face from being good. The copies
    /// of what is in `opened` (by faceKey()) stand behind their face instead of being folded.
    ArrangedPhotos(PhotoListPtr photos, const Arrangement& arrangement,
                   std::optional<qsizetype> good, const ContentGroups& groups,
                   const std::unordered_set<ContentId>& opened);

    qsizetype size() const override { return qsizetype(m_starts.size()); }
    PhotoItem at(qsizetype row) const override;
    void read(qsizetype first, std::span<PhotoRow> rows) const override;
    bool isByTime() const override { return m_isByTime; }

    /// Its rows come in the list's own order, less those that are folded.
    bool isAsGiven() const { return m_isAsGiven; }
    /// How many of the rows come from the first `good` ones.
    std::optional<qsizetype> good() const { return m_good; }
    /// How many copies are folded behind a row.
    int folded(qsizetype row) const;
    PhotoItem foldedAt(qsizetype row, int copy) const;
    Place place(qsizetype row) const;

private:
    int rowOf(qsizetype row, int behind = 0) const {
        return m_order[std::size_t(m_starts[std::size_t(row)] + behind)];
    }
    void sort(const Arrangement& arrangement, int begin, int end);
    void fold(const ContentGroups& groups, const std::unordered_set<ContentId>& opened);
    void show(const std::vector<int>& rows, bool isOpened);
    void showAll();

    const PhotoListPtr m_photos;
    std::vector<int> m_order;     ///< rows of m_photos, each face before its copies
    std::vector<int> m_starts;    ///< of each row that is shown, in m_order
    std::vector<Place> m_places;  ///< empty when nothing is folded
    std::optional<qsizetype> m_good;
    bool m_isByTime = false;
    bool m_isAsGiven = false;
};

}  // namespace semblance
