#include "core/media/modelinput.h"

#include <algorithm>
#include <cmath>

#include "core/media/pixels.h"
#include "core/media/resample.h"

namespace semblance {

namespace {

ResampleAxis axisFor(int sourceLength, int fullLength, int fullShort, const InputSpec& spec) {
    if (spec.resize == InputSpec::Resize::Squash)
        return {sourceLength, spec.side, 0, spec.side};
    const qint64 target = std::llround(double(spec.side) * fullLength / fullShort);
    return {sourceLength, target, (target - spec.side) / 2, spec.side};
}

}  // namespace

Result<QByteArray> modelInput(const QImage& pixels, QSize fullSize, const InputSpec& spec) {
    SEMBLANCE_TRY_ASSIGN(const QImage rgb, onWhite(pixels));
    const int fullShort = std::min(fullSize.width(), fullSize.height());
    return resampleBicubic(rgb, axisFor(rgb.width(), fullSize.width(), fullShort, spec),
                           axisFor(rgb.height(), fullSize.height(), fullShort, spec));
}

}  // namespace semblance
