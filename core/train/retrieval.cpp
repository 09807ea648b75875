#include "core/train/retrieval.h"

#include <ATen/ops/matmul.h>
#include <ATen/ops/topk.h>

#include <algorithm>

namespace semblance {

namespace {

constexpr std::int64_t kFirst = 10;
constexpr std::int64_t kPiece = 256;  ///< queries at once: bounds the similarities' memory

/// Adds one query's result; `ranking`: the first rows, with at most one that is left out.
void addQuery(Retrieval& sum, std::span<const std::int64_t> ranking,
              const std::vector<std::int64_t>& right, std::int64_t without) {
    const auto most = static_cast<double>(std::min<std::size_t>(kFirst, right.size()));
    std::int64_t place = 0;
    double hits = 0;
    double precisions = 0;
    for (const std::int64_t row : ranking) {
        if (row == without)
            continue;
        if (++place > kFirst)
            break;
        if (std::find(right.begin(), right.end(), row) == right.end())
            continue;
        hits += 1;
        precisions += hits / static_cast<double>(place);
        if (place == 1)
            sum.recallAt1 += 1;
    }
    sum.recallAt10 += hits > 0 ? 1 : 0;
    sum.precision += precisions / most;
    ++sum.queries;
}

}  // namespace

Retrieval measureRetrieval(const at::Tensor& queries, const at::Tensor& gallery,
                           std::span<const std::vector<std::int64_t>> right,
                           std::span<const std::int64_t> without) {
    Retrieval result;
    const std::int64_t shown = std::min(kFirst + 1, gallery.size(0));
    for (std::int64_t first = 0; first < queries.size(0); first += kPiece) {
        const std::int64_t count = std::min(kPiece, queries.size(0) - first);
        const at::Tensor scores = at::matmul(queries.narrow(0, first, count), gallery.t());
        const at::Tensor top = std::get<1>(at::topk(scores, shown)).cpu().contiguous();
        const auto* rows = top.const_data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < count; ++i) {
            const auto query = static_cast<std::size_t>(first + i);
            if (!right[query].empty())
                addQuery(result, {rows + i * shown, static_cast<std::size_t>(shown)}, right[query],
                         without.empty() ? -1 : without[query]);
        }
    }
    if (result.queries > 0) {
        const auto count = static_cast<double>(result.queries);
        result.recallAt1 /= count;
        result.recallAt10 /= count;
        result.precision /= count;
    }
    return result;
}

void addTo(NamedNumbers& numbers, const QString& name, const Retrieval& retrieval) {
    numbers.emplace_back(name + QStringLiteral(" R@1"), retrieval.recallAt1);
    numbers.emplace_back(name + QStringLiteral(" R@10"), retrieval.recallAt10);
    numbers.emplace_back(name + QStringLiteral(" mAP@10"), retrieval.precision);
}

}  // namespace semblance
