#include "core/base/pagedvector.h"

#include <atomic>

namespace semblance {

std::uint64_t nextEdit() {
    static std::atomic<std::uint64_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace semblance
