#pragma once

#include <QtGlobal>
#include <array>
#include <memory>

namespace semblance {

/// A profile's RGB to sRGB by sums of tables, in a fifth of the time that Little CMS takes: for
/// profiles of three curves and a matrix, where what each channel adds to the light does not depend
/// on the others. Thread-safe once made.
class LightSums {
public:
    /// `profile` is a cmsHPROFILE of RGB. Null when the tables cannot be made; whether the profile
    /// is of that kind at all only a comparison shows.
    static std::unique_ptr<const LightSums> make(void* profile);

    /// `channels` bytes a pixel, 3 or 4, of which the fourth stays.
    void apply(uchar* row, int width, int channels) const;

private:
    static constexpr int kSteps = 1 << 14;

    struct alignas(16) Light {
        int rgb[4] = {};  ///< linear sRGB, kSteps << kFraction for white; the last one is for SIMD
    };
    static constexpr int kFraction = 6;

    template <int Channels>
    void convert(uchar* row, int width) const;

    std::array<std::array<Light, 256>, 3> m_light{};
    std::array<uchar, kSteps + 1> m_encoded{};
};

}  // namespace semblance
