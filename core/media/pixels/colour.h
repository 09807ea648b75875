#pragma once

#include <QByteArray>
#include <QImage>
#include <array>

#include "core/base/result.h"

/// What the numbers of a picture mean, and the way to sRGB, in which everything else here works.
/// All of it perceptual, by Little CMS. Thread-safe.
namespace semblance {

/// The picture in sRGB, opaque or not as before. `image` is RGB888 or RGBA8888_Premultiplied,
/// `iccProfile` the profile of its numbers, of RGB or of grey (then red is taken for the grey). An
/// empty profile means sRGB, and so does one that is broken or of another kind. Fails with NoMemory
/// for want of memory.
Result<QImage> toSrgb(QImage image, const QByteArray& iccProfile);

/// Ink to light, as RGB888 in sRGB. The bytes of `inks` (RGBA8888) are cyan, magenta, yellow and
/// black, 255 the most ink. Without a CMYK profile that can be used, light is what each ink leaves
/// of what black leaves. Fails with NoMemory for want of memory.
Result<QImage> rgbFromInks(const QImage& inks, const QByteArray& iccProfile);

/// CIE L*a*b* (D50) to RGB888 in sRGB. The bytes of `lab` (RGB888) are L* (0..255 for 0..100) and
/// a* and b* (0..255 for -128..127).
Result<QImage> rgbFromLab(const QImage& lab);

/// Where red, green, blue and white lie in CIE xy.
struct Chromaticities {
    std::array<double, 2> red, green, blue, white;
};

/// The profile of a PNG's cHRM and gAMA: values are encoded by the exponent 1 / `gamma`. Empty when
/// such colours cannot be.
QByteArray profileOf(const Chromaticities& primaries, double gamma);

/// The profile of the code points for primaries and transfer of ITU-T H.273 (nclx boxes, cICP). Of
/// HDR (PQ, HLG) the range up to reference white (203 cd/m2, ITU-R BT.2408) is kept and what is
/// brighter is pressed into the last tenth. Empty for sRGB itself and for what is not specified
/// there.
QByteArray profileOfCodePoints(int primaries, int transfer);

}  // namespace semblance
