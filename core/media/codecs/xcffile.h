#pragma once

#include <QByteArrayView>
#include <QPoint>
#include <QSize>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// What its numbers are; all of an image's layers are alike.
enum class XcfColours : int { Rgb = 0, Grey = 1, Indexed = 2 };

enum class XcfCompression : int { None = 0, RunLength = 1, Zlib = 2 };

struct XcfLayer {
    QSize size;
    QPoint offset;  ///< of its upper left corner, in the picture
    bool hasAlpha = false;
    double opacity = 1;  ///< 0..1, with that of its groups
    quint64 pixels = 0;  ///< where its hierarchy of tiles begins
    quint64 mask = 0;    ///< the same of its mask; 0: none that applies
};

/// The parts of a GIMP file that the picture is put together from, as places and pieces of it.
/// After "The XCF file format" of GIMP's developers (devel-docs/xcf.txt).
struct XcfFile {
    QByteArrayView bytes;  ///< all of it
    bool isWide = false;   ///< places in the file are 8 bytes long
    QSize size;
    XcfColours colours = XcfColours::Rgb;
    XcfCompression compression = XcfCompression::None;
    QByteArrayView palette;  ///< red, green and blue of each index
    QByteArrayView iccProfile;
    std::vector<XcfLayer> layers;  ///< those that are seen, from the lowest up
};

/// Fails with BadInput: damaged, cut short, too large, or of a variant that is not read (more than
/// 8 bits a sample).
Result<XcfFile> readXcfFile(QByteArrayView bytes);

/// The number of bytes of a pixel in the tiles of such a layer.
int pixelBytes(XcfColours colours, bool hasAlpha);

}  // namespace semblance
