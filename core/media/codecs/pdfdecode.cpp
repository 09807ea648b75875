#include "core/media/codecs/pdfdecode.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <QCoreApplication>
#include <cmath>
#include <cstring>
#include <exception>
#include <memory>
#include <new>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/tiffdecode.h"
#include "core/media/codecs/vectorsize.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::PdfDecoder)
};

constexpr double kPointsPerInch = 72;
constexpr double kPixelsPerInch = 96;

/// In CSS pixels, as it is to be seen.
QSizeF sizeOf(const poppler::page& page) {
    const poppler::rectf box = page.page_rect(poppler::crop_box);
    const QSizeF size = QSizeF(box.width(), box.height()) * (kPixelsPerInch / kPointsPerInch);
    const auto orientation = page.orientation();
    return orientation == poppler::page::landscape || orientation == poppler::page::seascape
               ? size.transposed()
               : size;
}

Result<QImage> drawn(const poppler::page& page, QSizeF size, const PixelNeed& need) {
    const double scale = drawingScale(size, need);
    // What poppler will need, before it asks for it.
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(drawnSize(size, scale), QImage::Format_RGB32));
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    const poppler::image pixels = renderer.render_page(
        &page, kPixelsPerInch * scale, kPixelsPerInch * scale, 0, 0, image.width(), image.height());
    if (!pixels.is_valid() || pixels.format() != poppler::image::format_argb32 ||
        pixels.width() != image.width() || pixels.height() != image.height())
        return fail(damagedPicture(PictureFormat::Pdf));
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.scanLine(y), pixels.const_data() + qsizetype{y} * pixels.bytes_per_row(),
                    std::size_t(image.width()) * 4);
    return image;
}

Result<RawPicture> firstPage(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.constData(), int(bytes.size())));
    if (!document)
        return fail(damagedPicture(format));
    if (document->is_locked())
        return fail(ErrorKind::BadInput,
                    Text::tr("The PDF file is protected by a password and cannot be shown."));
    const std::unique_ptr<poppler::page> page(document->create_page(0));
    if (!page)
        return fail(damagedPicture(format, QStringLiteral("no page")));
    const QSizeF size = sizeOf(*page);
    if (!(size.width() > 0 && size.height() > 0 && std::isfinite(size.width()) &&
          std::isfinite(size.height())))
        return fail(damagedPicture(format, QStringLiteral("page size")));
    if (cancel.isCancelled())
        return fail(cancelledError());
    SEMBLANCE_TRY_ASSIGN(QImage image, drawn(*page, size, need));
    return plainPicture(std::move(image), factualSize(size), need);
}

}  // namespace

Result<RawPicture> decodePdf(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                             const CancelToken& cancel) {
    static const bool isQuiet = [] {
        poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
        return true;
    }();
    Q_UNUSED(isQuiet)
    try {
        return firstPage(bytes, format, need, cancel);
    } catch (const std::bad_alloc&) {
        throw;  // has a sentence of its own
    } catch (const std::exception& error) {
        return fail(damagedPicture(format, QString::fromUtf8(error.what())));
    }
}

bool loadPdfCodec(PictureFormat format) {
    // Without a table of contents, which the library makes anew.
    const QByteArray page =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F "
        "5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 27>>stream\nBT /F 9 Tf 1 1 Td (a) Tj ET\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n";
    return decodePdf(page, format, {}, {}).has_value();
}

bool isEps(QByteArrayView bytes) {
    return bytes.startsWith("%!PS") || bytes.startsWith("\xc5\xd0\xd3\xc6");
}

Result<RawPicture> decodeEps(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    // Adobe, "Encapsulated PostScript File Format Specification" 3.0, section 5.2: where the
    // PostScript, a Windows metafile and a TIFF are.
    ByteReader reader(bytes);
    reader.skip(20);
    const quint32 at = reader.u32le();
    const quint32 size = reader.u32le();
    ByteReader tiff(bytes);
    tiff.skip(at);
    const QByteArrayView preview = tiff.take(size);
    if (!bytes.startsWith("\xc5\xd0\xd3\xc6") || reader.failed() || preview.isEmpty())
        return fail(ErrorKind::BadInput,
                    Text::tr("There is no preview in the PostScript file that can be shown. Save "
                             "it as PDF, or with a TIFF preview."));
    return decodeTiff(preview.toByteArray(), PictureFormat::Tiff, need, cancel);
}

}  // namespace semblance
