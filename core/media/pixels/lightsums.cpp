#include "core/media/pixels/lightsums.h"

#include <lcms2.h>

#include <cmath>
#include <opencv2/core/hal/intrin.hpp>
#include <vector>

namespace semblance {

namespace {

using Profile = std::unique_ptr<void, decltype(&cmsCloseProfile)>;
using Transform = std::unique_ptr<void, decltype(&cmsDeleteTransform)>;
using Curve = std::unique_ptr<cmsToneCurve, decltype(&cmsFreeToneCurve)>;

Profile linearSrgb() {
    const Curve line(cmsBuildGamma(nullptr, 1), &cmsFreeToneCurve);
    const cmsCIExyY white{0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    cmsToneCurve* curves[] = {line.get(), line.get(), line.get()};
    return Profile(line ? cmsCreateRGBProfile(&white, &primaries, curves) : nullptr,
                   &cmsCloseProfile);
}

uchar encoded(double light) {
    // IEC 61966-2-1.
    const double value =
        light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    return uchar(std::lround(255 * value));
}

}  // namespace

std::unique_ptr<const LightSums> LightSums::make(void* profile) {
    const Profile linear = linearSrgb();
    // In floats, so that nothing is cut off: one channel alone is often out of sRGB's range.
    const Transform transform(
        cmsCreateTransform(profile, TYPE_RGB_FLT, linear.get(), TYPE_RGB_FLT, INTENT_PERCEPTUAL,
                           cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE),
        &cmsDeleteTransform);
    if (!transform)
        return nullptr;
    auto sums = std::make_unique<LightSums>();
    const auto lightOf = [&](const std::array<float, 3>& rgb) {
        std::array<float, 3> light{};
        cmsDoTransform(transform.get(), rgb.data(), light.data(), 1);
        return light;
    };
    const std::array<float, 3> black = lightOf({0, 0, 0});
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t value = 0; value < 256; ++value) {
            std::array<float, 3> rgb{};
            rgb[channel] = float(value) / 255;
            const std::array<float, 3> light = lightOf(rgb);
            for (std::size_t c = 0; c < 3; ++c) {
                const double part = light[c] - (channel == 0 ? 0 : black[c]);
                constexpr double limit = 16;  // three of them fit
                if (!(std::abs(part) < limit))
                    return nullptr;
                const int rounding = channel == 0 ? 1 << (kFraction - 1) : 0;
                sums->m_light[channel][value].rgb[c] =
                    int(std::lround(part * double(kSteps << kFraction))) + rounding;
            }
        }
    }
    for (std::size_t i = 0; i < sums->m_encoded.size(); ++i)
        sums->m_encoded[i] = encoded(double(i) / kSteps);
    return sums;
}

template <int Channels>
void LightSums::convert(uchar* row, int width) const {
    const cv::v_int16x8 none = cv::v_setzero_s16();
    const cv::v_int16x8 white = cv::v_setall_s16(kSteps);
    const auto lightOf = [this](const uchar* pixel) {
        return (cv::v_load_aligned(m_light[0][pixel[0]].rgb) +
                cv::v_load_aligned(m_light[1][pixel[1]].rgb) +
                cv::v_load_aligned(m_light[2][pixel[2]].rgb)) >>
               kFraction;
    };
    const auto put = [encoded = m_encoded.data()](uchar* pixel, qint64 steps) {
        pixel[0] = encoded[steps & 0xffff];
        pixel[1] = encoded[steps >> 16 & 0xffff];
        pixel[2] = encoded[steps >> 32 & 0xffff];
    };
    // Two at a time; the last one may be both.
    for (int x = 0; x < width; x += 2, row += 2 * Channels) {
        uchar* const next = x + 1 < width ? row + Channels : row;
        const cv::v_int16x8 light = cv::v_pack(lightOf(row), lightOf(next));
        const cv::v_int64x2 steps =
            cv::v_reinterpret_as_s64(cv::v_min(cv::v_max(light, none), white));
        put(row, steps.get0());
        put(next, cv::v_extract_n<1>(steps));
    }
}

void LightSums::apply(uchar* row, int width, int channels) const {
    if (channels == 3)
        convert<3>(row, width);
    else
        convert<4>(row, width);
}

}  // namespace semblance
