#include "core/media/pixels/plainpixels.h"

#include "core/media/pixels/pixels.h"

namespace semblance {

Result<QImage> plainPixels(const QImage& image, const PixelNeed& need) {
    // Opaque pictures lose their alpha before the rest: a quarter less to average.
    QImage plain = image;
    if (image.format() == QImage::Format_RGBA8888 && !isOpaque(image))
        plain = image.convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    else if (!image.hasAlphaChannel() || isOpaque(image))
        plain = image.convertToFormat(QImage::Format_RGB888);
    if (plain.isNull())
        return fail(outOfMemory(image.size()));
    SEMBLANCE_TRY_ASSIGN(QImage pixels, reduced(plain, need));
    plain = {};
    pixels.detach();  // from what `image` does not own
    if (pixels.isNull())
        return fail(outOfMemory(image.size()));
    return pixels;
}

}  // namespace semblance
