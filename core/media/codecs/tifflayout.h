#pragma once

#include <QImage>
#include <array>
#include <vector>

#include "core/media/codecs/tiffsamples.h"

namespace semblance {

/// What the numbers of one page of a TIFF mean, and the way to bytes of RGB, CMYK or CIELAB.
class TiffLayout {
public:
    enum class Model { Grey, InvertedGrey, Palette, Rgb, Inks, CieLab, IccLab };
    enum class Alpha { None, Straight, Premultiplied };

    Model model = Model::Rgb;
    TiffSamples type;
    int samples = 3;  ///< a pixel, those that mean nothing included
    Alpha alpha = Alpha::None;
    int alphaSample = -1;
    std::vector<std::array<uchar, 3>> palette{};

    /// How many of the samples, the first ones, are colours.
    int colours() const;
    bool isUsed(int sample) const { return sample < colours() || sample == alphaSample; }

    /// Of the rows made here: RGB888 (also for CIELAB, as colour.h has it), or RGBA8888 for inks
    /// and RGBA8888_Premultiplied for alpha.
    QImage::Format format() const;

    /// `in` holds all samples of each pixel.
    void convert(const uchar* in, int width, uchar* out) const;

    /// `in` holds one sample of each pixel; the others in `out` stay.
    void convertPlane(const uchar* in, int sample, int width, uchar* out) const;

    /// Makes the alpha of a whole row what format() says.
    void finish(uchar* row, int width) const;

private:
    int pixelBytes() const { return format() == QImage::Format_RGB888 ? 3 : 4; }
    template <class T>
    void place(const T* in, int step, int sample, int width, uchar* out) const;
    void placeWide(const uchar* in, int count, int firstSample, int width, uchar* out) const;
    bool needsValues() const;
};

}  // namespace semblance
