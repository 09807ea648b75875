#include "core/index/vectorsearch.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "core/index/graphwalk.h"
#include "core/index/scan.h"
#include "core/index/scanpool.h"

namespace semblance {

namespace {

/// How much farther than the last answer a walk looks. More rows need more: recall@50 of photos is
/// .992 with .05 among 100,000 and .993 with .07 among 1,000,000, where .05 gives .951
/// (tests/bench/bench_graph.cpp).
float slackFor(std::size_t rows) {
    constexpr float atHundredThousand = 0.05f;
    constexpr float aTenfold = 0.02f;
    const auto tenfolds = float(std::log10(std::max(double(rows) / 100'000, 1.0)));
    return atHundredThousand + aTenfold * tenfolds;
}

/// So that a walk for one or two answers ends in no dead end.
constexpr std::size_t kLeastWidth = 32;

/// Of what a walk met, for queries between those that were walked for.
std::size_t candidatesFor(std::size_t depth) {
    constexpr std::size_t least = 200;
    return std::max(least, depth + depth / 2);
}

/// Rows that a walk scores for each answer, when every row is allowed: 80 among 100,000 clustered
/// ones, 2,000 among 1,000,000 with the slack that finds .99 of them there, and more where all rows
/// are equally far from the query.
constexpr std::size_t kScoredPerAnswer = 4000;

/// The same for a walk that begins at a row of the graph: its neighbours are linked to it.
constexpr std::size_t kScoredPerNeighbour = 100;

/// So many rows are read one after another in the time that a walk scores one.
constexpr std::size_t kReadPerScored = 6;

/// With less than a tenth of the rows left out it is as quick to read all of them: rows with gaps
/// between them cost a little more each (tests/bench/bench_scan.cpp).
constexpr std::size_t kLeftOutShare = 10;

/// With more rows to read one by one than this share of the allowed ones a walk saves little.
constexpr std::size_t kUncoveredShare = 4;

/// The allowed rows among those a graph has links for; a copy stands for its original.
class AllowedRows final : public WalkFilter {
public:
    AllowedRows(const NeighbourGraph& graph, const RowFilter& filter)
        : m_graph(graph), m_filter(filter) {}

    bool keeps(Row row) const override {
        if (m_filter.allows(row))
            return true;
        const std::span<const RowCopy> copies = m_graph.copiesOf(row);
        return std::any_of(copies.begin(), copies.end(),
                           [this](const RowCopy& copy) { return m_filter.allows(copy.copy); });
    }

private:
    const NeighbourGraph& m_graph;
    const RowFilter& m_filter;
};

/// The rows of a matrix that a filter allows and a graph, if there is one, does not cover.
RowFilter allowedRows(std::size_t rows, const RowFilter* filter, const NeighbourGraph* graph) {
    std::vector<std::uint64_t> words((rows + RowFilter::bitsPerWord - 1) / RowFilter::bitsPerWord);
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = (filter ? filter->word(i) : ~std::uint64_t{0}) &
                   ~(graph ? graph->covered().word(i) : 0);
    return RowFilter(rows, words);
}

template <class Visitor>
void forEachRow(const RowFilter& rows, const Visitor& visit) {
    for (std::size_t i = 0; i * RowFilter::bitsPerWord < rows.rows(); ++i) {
        for (std::uint64_t bits = rows.word(i); bits != 0; bits &= bits - 1)
            visit(static_cast<Row>(i * RowFilter::bitsPerWord +
                                   static_cast<std::size_t>(std::countr_zero(bits))));
    }
}

}  // namespace

/// How one search goes about it.
struct VectorSearch::Plan {
    const RowFilter* filter = nullptr;
    std::size_t allowed = 0;
    std::size_t width = 0;       ///< of walks; 0: exact
    std::size_t candidates = 0;  ///< that a walk is to bring
    RowFilter uncovered;         ///< allowed rows that the graph does not cover; unless exact
    std::size_t mostScored = std::numeric_limits<std::size_t>::max();
};

VectorSearch::VectorSearch(MatrixSnapshot snapshot, std::shared_ptr<const NeighbourGraph> graph,
                           SearchWay way)
    : m_snapshot(std::move(snapshot)), m_way(way) {
    if (graph && graph->fits(m_snapshot) && graph->coveredCount() > 0 && way != SearchWay::Exact)
        m_graph = std::move(graph);
}

VectorSearch::Plan VectorSearch::planFor(std::size_t depth, const RowFilter* filter,
                                         std::size_t walks, std::size_t scoredPerAnswer) const {
    const std::size_t rows = m_snapshot.rows();
    Plan plan;
    plan.filter = filter;
    plan.allowed = filter ? std::min(filter->count(), rows) : rows;
    if (!m_graph || plan.allowed == 0)
        return plan;
    const std::size_t width = std::max(kLeastWidth, depth);
    // A walk meets so many rows for each that it may keep.
    const std::size_t scored = width * scoredPerAnswer * rows / plan.allowed;
    const bool forced = m_way == SearchWay::Graph;
    if (!forced && walks * scored * kReadPerScored > plan.allowed)
        return plan;
    RowFilter uncovered = allowedRows(rows, filter, m_graph.get());
    if (!forced && uncovered.count() > plan.allowed / kUncoveredShare)
        return plan;
    plan.width = width;
    plan.candidates = candidatesFor(depth);
    plan.uncovered = std::move(uncovered);
    // A walk that takes half as long as reading everything has found nothing near.
    if (!forced)
        plan.mostScored = plan.allowed / (2 * walks * kReadPerScored);
    return plan;
}

bool VectorSearch::usesGraph(std::size_t k, const RowFilter* filter, std::size_t queries) const {
    return planFor(k, filter, queries, kScoredPerAnswer).width > 0;
}

std::optional<std::vector<Neighbour>> VectorSearch::walk(std::span<const float> query,
                                                         const Plan& plan,
                                                         std::optional<Row> start) const {
    const PaddedQueries padded({&query, 1}, m_snapshot.dimension());
    const GraphLinks& links = m_graph->links();
    GraphWalk walk(*m_graph, links.rows, m_snapshot);
    walk.setQuery(padded.data());
    const Row from = start && m_graph->isLinked(*start)
                         ? *start
                         : walk.descend(links.entry, links.level(links.entry), 0);
    std::optional<AllowedRows> allowed;
    if (plan.filter)
        allowed.emplace(*m_graph, *plan.filter);
    const auto met =
        walk.search(from, 0, {plan.width, slackFor(m_snapshot.rows()), plan.mostScored},
                    allowed ? &*allowed : nullptr);
    if (walk.gaveUp())
        return std::nullopt;
    std::vector<Neighbour> found;
    const auto take = [&](Row row, float score) {
        if (!plan.filter || plan.filter->allows(row))
            found.push_back({row, score});
    };
    for (const ScoreCode code : met) {
        const Neighbour neighbour = decodeScore(code);
        take(neighbour.row, neighbour.score);
        for (const RowCopy& copy : m_graph->copiesOf(neighbour.row))
            take(copy.copy, neighbour.score);
    }
    if (found.size() > plan.candidates) {
        const auto end = found.begin() + static_cast<std::ptrdiff_t>(plan.candidates);
        std::nth_element(found.begin(), end, found.end(), ranksBefore);
        found.erase(end, found.end());
    }
    return found;
}

Result<std::vector<Neighbour>> VectorSearch::find(std::span<const float> query, std::size_t k,
                                                  const RowFilter* filter, std::optional<Row> start,
                                                  const CancelToken& cancel) const {
    SEMBLANCE_TRY(checkQuery(query, m_snapshot.dimension()));
    const Plan plan = planFor(k, filter, 1, start ? kScoredPerNeighbour : kScoredPerAnswer);
    if (plan.width > 0) {
        if (const auto found = walk(query, plan, start)) {
            SEMBLANCE_TRY_ASSIGN(TopK best,
                                 nearestRows(m_snapshot, 0, query, k, &plan.uncovered, cancel));
            for (const Neighbour& neighbour : *found)
                best.offer(neighbour.row, neighbour.score);
            std::vector<Neighbour> nearest = best.take();
            if (nearest.size() >= std::min(k, plan.allowed))
                return nearest;
        }
    }
    SEMBLANCE_TRY_ASSIGN(TopK best, nearestRows(m_snapshot, 0, query, k, filter, cancel));
    return best.take();
}

Result<std::vector<Neighbour>> VectorSearch::nearest(std::span<const float> query, std::size_t k,
                                                     const RowFilter* filter,
                                                     const CancelToken& cancel) const {
    return find(query, k, filter, std::nullopt, cancel);
}

Result<std::vector<Neighbour>> VectorSearch::neighbours(Row row, std::size_t k,
                                                        const RowFilter* filter,
                                                        const CancelToken& cancel) const {
    const std::vector<float> vector = m_snapshot.vector(row);
    SEMBLANCE_TRY_ASSIGN(auto nearest, find(vector, k + 1, filter, row, cancel));
    std::erase_if(nearest, [row](const Neighbour& neighbour) { return neighbour.row == row; });
    nearest.resize(std::min(k, nearest.size()));
    return nearest;
}

Result<EndpointScores> VectorSearch::scores(std::span<const std::vector<float>> endpoints,
                                            std::span<const std::vector<float>> queries,
                                            std::size_t depth, const RowFilter* filter,
                                            const CancelToken& cancel) const {
    for (const std::vector<float>& query : queries)
        SEMBLANCE_TRY(checkQuery(query, m_snapshot.dimension()));
    const Plan plan = planFor(depth, filter, queries.size(), kScoredPerAnswer);
    std::vector<Row> candidates;
    bool enough = plan.width > 0 && !queries.empty();
    if (enough) {
        std::vector<std::optional<std::vector<Neighbour>>> found(queries.size());
        ScanPool::shared().run(queries.size(), [&](std::size_t i, std::size_t) {
            if (!cancel.isCancelled())
                found[i] = walk(queries[i], plan, std::nullopt);
        });
        if (cancel.isCancelled())
            return fail(cancelledError());
        forEachRow(plan.uncovered, [&](Row row) { candidates.push_back(row); });
        for (const auto& some : found) {
            enough &=
                some && some->size() + plan.uncovered.count() >= std::min(depth, plan.allowed);
            for (const Neighbour& neighbour : some.value_or(std::vector<Neighbour>()))
                candidates.push_back(neighbour.row);
        }
        std::sort(candidates.begin(), candidates.end());
        candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    }
    if (!enough) {
        const std::size_t rows = m_snapshot.rows();
        if ((rows - plan.allowed) * kLeftOutShare <= rows)
            return EndpointScores::scan(m_snapshot, endpoints, cancel);
        candidates.clear();
        candidates.reserve(plan.allowed);
        forEachRow(allowedRows(rows, filter, nullptr), [&](Row row) { candidates.push_back(row); });
    }
    return EndpointScores::of(std::move(candidates), m_snapshot, endpoints, cancel);
}

}  // namespace semblance
