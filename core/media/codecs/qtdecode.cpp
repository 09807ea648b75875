#include "core/media/codecs/qtdecode.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>

#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

Error unreadable(const QImageReader& reader, PictureFormat format) {
    return reader.error() == QImageReader::UnsupportedFormatError
               ? formatNotInstalled(format)
               : damagedPicture(format, reader.errorString());
}

/// Of lines longer than 300 bytes the plugin loses numbers.
QByteArray inShortLines(QByteArray xbm) {
    return xbm.replace(',', ",\n");
}

}  // namespace

Result<RawPicture> decodeWithQt(const QByteArray& bytes, PictureFormat format,
                                const PixelNeed& need, const CancelToken&) {
    QBuffer buffer;
    buffer.setData(format == PictureFormat::Xbm ? inShortLines(bytes) : bytes);
    buffer.open(QIODevice::ReadOnly);
    // The plugin we chose and no other gets to see the bytes.
    QImageReader reader(&buffer, pictureFormatName(format).toLatin1());
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    QImageReader::setAllocationLimit(kMaxPixelMiB);

    // Plugins that know the size beforehand decode into these zeros.
    QImage image;
    const QSize claimed = reader.size();
    if (qint64{claimed.width()} * claimed.height() > kMaxPixels)
        return fail(tooManyPixels(claimed));
    if (claimed.isValid() && reader.imageFormat() != QImage::Format_Invalid) {
        SEMBLANCE_TRY_ASSIGN(image, newPixels(claimed, reader.imageFormat()));
    }
    if (!reader.read(&image)) {
        // Plugins say no more than that they failed; see whether there is room for the pixels.
        image = {};
        if (claimed.isValid() && QImage(claimed, QImage::Format_RGB32).isNull())
            return fail(outOfMemory(claimed));
        return fail(unreadable(reader, format));
    }
    const QByteArray profile = image.colorSpace().iccProfile();
    const QSize full = image.size();
    SEMBLANCE_TRY_ASSIGN(RawPicture picture, plainPicture(std::move(image), full, need));
    picture.iccProfile = profile;
    return picture;
}

bool loadQtCodec(PictureFormat format) {
    const QByteArray name = pictureFormatName(format).toLatin1();
    QBuffer nothing;
    nothing.open(QIODevice::ReadOnly);
    QImageReader reader(&nothing, name);
    reader.setAutoDetectImageFormat(false);
    reader.canRead();
    return QImageReader::supportedImageFormats().contains(name);
}

}  // namespace semblance
