#pragma once

#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

#include "core/base/result.h"

namespace at {
class Tensor;
}

namespace semblance {

/// For a batch of queries over a bank of items: which items are right and how much of the target
/// mass each gets, and which are mined negatives. Sparse: its size is that of the answers.
class BankTargets {
public:
    /// One (query, item) pair.
    struct Entry {
        std::int64_t query = 0;
        std::int64_t item = 0;
        float mass = 0;  ///< 0 for negatives
    };

    explicit BankTargets(std::int64_t bankSize);

    /// Adds a query. `positives`: all right answers; `family`: those of them (or further ones) that
    /// get `familyShare` of the mass, shared evenly; the other positives share the rest evenly.
    /// When one of the two is empty, the other gets all. Repeated items count once. An identity
    /// pair is a query whose one positive is its own picture. WrongUse, and nothing added, when
    /// there is no positive at all or an item is not in the bank.
    Status addQuery(std::span<const int> positives, std::span<const int> family,
                    double familyShare);

    /// Adds mined negatives to query `query`. Items that are right answers of it (the
    /// false-negative rule), that it already has, or that are not in the bank are left out.
    void addNegatives(std::int64_t query, std::span<const int> items);

    std::int64_t bankSize() const { return m_bankSize; }
    std::int64_t queries() const { return static_cast<std::int64_t>(m_begins.size()); }

    /// The right answers of one query, by item.
    std::span<const Entry> positivesOf(std::int64_t query) const;
    bool isPositive(std::int64_t query, std::int64_t item) const;

    /// By query, then by item.
    const std::vector<Entry>& positives() const { return m_positives; }
    /// In the order they were added.
    const std::vector<Entry>& negatives() const { return m_negatives; }

private:
    std::int64_t m_bankSize;
    std::vector<std::size_t> m_begins;  ///< of each query's entries in m_positives
    std::vector<Entry> m_positives;
    std::vector<Entry> m_negatives;
    std::unordered_set<std::int64_t> m_negativePlaces;  ///< query * bank size + item
};

/// What one query's negatives are mined from. Items are rows of the bank; -1: none.
struct NegativeSource {
    int reference = -1;
    int target = -1;                ///< the true target; identity pairs have none to mine around
    std::vector<int> otherTargets;  ///< of the same reference under other modifications
};

struct NegativeRules {
    bool reference = true;  ///< the reference itself: the classic failure is returning it
    int nearest = 8;        ///< how many of those nearest to the target
    bool otherTargets = true;
};

/// Adds mined negatives to every query of `targets`: the reference, the nearest items to the true
/// target *among those that violate the query* (the nearest of all are often right answers), and
/// the other targets of its reference. Right answers are never negatives.
/// `bank`: unit rows [N, d], N == targets.bankSize(). `sources`: one per query. c10::Error
/// otherwise.
void mineNegatives(const at::Tensor& bank, std::span<const NegativeSource> sources,
                   const NegativeRules& rules, BankTargets& targets);

}  // namespace semblance
