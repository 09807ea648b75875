#pragma once

#include "core/library/groups/alignment.h"
#include "core/library/groups/looksignature.h"
#include "core/library/groups/picturesketch.h"

namespace semblance {

/// What differs once two pictures lie over each other, block by block.
struct Differences {
    float structure = 1;     ///< mean of 1 - the blocks' correlations; flat ones count little
    float worstBlock = 1;    ///< the largest such
    float brightness = 255;  ///< largest difference between the means of two blocks
    float colour = 255;      ///< the same of Cb and Cr
};
/// In the planes of `level`.
Differences differences(const SketchPlanes& first, const SketchPlanes& second,
                        const Alignment& alignment, std::size_t level);

/// What two pictures' looks say.
enum class Looks {
    Different,
    Near,     ///< nearly one view: of one scene, a moment or a step apart
    Same,     ///< one picture
    Cropped,  ///< one picture, of which one file shows a little less
};

struct LooksAlike {
    Looks looks = Looks::Different;
    int orientation = 1;  ///< in which the second has to be turned to look like the first
};

/// A sketch made ready to be compared with others.
struct PreparedSketch {
    explicit PreparedSketch(const PictureSketch& sketch);

    QSize size;  ///< as the sketch's
    SketchPlanes planes;
    LookSignature signature;
};

/// Whether two files show one picture, saved, scaled, turned or slightly cropped anew. Different
/// photos of one scene are not one picture. About a millisecond. Pure.
LooksAlike compareLooks(const PreparedSketch& first, const PreparedSketch& second);

}  // namespace semblance
