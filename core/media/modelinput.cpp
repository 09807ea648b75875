#include "core/media/modelinput.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/media/pixels/pixels.h"
#include "core/media/pixels/resample.h"

namespace semblance {

namespace {

ResampleAxis axisFor(int sourceLength, int fullLength, int fullShort, const InputSpec& spec) {
    if (spec.resize == InputSpec::Resize::Squash)
        return {sourceLength, spec.side, 0, spec.side};
    const qint64 target = std::llround(double(spec.side) * fullLength / fullShort);
    return {sourceLength, target, (target - spec.side) / 2, spec.side};
}

QByteArray packed(const QImage& rgb) {
    const qsizetype rowBytes = qsizetype{3} * rgb.width();
    QByteArray bytes(rowBytes * rgb.height(), Qt::Uninitialized);
    for (int y = 0; y < rgb.height(); ++y)
        std::memcpy(bytes.data() + y * rowBytes, rgb.constScanLine(y), size_t(rowBytes));
    return bytes;
}

}  // namespace

Result<QByteArray> modelInput(const QImage& pixels, QSize fullSize, const InputSpec& spec) {
    SEMBLANCE_TRY_ASSIGN(const QImage rgb, onWhite(pixels));
    const int fullShort = std::min(fullSize.width(), fullSize.height());
    const auto kernel = spec.filter == InputSpec::Filter::Bilinear ? ResampleKernel::Bilinear
                                                                   : ResampleKernel::Bicubic;
    const QImage square =
        resampled(rgb, kernel, axisFor(rgb.width(), fullSize.width(), fullShort, spec),
                  axisFor(rgb.height(), fullSize.height(), fullShort, spec));
    if (square.isNull())
        return fail(outOfMemory(fullSize));
    return packed(square);
}

}  // namespace semblance
