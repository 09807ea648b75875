#pragma once

#include <bit>
#include <cstdint>

#include "core/index/neighbour.h"

/// A row and its score in one number. Internal to core/index.
namespace semblance {

/// Orders like ranksBefore, the other way round: a greater code is a better answer.
using ScoreCode = std::uint64_t;

constexpr std::uint32_t kScoreSign = 0x80000000u;

inline ScoreCode encodeScore(Row row, float score) {
    // Adding zero makes -0 and 0 one number, as they are when compared.
    const auto bits = std::bit_cast<std::uint32_t>(score + 0.0f);
    const std::uint32_t ordered = bits & kScoreSign ? ~bits : bits | kScoreSign;
    return ScoreCode{ordered} << 32 | static_cast<std::uint32_t>(~row);
}

inline Neighbour decodeScore(ScoreCode code) {
    const auto ordered = static_cast<std::uint32_t>(code >> 32);
    const std::uint32_t bits = ordered & kScoreSign ? ordered & ~kScoreSign : ~ordered;
    return {static_cast<Row>(~static_cast<std::uint32_t>(code)), std::bit_cast<float>(bits)};
}

}  // namespace semblance
