#pragma once

#include <QImage>
#include <QSize>
#include <vector>

#include "core/base/result.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

/// A picture in amounts of light: linear, in sRGB's primaries, 3 numbers a pixel, row by row. What
/// is negative or no number counts as none.
struct LightPicture {
    QSize size;
    std::vector<float> rgb;

    /// All black. Fails with BadInput above the limits on pixels and on memory.
    static Result<LightPicture> black(QSize size);
    float* row(int y) { return rgb.data() + std::size_t(y) * std::size_t(size.width()) * 3; }
};

/// For a display: RGB888 in sRGB, brighter light than white is white. Light that a display can show
/// already (99 of 100 pixels are no brighter than 1, and it is no night) stays as it is. Any other
/// picture is exposed so that the mean of the logarithms of its luminance comes to middle grey,
/// 0.18 (E. Reinhard, M. Stark, P. Shirley, J. Ferwerda, "Photographic Tone Reproduction for
/// Digital Images", SIGGRAPH 2002, equations 1 and 2; black is left out of the mean). The curve is
/// IEC 61966-2-1's. Fails with NoMemory for want of memory.
Result<QImage> toneMapped(const LightPicture& light);

}  // namespace semblance
