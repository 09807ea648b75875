#include "core/media/makethumbnails.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>
#include <algorithm>
#include <functional>

#include "core/media/jpegencode.h"
#include "core/media/pixels.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Thumbnails)
};

constexpr int kJpegQuality = 80;
// Qt's 0..100 for PNG means zlib's 9..0: a small loss of size for most of the time.
constexpr int kPngQuality = 70;

Result<QByteArray> encodePng(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(kPngQuality);
    if (!writer.write(image.convertToFormat(QImage::Format_RGBA8888)))
        return fail(ErrorKind::BadInput, Text::tr("A thumbnail of the picture could not be made."),
                    writer.errorString());
    return bytes;
}

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
