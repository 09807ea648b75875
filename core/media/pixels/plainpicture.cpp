#include "core/media/pixels/plainpicture.h"

#include <utility>

#include "core/media/pixels/pixels.h"

namespace semblance {

Result<RawPicture> plainPicture(QImage image, QSize fullSize, const PixelNeed& need) {
    image = std::move(image).convertToFormat(
        image.hasAlphaChannel() ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(fullSize));
    SEMBLANCE_TRY_ASSIGN(image, reduced(image, need));
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(fullSize));
    return RawPicture{std::move(image), fullSize};
}

}  // namespace semblance
