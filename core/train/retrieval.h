#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <cstdint>
#include <span>
#include <vector>

#include "core/train/traininglog.h"

namespace semblance {

/// How well queries find what is right for them, for choices while training (core/evaluate has the
/// protocols that are reported).
struct Retrieval {
    double recallAt1 = 0;  ///< share of the queries with something right among the first 1 and 10
    double recallAt10 = 0;
    double precision = 0;  ///< mean average precision among the first 10: 1/min(10, right) sum P(i)
    std::int64_t queries = 0;
};

/// `queries`: unit rows [Q, d]; `gallery`: unit rows [N, d]; `right`: for every query the gallery
/// rows that are right; `without`: for every query a row that is left out, or -1; may be empty.
/// Queries with nothing right are left out.
Retrieval measureRetrieval(const at::Tensor& queries, const at::Tensor& gallery,
                           std::span<const std::vector<std::int64_t>> right,
                           std::span<const std::int64_t> without);

/// "<name> R@1", "<name> R@10", "<name> mAP@10".
void addTo(NamedNumbers& numbers, const QString& name, const Retrieval& retrieval);

}  // namespace semblance
