#pragma once

#include <QByteArray>
#include <QImage>

/// Raw files as a camera writes them: TIFF directories with a colour filter array, uncompressed.
namespace semblance::fixtures {

struct DngWish {
    int orientation = 1;
    QByteArray preview{};  ///< a JPEG file; empty: none
    QSize previewSize{};   ///< of it
    bool isDng = true;     ///< else only the filter array tells it from a TIFF file
    bool isBigEndian = false;
};

/// The sensor's view of `image`: red, green and blue behind filters RGGB, 16 bits, linear.
QByteArray dngFile(const QImage& image, const DngWish& wish = {});

}  // namespace semblance::fixtures
