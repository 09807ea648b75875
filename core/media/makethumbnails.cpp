#include "core/media/makethumbnails.h"

#include <algorithm>
#include <functional>

#include "core/media/jpegencode.h"
#include "core/media/pixels.h"
#include "core/media/pngencode.h"

namespace semblance {

namespace {

constexpr int kJpegQuality = 80;

}  // namespace

Result<QMap<int, QByteArray>> makeThumbnails(const QImage& pixels, QList<int> sides) {
    QMap<int, QByteArray> files;
    // From large to small, each from the one before.
    std::sort(sides.begin(), sides.end(), std::greater<>());
    QImage last = pixels;
    QByteArray lastFile;
    for (int side : sides) {
        const QSize size = fittedSize(last.size(), side);
        if (lastFile.isEmpty() || size != last.size()) {
            SEMBLANCE_TRY_ASSIGN(last, shrunkTo(last, size));
            SEMBLANCE_TRY_ASSIGN(lastFile, last.hasAlphaChannel() ? encodePng(last)
                                                                  : encodeJpeg(last, kJpegQuality));
        }
        files.insert(side, lastFile);
    }
    return files;
}

}  // namespace semblance
