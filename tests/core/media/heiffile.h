#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/pictureformats.h"

/// HEIF and AVIF files, written by libheif's encoders.
namespace semblance::fixtures {

struct HeifWish {
    PictureFormat format = PictureFormat::Heif;
    int bits = 8;         ///< more: of RGBA64's upper ones
    int orientation = 1;  ///< as EXIF counts, in the file's own properties
    bool isPremultiplied = false;
    QByteArray icc{};
    int primaries = 1;  ///< code points, without `icc`
    int transfer = 13;
    QByteArray exif{};   ///< a TIFF block
    QImage thumbnail{};  ///< stored as a smaller copy, whatever it shows
};

/// Whether libheif has an encoder for it here.
bool canEncode(PictureFormat format);

/// With alpha when the image has it.
QByteArray heifFile(const QImage& image, const HeifWish& wish = {});

/// A HEIC file of 2 x 2 tiles, each a quarter of `image`, whose sides are multiples of 128. It
/// claims to be of `size`, which may be more than the tiles cover.
QByteArray heicGrid(const QImage& image, QSize size);

}  // namespace semblance::fixtures
