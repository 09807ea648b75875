#include "core/library/indexing/palettes.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <utility>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/library/indexing/pausegate.h"

namespace semblance {

namespace {
constexpr int kThumbnailSide = 256;
/// Enough to tell colours and shares; JPEGs are read at an eighth at once.
constexpr int kSide = 64;
constexpr std::size_t kBatch = 200;
}  // namespace

Palette paletteOfThumbnail(const QByteArray& image) {
    QBuffer buffer;
    buffer.setData(image);
    QImageReader reader(&buffer, image.startsWith("\x89PNG") ? "png" : "jpeg");
    const QSize size = reader.size();
    if (size.width() > kThumbnailSide || size.height() > kThumbnailSide)
        return {};
    // At least a pixel each way of a narrow one.
    reader.setScaledSize(
        size.scaled(kSide, kSide, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)).boundedTo(size));
    const QImage read = reader.read().convertToFormat(QImage::Format_ARGB32);
    if (read.isNull())
        return {};
    std::vector<std::uint32_t> pixels;
    pixels.reserve(std::size_t(read.width()) * std::size_t(read.height()));
    for (int y = 0; y < read.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(read.constScanLine(y));
        pixels.insert(pixels.end(), line, line + read.width());
    }
    return paletteOf(pixels);
}

Status findPalettes(Catalogue& catalogue, RowReader& reader, PauseGate& pause,
                    const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto contents, reader.contentsWithoutPalette());
    if (contents.empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, catalogue.acquireWriter());
    SEMBLANCE_TRY_ASSIGN(const auto thumbnails, catalogue.openThumbnails());
    std::vector<ContentPalette> found;
    const auto store = [&]() -> Status {
        return found.empty() ? Status() : writer->setPalettes(std::exchange(found, {}));
    };
    for (const RowReader::ContentKey& content : contents) {
        pause.wait(cancel);
        if (cancel.isCancelled())
            break;
        SEMBLANCE_TRY_ASSIGN(const auto image, thumbnails->get(content.key, kThumbnailSide));
        if (image)
            found.push_back({content.id, paletteOfThumbnail(*image)});
        if (found.size() == kBatch)
            SEMBLANCE_TRY(store());
    }
    SEMBLANCE_TRY(store());
    return cancel.isCancelled() ? Status(fail(cancelledError())) : Status();
}

}  // namespace semblance
