#pragma once

#include <QImage>

namespace semblance {

/// One direction of a resize: all `sourceLength` pixels become `targetLength`, of which `count`
/// from `first` on are computed.
struct ResampleAxis {
    int sourceLength = 0;
    qint64 targetLength = 0;
    qint64 first = 0;
    int count = 0;

    bool operator==(const ResampleAxis&) const = default;
};

enum class ResampleKernel {
    Hamming,  ///< Pillow's HAMMING: a windowed sinc of one lobe, as sharp as Bicubic, half the work
    Bicubic,  ///< Pillow's BICUBIC: Keys' kernel with a = -1/2
    Bilinear,  ///< Pillow's BILINEAR: a triangle
};

/// Antialiased resize of an RGB888 or RGBA8888_Premultiplied picture: the kernel is stretched by
/// the scale when shrinking, as in Pillow and in torchvision's antialiased resize, in float with a
/// single rounding. (OpenCV's INTER_LINEAR and INTER_CUBIC do not filter when shrinking, and its
/// INTER_AREA takes three times as long where the scale is no whole number.)
/// The result has x.count by y.count pixels in the same format; it is null for want of memory.
QImage resampled(const QImage& image, ResampleKernel kernel, const ResampleAxis& x,
                 const ResampleAxis& y);

}  // namespace semblance
