#pragma once

#include <ImfCompression.h>
#include <ImfRgba.h>

#include <QByteArray>
#include <QImage>
#include <functional>
#include <string>

/// Files of amounts of light, 70 x 50 pixels: OpenEXR and Radiance.
namespace semblance::fixtures {

constexpr int kLightWidth = 70;
constexpr int kLightHeight = 50;

struct Light {
    float red, green, blue, alpha = 1;
};
using Scene = std::function<Light(int x, int y)>;

int encodedLight(double light);

/// What a display shows of a scene that it can show.
QImage shownLight(const Scene& scene, double exposure = 1);

/// Red grows to the right, green downwards.
Light ordinaryLight(int x, int y);

QByteArray exrFile(const Scene& scene, Imf::RgbaChannels channels,
                   Imf::Compression compression = Imf::ZIP_COMPRESSION);
QByteArray tiledExrFile(const Scene& scene);

/// Floats in channels with these names.
QByteArray layeredExrFile(const Scene& scene, const std::string& layer);

enum class HdrRuns { None, Old, New };

QByteArray hdrFile(const Scene& scene, HdrRuns runs, const char* axes = "-Y 50 +X 70");

}  // namespace semblance::fixtures
