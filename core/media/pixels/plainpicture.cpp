#include "core/media/pixels/plainpicture.h"

#include <utility>

#include "core/media/pixels/pixels.h"

namespace semblance {

namespace {

/// False when all of its pixels are opaque, as far as that is seen at a glance.
bool mayBeClear(const QImage& image) {
    if (image.format() != QImage::Format_ARGB32_Premultiplied &&
        image.format() != QImage::Format_ARGB32)
        return image.hasAlphaChannel();
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        QRgb all = ~QRgb{0};
        for (int x = 0; x < image.width(); ++x)
            all &= row[x];
        if (qAlpha(all) != 255)
            return true;
    }
    return false;
}

}  // namespace

Result<RawPicture> plainPicture(QImage image, QSize fullSize, const PixelNeed& need) {
    // Each way once over the pixels, where that is possible: small drawings cost little else.
    const bool isClear = mayBeClear(image);
    image = std::move(image).convertToFormat(isClear ? QImage::Format_RGBA8888_Premultiplied
                                                     : QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(fullSize));
    SEMBLANCE_TRY_ASSIGN(image, reduced(image, need));
    if (isClear && isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(fullSize));
    return RawPicture{std::move(image), fullSize};
}

}  // namespace semblance
