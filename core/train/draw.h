#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace semblance {

/// Draws by chance that are the same everywhere: the standard's generators are fixed, its
/// distributions are not.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : m_generator(seed) {}

    /// 0..count - 1; `count` > 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_generator() % count); }

    /// 0 <= x < 1
    double unit() { return static_cast<double>(m_generator() >> 11) * 0x1p-53; }

    /// One of `values`, which are not empty.
    template <class Values>
    const auto& of(const Values& values) {
        return values[static_cast<typename Values::size_type>(
            below(static_cast<std::size_t>(values.size())))];
    }

private:
    std::mt19937_64 m_generator;
};

}  // namespace semblance
