#pragma once

#include <QByteArray>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace semblance {

static_assert(
    std::endian::native == std::endian::little,
    "Semblance's files and frames hold little-endian numbers; a big-endian port must swap.");

/// IEEE half-precision numbers as stored on disk: raw little-endian 16-bit patterns.
using HalfBits = std::uint16_t;

/// Rounds to nearest even, with the processor's instructions where it has them.
QByteArray toHalf(std::span<const float> values);
std::vector<float> fromHalf(std::span<const HalfBits> bits);

/// The same from a blob; its size must be even.
std::vector<float> fromHalf(const QByteArray& blob);

}  // namespace semblance
