#include "core/media/qtdecode.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QStringList>

#include "core/media/pixels.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::QtDecoder)
};

// Qt's own guard against huge headers, for the pixels of one picture; ours (kMaxPixels) is first.
constexpr int kAllocationLimitMiB = 2048;

tl::unexpected<Error> cutShort(const QString& detail = {}) {
    return fail(ErrorKind::BadInput,
                Text::tr("The picture is cut short: its end is missing. Copy or download the file "
                         "again."),
                detail);
}

tl::unexpected<Error> unreadable(const QImageReader& reader, PictureFormat format,
                                 const QByteArray& bytes) {
    if (endsEarly(format, bytes))
        return cutShort(reader.errorString());
    if (reader.error() == QImageReader::UnsupportedFormatError)
        return fail(ErrorKind::BadInput,
                    Text::tr("Pictures of the kind %1 cannot be read by this installation.")
                        .arg(formatName(format).toUpper()),
                    reader.errorString());
    return fail(
        ErrorKind::BadInput,
        Text::tr("The %1 file is damaged and cannot be shown.").arg(formatName(format).toUpper()),
        reader.errorString());
}

/// To the layouts that pixels.h works on, in place where the depth allows it.
QImage withPlainLayout(QImage&& image) {
    if (image.hasAlphaChannel())
        return std::move(image).convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    return std::move(image).convertToFormat(QImage::Format_RGB888);
}

}  // namespace

Result<RawPicture> decodeWithQt(const QByteArray& bytes, PictureFormat format,
                                const PixelNeed& need) {
    // Qt's reader of BMP files leaves missing rows as the memory was.
    if (format == PictureFormat::Bmp && endsEarly(format, bytes))
        return cutShort();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    // The plugin we chose and no other gets to see the bytes.
    QImageReader reader(&buffer, formatName(format).toLatin1());
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    QImageReader::setAllocationLimit(kAllocationLimitMiB);

    const QSize claimed = reader.size();
    if (qint64{claimed.width()} * claimed.height() > kMaxPixels)
        return fail(tooManyPixels(claimed));
    QImage image = reader.read();
    if (image.isNull()) {
        // Plugins say no more than that they failed; see whether there is room for the pixels.
        if (claimed.isValid() && QImage(claimed, QImage::Format_RGB32).isNull())
            return fail(outOfMemory(claimed));
        return unreadable(reader, format, bytes);
    }
    const QSize full = image.size();
    image = withPlainLayout(std::move(image));
    if (image.isNull())
        return fail(outOfMemory(full));
    SEMBLANCE_TRY_ASSIGN(image, reduced(image, need));
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(full));
    return RawPicture{std::move(image), full};
}

QStringList loadQtCodecs() {
    QStringList readable;
    for (auto format : {PictureFormat::Png, PictureFormat::WebP, PictureFormat::Tiff,
                        PictureFormat::Gif, PictureFormat::Bmp}) {
        QBuffer nothing;
        nothing.open(QIODevice::ReadOnly);
        QImageReader reader(&nothing, formatName(format).toLatin1());
        reader.setAutoDetectImageFormat(false);
        reader.canRead();
        if (QImageReader::supportedImageFormats().contains(formatName(format).toLatin1()))
            readable << formatName(format);
    }
    return readable;
}

}  // namespace semblance
