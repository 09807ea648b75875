#pragma once

#include "core/library/groups/picturesketch.h"

namespace semblance {

/// How one picture lies over another: a point of the second, each way -.5..+.5 from its middle,
/// is at scale * point + shift of the first.
struct Alignment {
    int orientation =
        1;  ///< EXIF's 1..8, in which the second has to be turned to lie over the first
    float scaleX = 1;
    float scaleY = 1;
    float shiftX = 0;
    float shiftY = 0;
    float correlation = -1;  ///< of the smallest planes once they lie over each other, -1..1

    /// How much of a side of the first the second does not show at most, and the other way round:
    /// a share of that side.
    float lackingOfFirst() const;
    float lackingOfSecond() const;
};

/// Lays the second over the first by least squares, from coarse to fine (Lucas and Kanade with
/// scales and shifts; brightness and contrast do not matter): finds windows of up to a seventh of
/// each side less. Where `correlation` is below .5 it goes no further. Pure.
Alignment align(const SketchPlanes& first, const SketchPlanes& second, int orientation);

}  // namespace semblance
