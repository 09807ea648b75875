#include "core/train/losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_add.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/logsumexp.h>
#include <c10/util/Exception.h>

#include <cmath>
#include <limits>

#include "core/train/banktargets.h"
#include "core/train/similarities.h"

namespace semblance {

namespace {

/// The places of `entries` in a row-major [queries, bank] array, and their masses.
struct FlatEntries {
    at::Tensor places;  ///< int64 [P]
    at::Tensor masses;  ///< float [P]
};

FlatEntries flatten(const std::vector<BankTargets::Entry>& entries, std::int64_t bankSize,
                    const at::Tensor& like) {
    std::vector<std::int64_t> places;
    std::vector<float> masses;
    places.reserve(entries.size());
    masses.reserve(entries.size());
    for (const BankTargets::Entry& entry : entries) {
        places.push_back(entry.query * bankSize + entry.item);
        masses.push_back(entry.mass);
    }
    const auto count = static_cast<std::int64_t>(entries.size());
    return {
        at::from_blob(places.data(), {count}, at::kLong).to(like.device(), at::kLong, false, true),
        at::from_blob(masses.data(), {count}, at::kFloat)
            .to(like.device(), like.scalar_type(), false, true)};
}

}  // namespace

at::Tensor symmetricInfoNce(const at::Tensor& a, const at::Tensor& b, const at::Tensor& logitScale,
                            const at::Tensor& groups) {
    TORCH_CHECK(a.size(0) > 0, "InfoNCE needs at least one pair");
    TORCH_CHECK(a.sizes() == b.sizes(), "InfoNCE pairs ", a.sizes(), " with ", b.sizes());
    at::Tensor logits = similarities(a, b) * logitScale;
    const at::Tensor right = logits.diagonal();
    if (groups.defined()) {
        const at::Tensor others =
            (groups.unsqueeze(0) == groups.unsqueeze(1)) &
            at::eye(a.size(0), groups.options().dtype(at::kBool)).logical_not();
        logits = logits.masked_fill(others, -std::numeric_limits<double>::infinity());
    }
    return (at::logsumexp(logits, 1) + at::logsumexp(logits, 0)).mean() / 2 - right.mean();
}

at::Tensor bankLoss(const at::Tensor& queries, const at::Tensor& bank, const at::Tensor& logitScale,
                    const BankTargets& targets, double negativeWeight) {
    TORCH_CHECK(queries.size(0) > 0, "The bank loss needs at least one query");
    TORCH_CHECK(targets.queries() == queries.size(0), "There are ", queries.size(0),
                " queries and targets for ", targets.queries());
    TORCH_CHECK(targets.bankSize() == bank.size(0), "The bank has ", bank.size(0),
                " items, the targets expect ", targets.bankSize());
    TORCH_CHECK(negativeWeight >= 0, "A negative cannot weigh ", negativeWeight);

    const at::Tensor logits = similarities(queries * logitScale, bank);
    const FlatEntries right = flatten(targets.positives(), bank.size(0), logits);
    const at::Tensor pull =
        (logits.reshape({-1}).index_select(0, right.places) * right.masses).sum();

    at::Tensor weighed = logits;
    if (!targets.negatives().empty() && negativeWeight != 1.0) {
        const FlatEntries wrong = flatten(targets.negatives(), bank.size(0), logits);
        const at::Tensor bonus = (wrong.masses + std::log(negativeWeight));
        weighed = at::index_add(logits.reshape({-1}), 0, wrong.places, bonus).view_as(logits);
    }
    return at::logsumexp(weighed, 1).mean() - pull / queries.size(0);
}

at::Tensor phraseLoss(const at::Tensor& withWord, const at::Tensor& withConcept) {
    TORCH_CHECK(withWord.size(0) > 0, "The phrase loss needs at least one phrase");
    return 1 - at::cosine_similarity(withWord, withConcept, 1).mean();
}

at::Tensor textOnlyLoss(const at::Tensor& replaced, const at::Tensor& sentences) {
    TORCH_CHECK(replaced.size(0) > 0, "The text-only loss needs at least one sentence");
    return (replaced - sentences).square().sum(1).mean();
}

at::Tensor withModalityNoise(const at::Tensor& features, const at::Tensor& uniform,
                             const at::Tensor& normal) {
    return features + uniform * normal;
}

at::Tensor anchorLoss(const at::Tensor& tuned, const at::Tensor& original) {
    TORCH_CHECK(tuned.size(0) > 0, "The anchor loss needs at least one feature");
    constexpr double kShortest = 1e-12;
    return ((tuned - original).square().sum(1) / original.square().sum(1).clamp_min(kShortest))
        .mean();
}

}  // namespace semblance
