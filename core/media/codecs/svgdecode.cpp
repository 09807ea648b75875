#include "core/media/codecs/svgdecode.h"

#include <QCoreApplication>
#include <cmath>
#include <memory>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/svgtext.h"
#include "core/media/codecs/vectorsize.h"
#include "core/media/pixels/plainpicture.h"

#ifdef SEMBLANCE_HAS_RSVG
#include <librsvg/rsvg.h>
#endif

namespace semblance {

#ifdef SEMBLANCE_HAS_RSVG

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SvgDecoder)
};

struct Deleter {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
    void operator()(GInputStream* stream) const { g_object_unref(stream); }
    void operator()(GError* error) const { g_error_free(error); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Deleter>;

/// An out-parameter of GLib's kind.
class ErrorOf {
public:
    operator GError**() { return &m_error; }
    ~ErrorOf() { g_clear_error(&m_error); }
    QString text() const { return m_error ? QString::fromUtf8(m_error->message) : QString(); }

private:
    GError* m_error = nullptr;
};

Result<Owned<RsvgHandle>> parsed(const QByteArray& text) {
    const Owned<GInputStream> stream(
        g_memory_input_stream_new_from_data(text.constData(), text.size(), nullptr));
    ErrorOf error;
    // Without a base nothing but data: can be referred to.
    Owned<RsvgHandle> handle(rsvg_handle_new_from_stream_sync(
        stream.get(), nullptr, RSVG_HANDLE_FLAGS_NONE, nullptr, error));
    if (!handle)
        return fail(damagedPicture(PictureFormat::Svg, error.text()));
    constexpr double pixelsPerInch = 96;
    rsvg_handle_set_dpi(handle.get(), pixelsPerInch);
    return handle;
}

/// In CSS pixels; nothing of it is negative, endless or no number.
QSizeF documentSize(RsvgHandle* handle) {
    const auto isSize = [](double width, double height) {
        return width > 0 && height > 0 && std::isfinite(width) && std::isfinite(height);
    };
    double width = 0;
    double height = 0;
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) && isSize(width, height))
        return {width, height};
    gboolean hasWidth = FALSE, hasHeight = FALSE, hasViewBox = FALSE;
    RsvgLength widthLength{}, heightLength{};
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(handle, &hasWidth, &widthLength, &hasHeight, &heightLength,
                                         &hasViewBox, &box);
    if (hasViewBox && isSize(box.width, box.height))
        return {box.width, box.height};
    // CSS: what a replaced element without a size gets.
    return {300, 150};
}

/// cairo's pixels are Qt's.
Result<QImage> drawn(RsvgHandle* handle, QSizeF size, QSize pixels) {
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(pixels, QImage::Format_ARGB32_Premultiplied));
    const Owned<cairo_surface_t> surface(
        cairo_image_surface_create_for_data(image.bits(), CAIRO_FORMAT_ARGB32, image.width(),
                                            image.height(), int(image.bytesPerLine())));
    const Owned<cairo_t> context(cairo_create(surface.get()));
    cairo_scale(context.get(), pixels.width() / size.width(), pixels.height() / size.height());
    const RsvgRectangle viewport{0, 0, size.width(), size.height()};
    ErrorOf error;
    if (!rsvg_handle_render_document(handle, context.get(), &viewport, error))
        return fail(ErrorKind::BadInput,
                    Text::tr("The SVG document cannot be drawn: it is damaged, or asks for more "
                             "than one picture may take."),
                    error.text());
    cairo_surface_flush(surface.get());
    return image;
}

}  // namespace

Result<RawPicture> decodeSvg(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const QByteArray text, svgText(bytes));
    SEMBLANCE_TRY_ASSIGN(const Owned<RsvgHandle> handle, parsed(text));
    if (cancel.isCancelled())
        return fail(cancelledError());
    const QSizeF size = documentSize(handle.get());
    SEMBLANCE_TRY_ASSIGN(QImage image,
                         drawn(handle.get(), size, drawnSize(size, drawingScale(size, need))));
    if (cancel.isCancelled())
        return fail(cancelledError());
    return plainPicture(std::move(image), factualSize(size), need);
}

bool loadSvgCodec(PictureFormat format) {
    // A letter, a picture within the document, and its loader.
    const QByteArray document =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "width='16' height='16'><text y='9' font-family='sans-serif'>a</text>"
        "<text y='9' font-family='serif'>a</text><image width='1' height='1' xlink:href='"
        "data:image/"
        "png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+k"
        "cQAAAABJRU5ErkJggg=='/></svg>";
    return decodeSvg(document, format, {}, {}).has_value();
}

#else

Result<RawPicture> decodeSvg(const QByteArray&, PictureFormat format, const PixelNeed&,
                             const CancelToken&) {
    return fail(formatNotInstalled(format));
}

bool loadSvgCodec(PictureFormat) {
    return false;
}

#endif

}  // namespace semblance
