#include "core/media/picture.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <exception>
#include <new>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/codecs.h"
#include "core/media/makethumbnails.h"
#include "core/media/metadata/metadata.h"
#include "core/media/metadata/videotags.h"
#include "core/media/modelinput.h"
#include "core/media/pixels/colour.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/pixels.h"

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
    if (!wish.region)
        return need;
    // Of the whole picture so much that the part has it; more than all of it there is not.
    static constexpr double most = 1 << 20;
    const double part = std::min(wish.region->width(), wish.region->height());
    const auto ofWhole = [part](int side) { return int(std::min(std::ceil(side / part), most)); };
    need.shortSide = ofWhole(need.shortSide);
    need.longSide = ofWhole(need.longSide);
    return need;
}

/// All pixels that the region touches, one at least.
QRect pixelsOf(const QRectF& region, QSize size) {
    const QRectF scaled(region.x() * size.width(), region.y() * size.height(),
                        region.width() * size.width(), region.height() * size.height());
    // A side that falls on a pixel's edge but for rounding takes no further pixel along.
    constexpr double slack = 1e-6;
    const QRect inner(
        QPoint(int(std::floor(scaled.left() + slack)), int(std::floor(scaled.top() + slack))),
        QPoint(int(std::ceil(scaled.right() - slack)) - 1,
               int(std::ceil(scaled.bottom() - slack)) - 1));
    const QRect all(QPoint(), size);
    const QRect part = inner & all;
    return part.isEmpty() ? QRect(std::min(inner.left(), size.width() - 1),
                                  std::min(inner.top(), size.height() - 1), 1, 1)
                          : part;
}

Result<QImage> cropped(QImage pixels, const std::optional<QRectF>& region) {
    if (!region)
        return pixels;
    const QRect part = pixelsOf(*region, pixels.size());
    QImage crop = pixels.copy(part);
    if (crop.isNull())
        return fail(outOfMemory(part.size()));
    return crop;
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

/// All but the picture's size. `exif` is what the codec found of it, if anything.
PhotoFacts undecodedFacts(const QByteArray& bytes, const Codec& codec,
                          const QByteArray& exif = {}) {
    PhotoFacts facts = codec.holdsMetadata ? readMetadata(bytes, exif) : PhotoFacts();
    facts.format = pictureFormatName(codec.format);
    return facts;
}

PhotoFacts factsOf(const ContainerFacts& container, const Codec& codec) {
    PhotoFacts facts = factsOfVideoTags(container.tags);
    facts.format = pictureFormatName(codec.format);
    facts.orientation = container.orientation;
    facts.durationMs = container.durationMs;
    return facts;
}

PhotoFacts withSize(PhotoFacts facts, const RawPicture& raw) {
    const bool turned = !raw.upright && facts.orientation >= 5;
    const QSize size = turned ? raw.fullSize.transposed() : raw.fullSize;
    facts.width = size.width();
    facts.height = size.height();
    return facts;
}

/// All that is wanted of the pixels; `facts` are without their size.
Result<DecodedPicture> pictureOf(RawPicture raw, PhotoFacts facts, const PictureWish& wish,
                                 const CancelToken& cancel) {
    DecodedPicture picture;
    picture.facts = withSize(std::move(facts), raw);
    SEMBLANCE_TRY_ASSIGN(QImage pixels,
                         oriented(raw.pixels, raw.upright ? 1 : picture.facts.orientation));
    raw.pixels = {};
    SEMBLANCE_TRY_ASSIGN(pixels, toSrgb(std::move(pixels), raw.iccProfile));
    SEMBLANCE_TRY_ASSIGN(pixels, cropped(std::move(pixels), wish.region));

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
        QSize fullSize(picture.facts.width, picture.facts.height);
        if (wish.region)
            fullSize = pixelsOf(*wish.region, fullSize).size();
        SEMBLANCE_TRY_ASSIGN(picture.input, modelInput(pixels, fullSize, *wish.input));
    }
    SEMBLANCE_TRY_ASSIGN(picture.thumbnails, makeThumbnails(pixels, wish.thumbnailSides));
    return picture;
}

Result<DecodedPicture> decodeAll(const QByteArray& bytes, const Codec& codec,
                                 const PictureWish& wish, const CancelToken& cancel) {
    if (wish.factsOnly)
        return DecodedPicture{undecodedFacts(bytes, codec), {}, {}, {}};
    SEMBLANCE_TRY_ASSIGN(RawPicture raw, codec.decode(bytes, codec.format, needOf(wish), cancel));
    PhotoFacts facts = undecodedFacts(bytes, codec, raw.exif);
    return pictureOf(std::move(raw), std::move(facts), wish, cancel);
}

Result<DecodedPicture> decodeInPlace(const ByteSource& source, const Codec& codec,
                                     const PictureWish& wish, const CancelToken& cancel) {
    if (wish.factsOnly) {
        SEMBLANCE_TRY_ASSIGN(const ContainerFacts container,
                             codec.readFacts(source, codec.format, cancel));
        return DecodedPicture{factsOf(container, codec), {}, {}, {}};
    }
    SEMBLANCE_TRY_ASSIGN(RawPicture raw,
                         codec.decodeInPlace(source, codec.format, needOf(wish), cancel));
    PhotoFacts facts = factsOf(raw.container.value_or(ContainerFacts()), codec);
    return pictureOf(std::move(raw), std::move(facts), wish, cancel);
}

Error failed(PictureFormat format, const char* detail) {
    return {ErrorKind::BadInput,
            Text::tr("The %1 picture cannot be decoded; it is damaged or of a rare kind.")
                .arg(pictureFormatName(format).toUpper()),
            QString::fromUtf8(detail)};
}

/// Codecs catch what their libraries throw; should one forget it, one picture fails.
template <class Decode>
Result<DecodedPicture> guarded(const Codec& codec, const Decode& decode) {
    try {
        return decode();
    } catch (const std::bad_alloc&) {
        return fail(pictureTakesTooMuch());
    } catch (const std::exception& error) {
        return fail(failed(codec.format, error.what()));
    } catch (...) {
        return fail(failed(codec.format, "an exception of an unknown kind"));
    }
}

}  // namespace

Result<DecodedPicture> decodePicture(const QByteArray& bytes, const PictureWish& wish,
                                     const CancelToken& cancel) {
    if (bytes.isEmpty())
        return fail(ErrorKind::BadInput, Text::tr("The file is empty."));
    const Codec* codec = codecOf(bytes);
    if (!codec)
        return fail(ErrorKind::BadInput,
                    Text::tr("This is not a picture, or it is damaged from its first bytes on."));
    return decodePicture(bytes, *codec, wish, cancel);
}

Result<DecodedPicture> decodePicture(const QByteArray& bytes, const Codec& codec,
                                     const PictureWish& wish, const CancelToken& cancel) {
    if (codec.decodeInPlace)
        return decodePicture(ByteSource(bytes), codec, wish, cancel);
    return guarded(codec, [&] { return decodeAll(bytes, codec, wish, cancel); });
}

Result<DecodedPicture> decodePicture(const ByteSource& source, const Codec& codec,
                                     const PictureWish& wish, const CancelToken& cancel) {
    return guarded(codec, [&] { return decodeInPlace(source, codec, wish, cancel); });
}

}  // namespace semblance
