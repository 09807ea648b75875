#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"
#include "core/library/photolist.h"
#include "core/store/photorows.h"

namespace semblance {

/// A photo row of a view with its score.
struct Hit {
    std::uint32_t photo = 0;  ///< into LibraryView::photos()
    float score = 0;
};

/// The library at one moment: the photos to show, newest first, the vectors to search, and which of
/// one belong to which of the other. Immutable, shared between threads.
class LibraryView {
public:
    struct Root {
        RootId id;
        QString path;
        bool available = true;  ///< its folder is there now

        friend bool operator==(const Root&, const Root&) = default;
    };

    LibraryView(PhotoRows photos, std::vector<Root> roots, std::optional<MatrixSnapshot> vectors);

    const PhotoRows& photos() const { return m_photos; }
    PhotoItem item(std::size_t photo) const;

    /// Nothing until a model is chosen.
    const std::optional<MatrixSnapshot>& vectors() const { return m_vectors; }

    /// The rows of vectors() whose picture is in the library now, one row for each.
    const RowFilter& searchable() const { return m_searchable; }
    std::size_t searchableCount() const { return m_searchableCount; }

    /// Different pictures, searchable or not.
    std::size_t contentCount() const { return m_contentCount; }
    /// How many of them these vectors hold.
    std::size_t countIn(const MatrixSnapshot& vectors) const;

    /// Photos (rows of photos()) that hold this content, in their order; empty when none.
    std::vector<std::uint32_t> photosOf(ContentId content) const;

    /// The row of vectors() that is searched for this content.
    std::optional<Row> vectorRow(ContentId content) const;

private:
    struct ByContent {
        std::int64_t content = 0;
        std::uint32_t photo = 0;
    };

    std::span<const ByContent> entriesOf(std::int64_t content) const;
    bool isFirstOfContent(std::size_t entry) const;
    void findSearchable();

    PhotoRows m_photos;
    std::vector<Root> m_roots;
    std::optional<MatrixSnapshot> m_vectors;
    std::vector<ByContent> m_byContent;
    RowFilter m_searchable;
    std::size_t m_searchableCount = 0;
    std::size_t m_contentCount = 0;
};

using LibraryViewPtr = std::shared_ptr<const LibraryView>;

/// Every photo of the view, for browsing.
PhotoListPtr browseList(LibraryViewPtr view);

/// Search results over a view, best first.
PhotoListPtr hitList(LibraryViewPtr view, std::vector<Hit> hits);

}  // namespace semblance
