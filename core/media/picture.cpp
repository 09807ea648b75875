#include "core/media/picture.h"

#include <QCoreApplication>
#include <algorithm>
#include <new>

#include "core/media/filereader.h"
#include "core/media/format.h"
#include "core/media/jpegdecode.h"
#include "core/media/metadata.h"
#include "core/media/modelinput.h"
#include "core/media/pixels.h"
#include "core/media/qtdecode.h"
#include "core/media/thumbnails.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Picture)
};

PixelNeed needWithoutView(const PictureWish& wish) {
    PixelNeed need;
    if (wish.input)
        need.shortSide = kInputOversampling * wish.input->side;
    for (int side : wish.thumbnailSides)
        need.longSide = std::max(need.longSide, side);
    return need;
}

PixelNeed needOf(const PictureWish& wish) {
    PixelNeed need = needWithoutView(wish);
    need.longSide = std::max(need.longSide, std::min(wish.viewSide, kMaxViewSide));
    return need;
}

QSize viewSize(QSize size, int side) {
    size = fittedSize(size, std::min(side, kMaxViewSide));
    // Only a picture near the square can be over the area.
    while (qint64{size.width()} * size.height() > kMaxViewPixels)
        size = fittedSize(size, std::max(size.width(), size.height()) - 64);
    return size;
}

Result<QImage> makeView(const QImage& pixels, int side) {
    const QSize size = viewSize(pixels.size(), side);
    SEMBLANCE_TRY_ASSIGN(QImage view, shrunkTo(pixels, size));
    view = std::move(view).convertToFormat(QImage::Format_RGBA8888);
    if (view.isNull())
        return fail(outOfMemory(size));
    return view;
}

Result<RawPicture> decodePixels(const QByteArray& bytes, PictureFormat format,
                                const PixelNeed& need, const CancelToken& cancel) {
    if (format == PictureFormat::Unknown)
        return fail(ErrorKind::BadInput,
                    Text::tr("This is not a picture, or it is damaged from its first bytes on."));
    if (!isReadable(format))
        return fail(ErrorKind::BadInput, Text::tr("Pictures of the kind %1 cannot be read yet.")
                                             .arg(formatName(format).toUpper()));
    if (format == PictureFormat::Jpeg)
        return decodeJpeg(bytes, need, cancel);
    return decodeWithQt(bytes, format, need);
}

PhotoFacts factsOf(const Metadata& metadata, PictureFormat format, QSize fullSize) {
    const bool turned = metadata.orientation >= 5;
    const QSize size = turned ? fullSize.transposed() : fullSize;
    return {size.width(),       size.height(),   metadata.orientation,
            formatName(format), metadata.camera, metadata.capturedMs};
}

Result<DecodedPicture> decodeAll(const QByteArray& bytes, const PictureWish& wish,
                                 const CancelToken& cancel) {
    const PictureFormat format = sniffFormat(bytes);
    SEMBLANCE_TRY_ASSIGN(RawPicture raw, decodePixels(bytes, format, needOf(wish), cancel));
    const Metadata metadata = readMetadata(bytes, format);
    DecodedPicture picture;
    picture.facts = factsOf(metadata, format, raw.fullSize);
    SEMBLANCE_TRY_ASSIGN(QImage pixels, oriented(raw.pixels, metadata.orientation));
    raw.pixels = {};

    if (wish.viewSide > 0) {
        SEMBLANCE_TRY_ASSIGN(picture.view, makeView(pixels, wish.viewSide));
        if (!wish.input && wish.thumbnailSides.isEmpty())
            return picture;
        // The view may have asked for far more pixels than the rest does.
        SEMBLANCE_TRY_ASSIGN(pixels, reduced(pixels, needWithoutView(wish)));
    }
    if (cancel.isCancelled())
        return fail(cancelledError());
    if (wish.input) {
        const QSize fullSize(picture.facts.width, picture.facts.height);
        SEMBLANCE_TRY_ASSIGN(picture.input, modelInput(pixels, fullSize, *wish.input));
    }
    SEMBLANCE_TRY_ASSIGN(picture.thumbnails, makeThumbnails(pixels, wish.thumbnailSides));
    return picture;
}

/// Runs `decode`, which may fail to get memory.
template <class Decode>
Result<DecodedPicture> withinMemory(Decode decode) {
    try {
        return decode();
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::BadInput,
                    Text::tr("The picture needs more memory than one picture may take."));
    }
}

}  // namespace

Result<DecodedPicture> decodePicture(const QByteArray& bytes, const PictureWish& wish,
                                     const CancelToken& cancel) {
    return withinMemory([&] { return decodeAll(bytes, wish, cancel); });
}

Result<DecodedPicture> decodePicture(const QString& path, const PictureWish& wish,
                                     const CancelToken& cancel) {
    return withinMemory([&]() -> Result<DecodedPicture> {
        SEMBLANCE_TRY_ASSIGN(const QByteArray bytes, readPictureFile(path));
        return decodeAll(bytes, wish, cancel);
    });
}

QStringList loadCodecs() {
    return QStringList{formatName(PictureFormat::Jpeg)} + loadQtCodecs();
}

}  // namespace semblance
