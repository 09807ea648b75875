#pragma once

#include "core/base/pagedvector.h"
#include "core/catalogue/endpointscorer.h"
#include "core/index/rowfilter.h"
#include "core/index/searchactivity.h"
#include "core/index/vectormatrix.h"
#include "core/index/vectorsearch.h"

namespace semblance {

/// Which row of a matrix is a content's newest: row + 1 by content id, 0 when it has none.
using RowOfContent = PagedVector<Row>;

/// Searches a mapped matrix.
class MatrixScorer final : public EndpointScorer {
public:
    /// What background work stands back for; shared by the scorers of all times.
    using Searches = std::shared_ptr<SearchActivity>;

    /// `searchable` holds one row for each content that can be found, `count` in all. `graph` may
    /// be null.
    MatrixScorer(MatrixSnapshot vectors, std::shared_ptr<const NeighbourGraph> graph, SearchWay way,
                 RowOfContent rowOf, RowFilter searchable, std::size_t count, Searches searches);

    int dimension() const override { return vectors().dimension(); }
    std::size_t searchable() const override { return m_count; }
    bool holds(ContentId content) const override;
    std::optional<std::vector<float>> vectorOf(ContentId content) const override;
    Result<std::shared_ptr<const EndpointRanking>> score(const ScoreRequest& request,
                                                         const CancelToken& cancel) const override;
    Result<std::vector<ScoredContent>> neighbours(ContentId content, std::size_t k,
                                                  const CancelToken& cancel) const override;
    Way way() const override;

private:
    const MatrixSnapshot& vectors() const { return m_search.snapshot(); }
    /// The searchable ones of them.
    RowFilter among(const std::vector<ContentId>& contents) const;
    std::optional<Row> rowOf(ContentId content) const;

    const VectorSearch m_search;
    const std::shared_ptr<const NeighbourGraph> m_graph;
    const RowOfContent m_rowOf;
    const RowFilter m_searchable;
    const std::size_t m_count;
    const std::vector<Row> m_sample;  ///< of the searchable rows
    const Searches m_searches;
};

}  // namespace semblance
