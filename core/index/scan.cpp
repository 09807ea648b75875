#include "core/index/scan.h"

#include <QCoreApplication>
#include <algorithm>
#include <bit>
#include <cmath>

#include "core/index/kernels.h"
#include "core/index/scanpool.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::VectorSearch)
};

/// Below this a second thread costs more than it saves.
constexpr std::size_t kRowsWorthSharing = 4 * kChunkRows;

}  // namespace

PaddedQueries::PaddedQueries(std::span<const std::span<const float>> queries, int dimension)
    : m_count(queries.size()) {
    const std::size_t stride = matrixStride(dimension);
    m_values = hwy::AllocateAligned<float>(std::max<std::size_t>(1, m_count * stride));
    std::fill_n(m_values.get(), m_count * stride, 0.0f);
    for (std::size_t q = 0; q < m_count; ++q)
        std::copy(queries[q].begin(), queries[q].end(), m_values.get() + q * stride);
}

Status checkQuery(std::span<const float> vector, int dimension) {
    const bool fits =
        vector.size() == static_cast<std::size_t>(dimension) &&
        std::all_of(vector.begin(), vector.end(), [](float value) { return std::isfinite(value); });
    if (fits)
        return {};
    return fail(ErrorKind::Internal,
                Text::tr("The query does not fit the index. Please report this mistake."),
                QStringLiteral("query of %1 numbers, index of %2, or a number is not finite")
                    .arg(vector.size())
                    .arg(dimension));
}

void scoreRows(const MatrixSnapshot& snapshot, std::size_t first, std::size_t count,
               const PaddedQueries& queries, float* const* out) {
    float* at[kernels::mostQueries];
    for (std::size_t done = 0; done < count;) {
        const MatrixSnapshot::Segment segment = snapshot.segmentAt(static_cast<Row>(first + done));
        const std::size_t part = std::min(segment.count, count - done);
        for (std::size_t q = 0; q < queries.count(); ++q)
            at[q] = out[q] + done;
        kernels::dotRows(segment.rows, part, snapshot.stride(), queries.data(), queries.count(),
                         at);
        done += part;
    }
}

void scoreRows(const MatrixSnapshot& snapshot, std::span<const Row> rows,
               const PaddedQueries& queries, float* const* out) {
    const HalfBits* bits[kChunkRows];
    std::transform(rows.begin(), rows.end(), bits, [&](Row row) { return snapshot.row(row); });
    kernels::dotScattered(bits, rows.size(), snapshot.stride(), queries.data(), queries.count(),
                          out);
}

std::uint64_t allowedBits(std::size_t group, std::size_t from, std::size_t end,
                          const RowFilter* filter) {
    const std::size_t start = group * kernels::groupRows;
    std::uint64_t bits = filter ? filter->word(group) : ~std::uint64_t{0};
    if (from > start)
        bits &= from - start < 64 ? ~std::uint64_t{0} << (from - start) : 0;
    if (end < start + 64)
        bits &= end > start ? ~std::uint64_t{0} >> (start + 64 - end) : 0;
    return bits;
}

void selectRows(const float* scores, std::size_t first, std::size_t from, std::size_t end,
                const RowFilter* filter, TopK& best) {
    for (std::size_t start = first; start < end; start += kernels::groupRows) {
        std::uint64_t bits = allowedBits(start / kernels::groupRows, from, end, filter);
        if (bits != 0)
            bits &= kernels::notBelow(scores + (start - first), best.threshold());
        for (; bits != 0; bits &= bits - 1) {
            const std::size_t row = start + static_cast<std::size_t>(std::countr_zero(bits));
            best.offer(static_cast<Row>(row), scores[row - first]);
        }
    }
}

Result<TopK> nearestRows(const MatrixSnapshot& snapshot, std::size_t from,
                         std::span<const float> query, std::size_t k, const RowFilter* filter,
                         const CancelToken& cancel) {
    const PaddedQueries queries({&query, 1}, snapshot.dimension());
    const std::size_t rows = snapshot.rows();
    const std::size_t firstChunk = from / kChunkRows;
    const std::size_t chunks = (rows + kChunkRows - 1) / kChunkRows;
    std::vector<TopK> best;

    const auto scanChunk = [&](std::size_t chunk, std::size_t slot) {
        if (cancel.isCancelled())
            return;
        alignas(64) float scores[kChunkRows];
        float* out = scores;
        const std::size_t start = chunk * kChunkRows;
        const std::size_t end = std::min(start + kChunkRows, rows);
        Row allowed[kChunkRows];
        std::size_t count = 0;
        for (std::size_t group = start; group < end; group += kernels::groupRows) {
            std::uint64_t bits = allowedBits(group / kernels::groupRows, from, end, filter);
            for (; bits != 0; bits &= bits - 1)
                allowed[count++] =
                    static_cast<Row>(group + static_cast<std::size_t>(std::countr_zero(bits)));
        }
        // Rows that a graph does not cover lie among the others: few of them are read one by one.
        if (count <= kChunkRows / 2) {
            scoreRows(snapshot, std::span(allowed, count), queries, &out);
            for (std::size_t i = 0; i < count; ++i)
                best[slot].offer(allowed[i], scores[i]);
            return;
        }
        scoreRows(snapshot, start, end - start, queries, &out);
        selectRows(scores, start, std::max(from, start), end, filter, best[slot]);
    };

    const std::size_t items = chunks > firstChunk ? chunks - firstChunk : 0;
    const bool alone = rows - std::min(from, rows) < kRowsWorthSharing;
    ScanPool& pool = ScanPool::shared();
    best.assign(alone ? 1 : pool.threads(), TopK(std::min(k, rows)));
    if (alone) {
        for (std::size_t i = 0; i < items; ++i)
            scanChunk(firstChunk + i, 0);
    } else {
        pool.run(items,
                 [&](std::size_t item, std::size_t slot) { scanChunk(firstChunk + item, slot); });
    }
    if (cancel.isCancelled())
        return fail(cancelledError());
    for (std::size_t i = 1; i < best.size(); ++i)
        best.front().merge(best[i]);
    return std::move(best.front());
}

}  // namespace semblance
