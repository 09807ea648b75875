#include "core/media/pixels/tonemap.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/media/pixels/limits.h"

namespace semblance {

namespace {

constexpr double kMiddleGrey = 0.18;
constexpr double kDarkest = 1e-5;
constexpr double kNight = 0.02;
constexpr double kMaxExposure = 1024;

/// Light from nothing to the brightest that the formats can hold.
float sane(float light) {
    constexpr float brightest = 1e9F;
    return light > 0 ? std::min(light, brightest) : 0.0F;  // false for what is no number
}

/// ITU-R BT.709.
double luminance(const float* rgb) {
    return 0.2126 * double(sane(rgb[0])) + 0.7152 * double(sane(rgb[1])) +
           0.0722 * double(sane(rgb[2]));
}

double exposureOf(const LightPicture& light) {
    double logarithms = 0;
    qint64 lit = 0;
    qint64 bright = 0;
    for (std::size_t i = 0; i + 2 < light.rgb.size(); i += 3) {
        const double value = luminance(light.rgb.data() + i);
        if (value < kDarkest)
            continue;
        logarithms += std::log(value);
        ++lit;
        bright += value > 1 ? 1 : 0;
    }
    if (lit == 0)
        return 1;
    const double mean = std::exp(logarithms / double(lit));
    if (bright * 100 <= qint64(light.rgb.size() / 3) && mean >= kNight)
        return 1;
    return std::clamp(kMiddleGrey / mean, 1 / kMaxExposure, kMaxExposure);
}

constexpr int kCurveSteps = 1 << 14;

const std::array<uchar, kCurveSteps + 1>& srgbCurve() {
    static const auto table = [] {
        std::array<uchar, kCurveSteps + 1> steps;
        for (int i = 0; i <= kCurveSteps; ++i) {
            // In steps of the square root, since the curve is steep where it is dark.
            const double linear = std::pow(double(i) / kCurveSteps, 2);
            const double encoded =
                linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
            steps[std::size_t(i)] = uchar(std::lround(255 * encoded));
        }
        return steps;
    }();
    return table;
}

}  // namespace

Result<LightPicture> LightPicture::black(QSize size) {
    const qint64 pixels = qint64{size.width()} * size.height();
    if (pixels > kMaxPixels)
        return fail(tooManyPixels(size));
    if (pixels * qint64(3 * sizeof(float)) > qint64{kMaxPixelMiB} << 20)
        return fail(tooManyBytes(size));
    return LightPicture{size, std::vector<float>(std::size_t(pixels) * 3)};
}

Result<QImage> toneMapped(const LightPicture& light) {
    SEMBLANCE_TRY_ASSIGN(QImage image, newPixels(light.size, QImage::Format_RGB888));
    const auto exposure = float(exposureOf(light));
    const auto& curve = srgbCurve();
    const float* in = light.rgb.data();
    for (int y = 0; y < image.height(); ++y) {
        uchar* out = image.scanLine(y);
        for (int i = 0; i < 3 * image.width(); ++i) {
            const float value = std::min(1.0F, sane(*in++) * exposure);
            *out++ = curve[std::size_t(std::sqrt(value) * kCurveSteps + 0.5F)];
        }
    }
    return image;
}

}  // namespace semblance
