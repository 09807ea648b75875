#include "core/media/codecs/qtdecode.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImageReader>
#include <QtEndian>

#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::QtDecoder)
};

quint32 littleEndian32(const QByteArray& bytes, qsizetype offset) {
    return bytes.size() >= offset + 4 ? qFromLittleEndian<quint32>(bytes.constData() + offset) : 0;
}

/// Whether the file lacks its end, as far as the format says where that is.
bool endsEarly(PictureFormat format, const QByteArray& bytes) {
    switch (format) {
        case PictureFormat::Png:
            return !bytes.last(qMin<qsizetype>(bytes.size(), 64)).contains("IEND");
        case PictureFormat::WebP:
            return littleEndian32(bytes, 4) + qint64{8} > bytes.size();
        case PictureFormat::Gif:
            return !bytes.endsWith('\x3b');
        case PictureFormat::Bmp:
            return littleEndian32(bytes, 2) > bytes.size();
        default:
            return false;
    }
}

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
                        .arg(pictureFormatName(format).toUpper()),
                    reader.errorString());
    return fail(ErrorKind::BadInput,
                Text::tr("The %1 file is damaged and cannot be shown.")
                    .arg(pictureFormatName(format).toUpper()),
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
                                const PixelNeed& need, const CancelToken&) {
    // Qt's reader of BMP files takes missing rows for black ones.
    if (format == PictureFormat::Bmp && endsEarly(format, bytes))
        return cutShort();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    // The plugin we chose and no other gets to see the bytes.
    QImageReader reader(&buffer, pictureFormatName(format).toLatin1());
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    QImageReader::setAllocationLimit(kMaxPixelMiB);

    // Plugins that know the size beforehand decode into these zeros.
    QImage image;
    const QSize claimed = reader.size();
    if (claimed.isValid() && reader.imageFormat() != QImage::Format_Invalid) {
        SEMBLANCE_TRY_ASSIGN(image, newPixels(claimed, reader.imageFormat()));
    }
    if (!reader.read(&image)) {
        // Plugins say no more than that they failed; see whether there is room for the pixels.
        image = {};
        if (claimed.isValid() && QImage(claimed, QImage::Format_RGB32).isNull())
            return fail(outOfMemory(claimed));
        return unreadable(reader, format, bytes);
    }
    const QSize full = image.size();
    QByteArray profile = image.colorSpace().iccProfile();
    image = withPlainLayout(std::move(image));
    if (image.isNull())
        return fail(outOfMemory(full));
    SEMBLANCE_TRY_ASSIGN(image, reduced(image, need));
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(full));
    return RawPicture{std::move(image), full, false, std::move(profile)};
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
