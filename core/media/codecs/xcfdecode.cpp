#include "core/media/codecs/xcfdecode.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/xcffile.h"
#include "core/media/codecs/xcftiles.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

constexpr std::size_t kTilePixels = std::size_t{XcfTiles::side} * XcfTiles::side;

/// Of all layers together, those parts that lie in the picture: no drawing has so many, but a small
/// file can name one layer ten thousand times.
constexpr qint64 kMostLayerPixels = 4 * kMaxPixels;

unsigned byOpacity(unsigned value, unsigned opacity) {
    return (value * opacity + 127) / 255;
}

/// Lays layers over each other.
class XcfCanvas {
public:
    XcfCanvas(const XcfFile& file, QImage image)
        : m_file(file),
          m_image(std::move(image)),
          m_pixels(kTilePixels * XcfTiles::mostPixelBytes),
          m_mask(kTilePixels) {}

    Status add(const XcfLayer& layer, const CancelToken& cancel);
    QImage take() { return std::move(m_image); }

private:
    Status addTile(const XcfLayer& layer, const XcfTiles& tiles,
                   const std::optional<XcfTiles>& mask, int column, int row);
    void blend(const XcfLayer& layer, const QRect& area, const QRect& seen, bool hasMask);
    std::array<uchar, 3> colourOf(const uchar* pixel) const;

    const XcfFile& m_file;
    QImage m_image;
    std::vector<uchar> m_pixels;  ///< of the tile at hand
    std::vector<uchar> m_mask;
    qint64 m_added = 0;  ///< pixels
};

std::array<uchar, 3> XcfCanvas::colourOf(const uchar* pixel) const {
    switch (m_file.colours) {
        case XcfColours::Rgb:
            return {pixel[0], pixel[1], pixel[2]};
        case XcfColours::Grey:
            return {pixel[0], pixel[0], pixel[0]};
        case XcfColours::Indexed:
            break;
    }
    const qsizetype at = qsizetype{3} * pixel[0];
    if (at + 3 > m_file.palette.size())
        return {};
    return {uchar(m_file.palette[at]), uchar(m_file.palette[at + 1]),
            uchar(m_file.palette[at + 2])};
}

/// The tile at `area`, of which `seen` lies in the picture; both in the picture's coordinates.
void XcfCanvas::blend(const XcfLayer& layer, const QRect& area, const QRect& seen, bool hasMask) {
    const int bytes = pixelBytes(m_file.colours, layer.hasAlpha);
    const auto opacity = unsigned(layer.opacity * 255 + 0.5);
    for (int y = seen.top(); y <= seen.bottom(); ++y) {
        const int first = (y - area.top()) * area.width() + seen.left() - area.left();
        const uchar* in = m_pixels.data() + first * bytes;
        const uchar* mask = m_mask.data() + first;
        uchar* out = m_image.scanLine(y) + 4 * seen.left();
        for (int x = 0; x < seen.width(); ++x, in += bytes, out += 4) {
            unsigned alpha = layer.hasAlpha ? byOpacity(in[bytes - 1], opacity) : opacity;
            if (hasMask)
                alpha = byOpacity(alpha, mask[x]);
            if (alpha == 0)
                continue;
            const std::array<uchar, 3> colour = colourOf(in);
            for (std::size_t c = 0; c < 3; ++c)
                out[c] = uchar((colour[c] * alpha + out[c] * (255 - alpha) + 127) / 255);
            out[3] = uchar(alpha + byOpacity(out[3], 255 - alpha));
        }
    }
}

Status XcfCanvas::addTile(const XcfLayer& layer, const XcfTiles& tiles,
                          const std::optional<XcfTiles>& mask, int column, int row) {
    const QRect area = tiles.area(column, row).translated(layer.offset);
    const QRect seen = area & m_image.rect();
    if (seen.isEmpty())
        return {};
    m_added += qint64{seen.width()} * seen.height();
    if (m_added > kMostLayerPixels)
        return fail(damagedPicture(PictureFormat::Xcf, QStringLiteral("layers")));
    SEMBLANCE_TRY(tiles.read(column, row, m_pixels));
    if (mask)
        SEMBLANCE_TRY(mask->read(column, row, m_mask));
    blend(layer, area, seen, mask.has_value());
    return {};
}

Status XcfCanvas::add(const XcfLayer& layer, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const XcfTiles tiles,
                         XcfTiles::open(m_file, layer.pixels, layer.size,
                                        pixelBytes(m_file.colours, layer.hasAlpha)));
    std::optional<XcfTiles> mask;
    if (layer.mask != 0) {
        SEMBLANCE_TRY_ASSIGN(mask, XcfTiles::open(m_file, layer.mask, layer.size, 1));
    }
    for (int row = 0; row < tiles.rows(); ++row) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        for (int column = 0; column < tiles.columns(); ++column)
            SEMBLANCE_TRY(addTile(layer, tiles, mask, column, row));
    }
    return {};
}

}  // namespace

Result<RawPicture> decodeXcf(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const XcfFile file, readXcfFile(bytes));
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(file.size, QImage::Format_RGBA8888_Premultiplied));
    XcfCanvas canvas(file, std::move(image));
    for (const XcfLayer& layer : file.layers)
        SEMBLANCE_TRY(canvas.add(layer, cancel));
    SEMBLANCE_TRY_ASSIGN(RawPicture picture, plainPicture(canvas.take(), file.size, need));
    picture.upright = true;
    picture.iccProfile = file.iccProfile.toByteArray();
    return picture;
}

}  // namespace semblance
