#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <memory>
#include <span>

#include "core/base/cancel.h"
#include "core/base/mappedfile.h"
#include "core/base/result.h"
#include "core/index/graphlinks.h"
#include "core/index/graphwalk.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// A neighbour graph over rows of a matrix (Malkov and Yashunin, "Efficient and robust approximate
/// nearest neighbor search using Hierarchical Navigable Small World graphs", arXiv 1603.09320),
/// mapped from the file that a GraphBuilder wrote. Holds row numbers only; the vectors stay where
/// they are. Search through VectorSearch. Immutable, thread-safe.
class NeighbourGraph final : public LinkLists {
public:
    /// Every byte is checked and every link leads to a row that the graph holds. A damaged file,
    /// another identity, dimension or keys of the rows, or more rows than `snapshot` has are
    /// ErrorKind::Corrupt, a missing file ErrorKind::NotFound: build anew.
    static Result<std::shared_ptr<const NeighbourGraph>> open(const QString& path,
                                                              const MatrixSnapshot& snapshot,
                                                              const QByteArray& identity,
                                                              const CancelToken& cancel = {});

    /// The rows that it finds; others must be looked at one by one.
    const RowFilter& covered() const { return m_covered; }
    std::size_t coveredCount() const { return m_coveredCount; }

    /// True when its row numbers mean rows of `snapshot`.
    bool fits(const MatrixSnapshot& snapshot) const;

    /// Of the file, which is all the memory it takes but for a few bits a row.
    std::size_t bytes() const { return m_file->bytes().size(); }

    // For the parts of core/index.
    std::span<const Row> linked(Row row, int layer, std::vector<Row>&) const override;
    const GraphLinks& links() const { return m_links; }
    std::span<const RowCopy> copies() const { return m_copies; }
    std::span<const RowCopy> copiesOf(Row row) const;
    /// Has links: covered, and not a copy.
    bool isLinked(Row row) const { return m_linked.allows(row); }

private:
    explicit NeighbourGraph(MatrixSnapshot snapshot) : m_snapshot(std::move(snapshot)) {}
    bool isSound() const;
    bool listIsSound(Row row, int layer) const;
    bool noteCopies();

    MatrixSnapshot m_snapshot;
    std::shared_ptr<const MappedFile> m_file;
    GraphLinks m_links;
    std::span<const RowCopy> m_copies;  ///< in the order of (of, copy)
    RowFilter m_covered;
    RowFilter m_linked;
    RowFilter m_hasCopies;  ///< no rows when there are no copies
    std::size_t m_coveredCount = 0;
};

}  // namespace semblance
