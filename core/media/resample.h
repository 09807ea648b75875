#pragma once

#include <QByteArray>
#include <QImage>

namespace semblance {

/// One direction of a resize: all `sourceLength` pixels become `targetLength`, of which `count`
/// from `first` on are computed.
struct ResampleAxis {
    int sourceLength = 0;
    qint64 targetLength = 0;
    qint64 first = 0;
    int count = 0;
};

/// Antialiased bicubic resize of an RGB888 picture: Keys' kernel with a = -1/2, stretched by the
/// scale when shrinking, as in Pillow's Image.resize(BICUBIC) and torchvision's antialiased resize,
/// in float with a single rounding. OpenCV's own INTER_CUBIC does not filter when shrinking.
/// Returns RGB8, y.count rows of x.count * 3 bytes.
QByteArray resampleBicubic(const QImage& rgb, const ResampleAxis& x, const ResampleAxis& y);

}  // namespace semblance
