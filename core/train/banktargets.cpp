#include "core/train/banktargets.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/matmul.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <limits>

#include "core/train/similarities.h"

namespace semblance {

namespace {

std::vector<int> distinct(std::span<const int> items) {
    std::vector<int> sorted(items.begin(), items.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
}

}  // namespace

BankTargets::BankTargets(std::int64_t bankSize) : m_bankSize(bankSize) {}

Status BankTargets::addQuery(std::span<const int> positives, std::span<const int> family,
                             double familyShare) {
    const std::vector<int> kin = distinct(family);
    std::vector<int> others = distinct(positives);
    std::erase_if(others,
                  [&](int item) { return std::binary_search(kin.begin(), kin.end(), item); });
    if (kin.empty() && others.empty())
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("A training triplet has no right answer; leave it out."));
    if (!(familyShare >= 0 && familyShare <= 1))
        return fail(ErrorKind::WrongUse,
                    QStringLiteral(
                        "The family's share of the target mass is %1; it must lie between 0 and 1.")
                        .arg(familyShare));
    const double kinMass = others.empty() ? 1.0 : kin.empty() ? 0.0 : familyShare;

    std::vector<Entry> added;
    const auto share = [&](const std::vector<int>& items, double mass) {
        for (const int item : items)
            added.push_back({queries(), item, static_cast<float>(mass / double(items.size()))});
    };
    share(kin, kinMass);
    share(others, 1.0 - kinMass);
    std::sort(added.begin(), added.end(),
              [](const Entry& a, const Entry& b) { return a.item < b.item; });
    if (added.front().item < 0 || added.back().item >= m_bankSize)
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("A training triplet names item %1, but the bank has %2 items.")
                        .arg(added.front().item < 0 ? added.front().item : added.back().item)
                        .arg(m_bankSize));
    m_begins.push_back(m_positives.size());
    m_positives.insert(m_positives.end(), added.begin(), added.end());
    return {};
}

std::span<const BankTargets::Entry> BankTargets::positivesOf(std::int64_t query) const {
    const auto q = static_cast<std::size_t>(query);
    const std::size_t end = q + 1 < m_begins.size() ? m_begins[q + 1] : m_positives.size();
    return std::span(m_positives).subspan(m_begins[q], end - m_begins[q]);
}

bool BankTargets::isPositive(std::int64_t query, std::int64_t item) const {
    const std::span<const Entry> entries = positivesOf(query);
    const auto at =
        std::lower_bound(entries.begin(), entries.end(), item,
                         [](const Entry& entry, std::int64_t i) { return entry.item < i; });
    return at != entries.end() && at->item == item;
}

void BankTargets::addNegatives(std::int64_t query, std::span<const int> items) {
    for (const int item : items) {
        if (item < 0 || item >= m_bankSize || isPositive(query, item))
            continue;
        if (m_negativePlaces.insert(query * m_bankSize + item).second)
            m_negatives.push_back({query, item, 0.0F});
    }
}

namespace {

/// Adds the `count` violating items nearest to each query's target.
void mineNearest(const at::Tensor& bank, std::span<const NegativeSource> sources, int count,
                 BankTargets& targets) {
    std::vector<std::int64_t> queries;
    std::vector<std::int64_t> centres;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i].target < 0)
            continue;
        queries.push_back(static_cast<std::int64_t>(i));
        centres.push_back(sources[i].target);
    }
    if (queries.empty() || count <= 0)
        return;

    // What may not be mined: right answers, the centre itself, and the reference, which is a
    // negative of its own.
    std::vector<std::int64_t> barred;
    const std::int64_t items = bank.size(0);
    for (std::size_t row = 0; row < queries.size(); ++row) {
        const auto place = [&](std::int64_t item) {
            barred.push_back(static_cast<std::int64_t>(row) * items + item);
        };
        place(centres[row]);
        const int reference = sources[static_cast<std::size_t>(queries[row])].reference;
        if (reference >= 0)
            place(reference);
        for (const BankTargets::Entry& entry : targets.positivesOf(queries[row]))
            place(entry.item);
    }
    const auto tensor = [&](std::vector<std::int64_t>& values) {
        return at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kLong)
            .to(bank.device(), at::kLong, false, true);
    };
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    at::Tensor near = similarities(bank.index_select(0, tensor(centres)), bank);
    near.view({-1}).index_fill_(0, tensor(barred), kNever);
    const auto [scores, found] = near.topk(std::min<std::int64_t>(count, items), 1);
    const at::Tensor hostScores = scores.to(at::kCPU).to(at::kDouble).contiguous();
    const at::Tensor hostFound = found.to(at::kCPU).contiguous();
    for (std::int64_t row = 0; row < hostFound.size(0); ++row) {
        std::vector<int> nearest;
        for (std::int64_t rank = 0; rank < hostFound.size(1); ++rank) {
            const std::int64_t at = row * hostFound.size(1) + rank;
            if (hostScores.const_data_ptr<double>()[at] != kNever)
                nearest.push_back(static_cast<int>(hostFound.const_data_ptr<std::int64_t>()[at]));
        }
        targets.addNegatives(queries[static_cast<std::size_t>(row)], nearest);
    }
}

}  // namespace

void mineNegatives(const at::Tensor& bank, std::span<const NegativeSource> sources,
                   const NegativeRules& rules, BankTargets& targets) {
    TORCH_CHECK(static_cast<std::int64_t>(sources.size()) == targets.queries(), "There are ",
                targets.queries(), " queries and ", sources.size(), " sources of negatives");
    TORCH_CHECK(targets.bankSize() == bank.size(0), "The bank has ", bank.size(0),
                " items, the targets expect ", targets.bankSize());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const NegativeSource& source = sources[i];
        TORCH_CHECK(source.reference < bank.size(0) && source.target < bank.size(0), "Source ", i,
                    " of negatives names an item outside the bank");
        if (rules.reference)
            targets.addNegatives(static_cast<std::int64_t>(i), std::span(&source.reference, 1));
        if (rules.otherTargets)
            targets.addNegatives(static_cast<std::int64_t>(i), source.otherTargets);
    }
    const at::NoGradGuard frozen;
    mineNearest(bank, sources, rules.nearest, targets);
}

}  // namespace semblance
