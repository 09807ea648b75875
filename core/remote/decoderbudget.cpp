#include "core/remote/decoderbudget.h"

#include <algorithm>

namespace semblance {

namespace {
// What 48 million pixels take in HEIC, and a frame of 4K with those it refers to.
constexpr std::int64_t kLeastShareMiB = 512;
// What the largest picture that is read takes: 400 million pixels.
constexpr std::int64_t kLargestPictureMiB = 3072;
constexpr std::int64_t kMost = 1 << 20;  // a terabyte
}  // namespace

DecoderBudget decoderBudget(int wanted, std::int64_t totalMiB, std::int64_t physicalMiB) {
    const std::int64_t total =
        std::min(totalMiB > 0 ? totalMiB : std::max(physicalMiB / 4, kLargestPictureMiB), kMost);
    DecoderBudget budget;
    budget.decoders =
        static_cast<int>(std::clamp<std::int64_t>(total / kLeastShareMiB, 1, std::max(1, wanted)));
    budget.aloneMiB = static_cast<int>(total);
    budget.shareMiB = static_cast<int>(total / budget.decoders);
    return budget;
}

}  // namespace semblance
