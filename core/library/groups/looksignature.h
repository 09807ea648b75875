#pragma once

#include <array>
#include <cstdint>

#include "core/library/groups/picturesketch.h"

namespace semblance {

/// The largest features of a picture's looks, the same however it is turned: of the cosine
/// transforms of brightness and colours the lowest frequencies, without signs, rows and columns not
/// told apart. Finds what was saved, scaled or turned anew, which vectors do not always: a turned
/// picture is another one to a model, and so is a very small one.
using LookSignature = std::array<std::uint8_t, 51>;

LookSignature signatureOf(const SketchPlanes& planes);

/// The sum of the differences. Of 1,900 pictures saved, scaled to a quarter, or turned anew, all
/// are within 200 of the original, and other pictures farther than 300.
int distance(const LookSignature& a, const LookSignature& b);

/// The same where it is at most `most`; else any larger number. Most pairs are told by a third.
int distanceUpTo(int most, const LookSignature& a, const LookSignature& b);

constexpr int largestDistanceOfLooks = 300;

}  // namespace semblance
