#pragma once

#include <QByteArray>
#include <QImage>

/// JPEG XL files, written by libjxl.
namespace semblance::fixtures {

struct JxlWish {
    bool isLossless = true;
    int bits = 8;  ///< 8 or 16
    int orientation = 1;
    QByteArray icc{};
    QByteArray exif{};     ///< a TIFF block; makes it a container
    QImage secondFrame{};  ///< makes it an animation
};

/// With alpha when the image has it; straight, since libjxl 0.7 stops at a check over other alpha.
QByteArray jxlFile(const QImage& image, const JxlWish& wish = {});

}  // namespace semblance::fixtures
