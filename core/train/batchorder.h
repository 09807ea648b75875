#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace semblance {

/// Batches that go through all items in a new order every round. The batch of a step depends on
/// (items, batch, seed, step) alone; consecutive steps are cheap.
class BatchOrder {
public:
    /// `use` keeps several orders of one run apart. A batch larger than the items repeats some.
    BatchOrder(int items, int batch, int seed, int use);

    /// `batch` indices in 0..items-1; none when there are no items.
    std::vector<std::int64_t> at(int step);

private:
    const std::vector<std::int64_t>& round(std::int64_t number);

    std::int64_t m_items;
    std::int64_t m_batch;
    int m_seed;
    int m_use;
    std::int64_t m_round = -1;
    std::vector<std::int64_t> m_order;
};

}  // namespace semblance
