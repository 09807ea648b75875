#pragma once

#include <cstdint>

namespace semblance {

/// A well-mixed 64-bit seed for one use at one step (splitmix64, Steele et al. 2014). Everything a
/// run draws by chance depends on (seed, step) alone, so a resumed run draws the same without any
/// generator's state being kept.
constexpr std::uint64_t stepSeed(int seed, int step, int use = 0) {
    std::uint64_t state = static_cast<std::uint64_t>(static_cast<std::uint32_t>(seed)) << 32 |
                          static_cast<std::uint32_t>(step);
    state += 0x9e3779b97f4a7c15ULL * (static_cast<std::uint64_t>(use) + 1);
    state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9ULL;
    state = (state ^ (state >> 27)) * 0x94d049bb133111ebULL;
    return state ^ (state >> 31);
}

}  // namespace semblance
