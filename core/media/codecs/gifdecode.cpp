#include "core/media/codecs/gifdecode.h"

#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/pixels.h"

namespace semblance {

namespace {

struct Source {
    const QByteArray& bytes;
    qsizetype position = 0;
};

int readSource(GifFileType* gif, GifByteType* to, int count) {
    auto* source = static_cast<Source*>(gif->UserData);
    const auto got = int(std::min<qsizetype>(count, source->bytes.size() - source->position));
    std::memcpy(to, source->bytes.constData() + source->position, std::size_t(got));
    source->position += got;
    return got;
}

struct Close {
    void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Close>;

/// Up to the first frame's pixels; `transparent` is then its transparent colour or negative.
bool findFrame(GifFileType* gif, int& transparent) {
    transparent = NO_TRANSPARENT_COLOR;
    GifRecordType type = UNDEFINED_RECORD_TYPE;
    while (DGifGetRecordType(gif, &type) == GIF_OK) {
        if (type == IMAGE_DESC_RECORD_TYPE)
            return DGifGetImageDesc(gif) == GIF_OK;
        if (type != EXTENSION_RECORD_TYPE)
            return false;
        int code = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(gif, &code, &block) != GIF_OK)
            return false;
        while (block) {
            GraphicsControlBlock control{};
            if (code == GRAPHICS_EXT_FUNC_CODE &&
                DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
                transparent = control.TransparentColor;
            if (DGifGetExtensionNext(gif, &block) != GIF_OK)
                return false;
        }
    }
    return false;
}

/// The order in which a frame's rows are stored.
std::vector<int> rowOrder(int height, bool isInterlaced) {
    std::vector<int> rows;
    rows.reserve(std::size_t(height));
    const auto addEvery = [&](int first, int step) {
        for (int y = first; y < height; y += step)
            rows.push_back(y);
    };
    if (!isInterlaced) {
        addEvery(0, 1);
        return rows;
    }
    addEvery(0, 8);
    addEvery(4, 8);
    addEvery(2, 4);
    addEvery(1, 2);
    return rows;
}

void colourRow(const std::vector<GifPixelType>& row, const ColorMapObject& colours, int transparent,
               uchar* out) {
    for (const GifPixelType index : row) {
        if (index != transparent) {
            const GifColorType colour =
                index < colours.ColorCount ? colours.Colors[index] : GifColorType{};
            out[0] = colour.Red;
            out[1] = colour.Green;
            out[2] = colour.Blue;
            out[3] = 255;
        }
        out += 4;
    }
}

Error unreadable(const Gif& gif, const Source& source) {
    const char* message = gif ? GifErrorString(gif->Error) : nullptr;
    const QString detail = QString::fromLatin1(message ? message : "no header");
    return source.position == source.bytes.size() ? mostlyMissingPicture(detail)
                                                  : damagedPicture(PictureFormat::Gif, detail);
}

}  // namespace

Result<RawPicture> decodeGif(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    Source source{bytes};
    const Gif gif(DGifOpen(&source, readSource, nullptr));
    int transparent = NO_TRANSPARENT_COLOR;
    if (!gif || !findFrame(gif.get(), transparent))
        return fail(unreadable(gif, source));
    const GifImageDesc& frame = gif->Image;
    const ColorMapObject* colours = frame.ColorMap ? frame.ColorMap : gif->SColorMap;
    if (frame.Width < 1 || frame.Height < 1 || !colours)
        return fail(damagedPicture(PictureFormat::Gif, QStringLiteral("no pixels or colours")));
    const QSize full(std::max(gif->SWidth, frame.Left + frame.Width),
                     std::max(gif->SHeight, frame.Top + frame.Height));
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(full, QImage::Format_RGBA8888_Premultiplied));

    std::vector<GifPixelType> row(std::size_t(frame.Width));
    int done = 0;
    for (const int y : rowOrder(frame.Height, frame.Interlace)) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (DGifGetLine(gif.get(), row.data(), frame.Width) != GIF_OK)
            break;
        colourRow(row, *colours, transparent,
                  image.scanLine(frame.Top + y) + qsizetype{4} * frame.Left);
        ++done;
    }
    if (done * 2 < frame.Height)
        return fail(mostlyMissingPicture(QString::fromLatin1(GifErrorString(gif->Error))));
    SEMBLANCE_TRY_ASSIGN(image, reduced(image, need));
    if (isOpaque(image))
        image = std::move(image).convertToFormat(QImage::Format_RGB888);
    if (image.isNull())
        return fail(outOfMemory(full));
    return RawPicture{std::move(image), full};
}

}  // namespace semblance
