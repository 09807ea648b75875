#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/index/neighbour.h"
#include "core/index/scorecode.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// The links that a walk goes along.
class LinkLists {
public:
    virtual ~LinkLists() = default;

    /// The rows that `row` is linked to in a layer, 0 being the lowest. May be read into `room`.
    virtual std::span<const Row> linked(Row row, int layer, std::vector<Row>& room) const = 0;
};

/// Which rows a walk keeps.
class WalkFilter {
public:
    virtual ~WalkFilter() = default;
    virtual bool keeps(Row row) const = 0;
};

/// How far a walk goes.
struct WalkReach {
    /// [ef] It goes on while there is a row to go to that is nearer than the so-manieth nearest,
    std::size_t width = 1;
    /// or by no more than this farther away, in the distance of unit vectors. Among rows that all
    /// lie about as far away the nearest ones are found by looking at many, and elsewhere not: a
    /// fixed width is too small for the former, or too great for the latter. (Al-Jazzazi et al.,
    /// "Distance Adaptive Beam Search", arXiv 2505.15636, with a share instead of a distance.)
    float slack = 0;
    std::size_t mostScored = std::numeric_limits<std::size_t>::max();  ///< then it gives up
};

/// Best-first search in a layer of a graph, algorithm 2 of the paper (neighbourgraph.h), for adding
/// rows and for finding them. hnswlib has the same search, but without a filter, without fetching
/// rows ahead of scoring them, and with reads past the end of lists.
/// Internal to core/index. Thread-safety: none; one object serves many walks.
class GraphWalk {
public:
    /// Over links between the rows 0..rows-1 of the snapshot. All arguments outlive the walk.
    GraphWalk(const LinkLists& lists, std::size_t rows, const MatrixSnapshot& snapshot);

    /// From now on; stride() numbers on a 64-byte boundary.
    void setQuery(const float* query) {
        m_query = query;
        m_scored = 0;
    }

    /// Goes to the nearest linked row while that is nearer, in the layers from..to+1, one after
    /// another; the row it ends at.
    Row descend(Row start, int from, int to);

    /// The nearest rows, in no order: up to `width` of them, and with some slack all others that it
    /// met within that.
    std::span<const ScoreCode> search(Row start, int layer, const WalkReach& reach,
                                      const WalkFilter* filter = nullptr);

    /// The last search ended after `mostScored`, with what it had.
    bool gaveUp() const { return m_gaveUp; }

    /// Rows scored since setQuery.
    std::size_t scored() const { return m_scored; }

private:
    bool visit(Row row);
    void score(std::span<const Row> rows);
    void expand(Row row, int layer);
    void offer(ScoreCode code);
    ScoreCode leastWanted() const;

    const LinkLists& m_lists;
    const MatrixSnapshot& m_snapshot;
    const float* m_query = nullptr;
    const WalkFilter* m_filter = nullptr;
    WalkReach m_reach;
    float m_length = 1;     ///< of the query
    ScoreCode m_least = 0;  ///< what is below it is too far away
    std::size_t m_scored = 0;
    bool m_gaveUp = false;
    std::vector<std::uint64_t> m_visited;  ///< a bit a row
    std::vector<ScoreCode> m_open;         ///< heap, best first
    std::vector<ScoreCode> m_best;         ///< heap, worst first
    std::vector<ScoreCode> m_met;          ///< all within the slack when they were met
    std::vector<Row> m_room;
    std::vector<Row> m_new;
    std::vector<const HalfBits*> m_bits;
    std::vector<float> m_scores;  ///< of the rows scored last
};

}  // namespace semblance
