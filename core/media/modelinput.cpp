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
    const bool rounds = spec.crop == InputSpec::Crop::Rounded;
    const qint64 target = rounds ? std::llround(double(spec.side) * fullLength / fullShort)
                                 : qint64{spec.side} * fullLength / fullShort;
    const qint64 over = target - spec.side;
    // 3 / 2 = 1.5 becomes 2, 5 / 2 = 2.5 as well.
    const bool up = spec.crop == InputSpec::Crop::Torchvision && over % 4 == 3;
    return {sourceLength, target, over / 2 + (up ? 1 : 0), spec.side};
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
