#include "core/library/embedded/matrixscorer.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/index/endpointscores.h"

namespace semblance {

namespace {
std::vector<ScoredContent> contentsOf(const std::vector<Neighbour>& rows,
                                      const MatrixSnapshot& vectors) {
    std::vector<ScoredContent> contents;
    for (const Neighbour& neighbour : rows) {
        contents.push_back(
            {{static_cast<std::int64_t>(vectors.key(neighbour.row))}, neighbour.score});
    }
    return contents;
}

class MatrixRanking final : public EndpointRanking {
public:
    MatrixRanking(MatrixSnapshot vectors, EndpointScores scores, RowFilter allowed,
                  EndpointScores sample)
        : m_vectors(std::move(vectors)),
          m_scores(std::move(scores)),
          m_allowed(std::move(allowed)),
          m_sample(std::move(sample)) {}

    std::vector<ScoredContent> best(const ScoreCombination& combination,
                                    std::size_t k) const override {
        return contentsOf(m_scores.best(combination.weights, k, &m_allowed, combination.penalties),
                          m_vectors);
    }

    std::vector<float> background(const ScoreCombination& combination) const override {
        return m_sample.combined(combination.weights, combination.penalties);
    }

private:
    const MatrixSnapshot m_vectors;
    const EndpointScores m_scores;
    const RowFilter m_allowed;
    const EndpointScores m_sample;
};

/// Enough for the median and the spread of scores to within a few percent.
constexpr std::size_t kSampleRows = 2048;

/// Of the allowed rows, ascending: all of them, or every so many-th.
std::vector<Row> sampleOf(const RowFilter& allowed, std::size_t count) {
    const std::size_t step = (count + kSampleRows - 1) / kSampleRows;
    std::vector<Row> sample;
    std::size_t passed = 0;
    for (std::size_t i = 0; i * RowFilter::bitsPerWord < allowed.rows(); ++i) {
        for (std::uint64_t bits = allowed.word(i); bits != 0; bits &= bits - 1) {
            if (passed++ % step == 0)
                sample.push_back(static_cast<Row>(
                    i * RowFilter::bitsPerWord + static_cast<std::size_t>(std::countr_zero(bits))));
        }
    }
    return sample;
}

/// The vectors that the probes mean.
std::vector<std::vector<float>> probedVectors(const ScoreRequest& request) {
    std::vector<std::vector<float>> vectors;
    for (const std::vector<float>& weights : request.probes) {
        std::vector<float> sum(request.endpoints.front().size(), 0.0f);
        for (std::size_t e = 0; e < weights.size(); ++e) {
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum[i] += weights[e] * request.endpoints[e][i];
        }
        vectors.push_back(std::move(sum));
    }
    return vectors;
}

/// How many answers a query of the command line has.
constexpr std::size_t kUsualAnswers = 50;
}  // namespace

MatrixScorer::MatrixScorer(MatrixSnapshot vectors, std::shared_ptr<const NeighbourGraph> graph,
                           SearchWay way, RowOfContent rowOf, RowFilter searchable,
                           std::size_t count, Searches searches)
    : m_search(std::move(vectors), graph, way),
      m_graph(std::move(graph)),
      m_rowOf(std::move(rowOf)),
      m_searchable(std::move(searchable)),
      m_count(count),
      m_sample(sampleOf(m_searchable, count)),
      m_searches(std::move(searches)) {}

std::optional<Row> MatrixScorer::rowOf(ContentId content) const {
    const Row row = m_rowOf[static_cast<std::size_t>(content.value)];
    return row == 0 ? std::nullopt : std::optional<Row>(row - 1);
}

RowFilter MatrixScorer::among(const std::vector<ContentId>& contents) const {
    RowFilter allowed(m_searchable.rows());
    for (const ContentId content : contents) {
        if (const auto row = rowOf(content); row && m_searchable.allows(*row))
            allowed.set(*row, true);
    }
    return allowed;
}

bool MatrixScorer::holds(ContentId content) const {
    return rowOf(content).has_value();
}

std::optional<std::vector<float>> MatrixScorer::vectorOf(ContentId content) const {
    const std::optional<Row> row = rowOf(content);
    return row ? std::optional(vectors().vector(*row)) : std::nullopt;
}

Result<std::shared_ptr<const EndpointRanking>> MatrixScorer::score(
    const ScoreRequest& request, const CancelToken& cancel) const {
    RowFilter allowed = request.scope.only ? among(*request.scope.only) : m_searchable;
    std::vector<Row> sample = m_sample;
    for (const ContentId content : request.scope.leftOut) {
        if (const auto row = rowOf(content)) {
            allowed.set(*row, false);
            sample.erase(std::remove(sample.begin(), sample.end(), *row), sample.end());
        }
    }
    const SearchActivity::Scope searching(*m_searches);
    const bool isExact = request.isExact || request.probes.empty() || request.endpoints.empty();
    SEMBLANCE_TRY_ASSIGN(EndpointScores scores,
                         isExact ? EndpointScores::scan(vectors(), request.endpoints, cancel)
                                 : m_search.scores(request.endpoints, probedVectors(request),
                                                   request.most, &allowed, cancel));
    SEMBLANCE_TRY_ASSIGN(EndpointScores background, EndpointScores::of(std::move(sample), vectors(),
                                                                       request.endpoints, cancel));
    return std::make_shared<const MatrixRanking>(vectors(), std::move(scores), std::move(allowed),
                                                 std::move(background));
}

Result<std::vector<ScoredContent>> MatrixScorer::neighbours(ContentId content, std::size_t k,
                                                            const CancelToken& cancel) const {
    const std::optional<Row> row = rowOf(content);
    if (!row)
        return std::vector<ScoredContent>();
    const SearchActivity::Scope searching(*m_searches);
    SEMBLANCE_TRY_ASSIGN(const auto rows, m_search.neighbours(*row, k, &m_searchable, cancel));
    return contentsOf(rows, vectors());
}

EndpointScorer::Way MatrixScorer::way() const {
    Way way;
    way.isGraph = m_search.usesGraph(kUsualAnswers, &m_searchable);
    if (m_graph) {
        way.covered = m_graph->coveredCount();
        way.graphBytes = static_cast<std::int64_t>(m_graph->bytes());
    }
    return way;
}

}  // namespace semblance
