#include "core/media/pixels/rawpicture.h"

#include <QCoreApplication>

#include "core/media/pixels/limits.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::RawPicture)
};
}  // namespace

Result<QImage> newPixels(QSize size, QImage::Format format) {
    if (qint64{size.width()} * size.height() > kMaxPixels)
        return fail(tooManyPixels(size));
    QImage image(size, format);
    if (image.isNull())
        return fail(outOfMemory(size));
    if (image.sizeInBytes() > qint64{kMaxPixelMiB} << 20)
        return fail(tooManyBytes(size));
    image.fill(0);
    return image;
}

Error tooManyPixels(QSize size) {
    return {ErrorKind::BadInput,
            Text::tr("The picture claims to be %1 x %2 pixels large; at most %3 million pixels are "
                     "read.")
                .arg(size.width())
                .arg(size.height())
                .arg(kMaxPixels / 1'000'000),
            {}};
}

Error outOfMemory(QSize size) {
    Error error = tooManyBytes(size);
    error.kind = ErrorKind::NoMemory;
    return error;
}

Error tooManyBytes(QSize size) {
    return {ErrorKind::BadInput,
            Text::tr("The picture of %1 x %2 pixels needs more memory than one picture may take.")
                .arg(size.width())
                .arg(size.height()),
            {}};
}

}  // namespace semblance
