#include "core/index/endpointscores.h"

#include <algorithm>
#include <bit>

#include "core/index/kernels.h"
#include "core/index/scan.h"
#include "core/index/scanpool.h"

namespace semblance {

namespace {

/// Arrays are long enough for whole groups of rows; what follows the last row is zero.
std::size_t paddedRows(std::size_t rows) {
    return (rows + kernels::groupRows - 1) / kernels::groupRows * kernels::groupRows;
}

/// Rows that one thread combines at a time: few enough to share evenly, many enough not to notice.
constexpr std::size_t kCombinedRows = 16 * kChunkRows;

}  // namespace

struct EndpointScores::State {
    std::size_t rows = 0;
    bool areAll = true;           ///< place i is row i, else candidates[i]
    std::vector<Row> candidates;  ///< ascending
    std::vector<hwy::AlignedFreeUniquePtr<float[]>> arrays;

    /// out[i] = combined score of place first + i, for whole groups of 64 places.
    void combine(std::span<const float> weights, std::span<const ScorePenalty> penalties,
                 std::size_t first, std::size_t count, float* out) const;
    /// Offers the allowed of the places first..end-1; scores[0] belongs to place `first`, a
    /// multiple of 64.
    void select(const float* scores, std::size_t first, std::size_t end, const RowFilter* filter,
                TopK& best) const;
};

void EndpointScores::State::combine(std::span<const float> weights,
                                    std::span<const ScorePenalty> penalties, std::size_t first,
                                    std::size_t count, float* out) const {
    std::vector<const float*> from(arrays.size());
    for (std::size_t i = 0; i < from.size(); ++i)
        from[i] = arrays[i].get() + first;
    kernels::weightedSum(from.data(), weights.data(), from.size(), count, out);
    for (const ScorePenalty& penalty : penalties)
        kernels::takeAbove(from[penalty.endpoint], penalty.above, penalty.factor, count, out);
}

void EndpointScores::State::select(const float* scores, std::size_t first, std::size_t end,
                                   const RowFilter* filter, TopK& best) const {
    if (areAll)
        return selectRows(scores, first, first, end, filter, best);
    for (std::size_t start = first; start < end; start += kernels::groupRows) {
        std::uint64_t bits = allowedBits(start / kernels::groupRows, start, end, nullptr) &
                             kernels::notBelow(scores + (start - first), best.threshold());
        for (; bits != 0; bits &= bits - 1) {
            const std::size_t place = start + static_cast<std::size_t>(std::countr_zero(bits));
            const Row row = candidates[place];
            if (!filter || filter->allows(row))
                best.offer(row, scores[place - first]);
        }
    }
}

EndpointScores::EndpointScores() : m_state(std::make_shared<State>()) {}

Result<EndpointScores> EndpointScores::scan(const MatrixSnapshot& snapshot,
                                            std::span<const std::vector<float>> endpoints,
                                            const CancelToken& cancel) {
    auto state = std::make_shared<State>();
    state->rows = snapshot.rows();
    return score(std::move(state), snapshot, endpoints, cancel);
}

Result<EndpointScores> EndpointScores::of(std::vector<Row> candidates,
                                          const MatrixSnapshot& snapshot,
                                          std::span<const std::vector<float>> endpoints,
                                          const CancelToken& cancel) {
    auto state = std::make_shared<State>();
    state->rows = candidates.size();
    state->areAll = false;
    state->candidates = std::move(candidates);
    return score(std::move(state), snapshot, endpoints, cancel);
}

Result<EndpointScores> EndpointScores::score(std::shared_ptr<State> state,
                                             const MatrixSnapshot& snapshot,
                                             std::span<const std::vector<float>> endpoints,
                                             const CancelToken& cancel) {
    const std::size_t padded = paddedRows(state->rows);
    for (const std::vector<float>& endpoint : endpoints) {
        SEMBLANCE_TRY(checkQuery(endpoint, snapshot.dimension()));
        auto& array = state->arrays.emplace_back(
            hwy::AllocateAligned<float>(std::max(padded, kernels::groupRows)));
        std::fill(array.get() + state->rows, array.get() + padded, 0.0f);
    }

    for (std::size_t first = 0; first < endpoints.size(); first += kernels::mostQueries) {
        const auto some =
            endpoints.subspan(first, std::min(kernels::mostQueries, endpoints.size() - first));
        const std::vector<std::span<const float>> views(some.begin(), some.end());
        const PaddedQueries queries(views, snapshot.dimension());
        const std::size_t chunks = (state->rows + kChunkRows - 1) / kChunkRows;
        ScanPool::shared().run(chunks, [&](std::size_t chunk, std::size_t) {
            if (cancel.isCancelled())
                return;
            const std::size_t start = chunk * kChunkRows;
            const std::size_t count = std::min(kChunkRows, state->rows - start);
            float* out[kernels::mostQueries];
            for (std::size_t q = 0; q < queries.count(); ++q)
                out[q] = state->arrays[first + q].get() + start;
            if (state->areAll)
                scoreRows(snapshot, start, count, queries, out);
            else
                scoreRows(snapshot, std::span(state->candidates).subspan(start, count), queries,
                          out);
        });
        if (cancel.isCancelled())
            return fail(cancelledError());
    }

    EndpointScores scores;
    scores.m_state = std::move(state);
    return scores;
}

std::size_t EndpointScores::rows() const {
    return m_state->rows;
}

std::size_t EndpointScores::endpoints() const {
    return m_state->arrays.size();
}

std::span<const float> EndpointScores::scores(std::size_t endpoint) const {
    return {m_state->arrays[endpoint].get(), m_state->rows};
}

std::vector<Neighbour> EndpointScores::best(std::span<const float> weights, std::size_t k,
                                            const RowFilter* filter,
                                            std::span<const ScorePenalty> penalties) const {
    if (endpoints() == 0)
        return {};
    ScanPool& pool = ScanPool::shared();
    std::vector<TopK> best(pool.threads(), TopK(std::min(k, rows())));
    pool.run((rows() + kCombinedRows - 1) / kCombinedRows, [&](std::size_t item, std::size_t slot) {
        alignas(64) float sums[kChunkRows];
        const std::size_t end = std::min((item + 1) * kCombinedRows, rows());
        for (std::size_t start = item * kCombinedRows; start < end; start += kChunkRows) {
            const std::size_t count = std::min(kChunkRows, end - start);
            m_state->combine(weights, penalties, start, paddedRows(count), sums);
            m_state->select(sums, start, start + count, filter, best[slot]);
        }
    });
    for (std::size_t i = 1; i < best.size(); ++i)
        best.front().merge(best[i]);
    return best.front().take();
}

std::vector<float> EndpointScores::combined(std::span<const float> weights,
                                            std::span<const ScorePenalty> penalties) const {
    alignas(64) float sums[kChunkRows];
    std::vector<float> scores;
    scores.reserve(rows());
    for (std::size_t start = 0; start < rows(); start += kChunkRows) {
        const std::size_t count = std::min(kChunkRows, rows() - start);
        m_state->combine(weights, penalties, start, paddedRows(count), sums);
        scores.insert(scores.end(), sums, sums + count);
    }
    return scores;
}

}  // namespace semblance
