#pragma once

#include <QByteArrayView>
#include <QRect>
#include <QSize>
#include <span>

#include "core/base/result.h"
#include "core/media/codecs/xcffile.h"

namespace semblance {

/// The pixels of a layer or a mask, in tiles of 64 x 64 (less at the right and below).
class XcfTiles {
public:
    static constexpr int side = 64;
    static constexpr int mostPixelBytes = 4;

    /// `place` is its hierarchy's; `file` must outlive this. Fails with BadInput: cut short, or of
    /// another size or depth than `size` and `pixelBytes` say.
    static Result<XcfTiles> open(const XcfFile& file, quint64 place, QSize size, int pixelBytes);

    int columns() const { return (m_size.width() + side - 1) / side; }
    int rows() const { return (m_size.height() + side - 1) / side; }

    /// Where a tile lies in the layer.
    QRect area(int column, int row) const;

    /// The pixels of a tile from top to bottom, each with all of its samples, into `pixels`, which
    /// has room for those of a whole tile. Fails with BadInput where the file ends or is damaged.
    Status read(int column, int row, std::span<uchar> pixels) const;

private:
    XcfTiles(const XcfFile& file, QSize size, int pixelBytes, QByteArrayView places)
        : m_file(&file), m_size(size), m_pixelBytes(pixelBytes), m_places(places) {}

    const XcfFile* m_file;
    QSize m_size;
    int m_pixelBytes;
    QByteArrayView m_places;  ///< of the tiles, row by row
};

}  // namespace semblance
