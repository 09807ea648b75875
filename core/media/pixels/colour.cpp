#include "core/media/pixels/colour.h"

#include <lcms2.h>

#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/media/pixels/lightsums.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

using Profile = std::unique_ptr<void, decltype(&cmsCloseProfile)>;
using Transform = std::unique_ptr<void, decltype(&cmsDeleteTransform)>;
using Curve = std::unique_ptr<cmsToneCurve, decltype(&cmsFreeToneCurve)>;

Profile owned(cmsHPROFILE profile) {
    return Profile(profile, &cmsCloseProfile);
}

Profile opened(const QByteArray& icc) {
    // One that is cut short has tables that lcms would read as far as they go.
    constexpr qsizetype header = 128;
    if (icc.size() < header || qFromBigEndian<quint32>(icc.constData()) > icc.size())
        return owned(nullptr);
    return owned(cmsOpenProfileFromMem(icc.constData(), cmsUInt32Number(icc.size())));
}

Transform toSrgbFrom(cmsHPROFILE from, cmsUInt32Number format, cmsUInt32Number toFormat,
                     cmsUInt32Number flags = 0) {
    const Profile srgb = owned(cmsCreate_sRGBProfile());
    // Many threads, one picture each: the cache of the last colour would be shared.
    return Transform(cmsCreateTransform(from, format, srgb.get(), toFormat, INTENT_PERCEPTUAL,
                                        flags | cmsFLAGS_NOCACHE),
                     &cmsDeleteTransform);
}

/// One profile of RGB or grey, ready for use.
class RgbConversion {
public:
    explicit RgbConversion(const QByteArray& icc) {
        const Profile profile = opened(icc);
        if (!profile)
            return;
        switch (cmsGetColorSpace(profile.get())) {
            case cmsSigRgbData:
                m_opaque = toSrgbFrom(profile.get(), TYPE_RGB_8, TYPE_RGB_8);
                m_withAlpha =
                    toSrgbFrom(profile.get(), TYPE_RGBA_8, TYPE_RGBA_8, cmsFLAGS_COPY_ALPHA);
                if (m_opaque)
                    simplify(profile.get());
                break;
            case cmsSigGrayData:
                fillGreys(profile.get());
                break;
            default:
                break;
        }
    }

    bool changesNothing() const { return !m_opaque && m_greys.empty(); }

    /// Rows of 3 bytes a pixel, or of 4 with straight alpha.
    void apply(uchar* row, int width, bool hasAlpha) const {
        if (!m_greys.empty()) {
            const int bytes = hasAlpha ? 4 : 3;
            for (uchar* pixel = row; pixel != row + qsizetype{bytes} * width; pixel += bytes)
                std::copy_n(m_greys.data() + std::size_t{3} * pixel[0], 3, pixel);
        } else if (m_sums) {
            m_sums->apply(row, width, hasAlpha ? 4 : 3);
        } else {
            cmsDoTransform((hasAlpha ? m_withAlpha : m_opaque).get(), row, row,
                           cmsUInt32Number(width));
        }
    }

private:
    /// Most profiles are sRGB's, each in a wording of its own, and nearly all others curves and a
    /// matrix. Told by what becomes of colours: none may move by more than rounding does.
    void simplify(cmsHPROFILE profile) {
        std::vector<uchar> from;
        for (int red = 0; red <= 255; red += 17)
            for (int green = 0; green <= 255; green += 17)
                for (int blue = 0; blue <= 255; blue += 17)
                    from.insert(from.end(), {uchar(red), uchar(green), uchar(blue)});
        const auto width = int(from.size() / 3);
        std::vector<uchar> to(from.size());
        cmsDoTransform(m_opaque.get(), from.data(), to.data(), cmsUInt32Number(width));
        const auto isRight = [&](const std::vector<uchar>& colours) {
            return std::equal(colours.begin(), colours.end(), to.begin(),
                              [](uchar a, uchar b) { return std::abs(a - b) <= 1; });
        };
        if (isRight(from)) {
            m_opaque.reset();
            return;
        }
        m_sums = LightSums::make(profile);
        if (m_sums)
            m_sums->apply(from.data(), width, 3);
        if (!isRight(from))
            m_sums.reset();
    }

    void fillGreys(cmsHPROFILE profile) {
        const Transform transform = toSrgbFrom(profile, TYPE_GRAY_8, TYPE_RGB_8);
        if (!transform)
            return;
        std::array<uchar, 256> greys;
        for (std::size_t i = 0; i < greys.size(); ++i)
            greys[i] = uchar(i);
        m_greys.resize(3 * greys.size());
        cmsDoTransform(transform.get(), greys.data(), m_greys.data(), greys.size());
    }

    Transform m_opaque{nullptr, &cmsDeleteTransform};
    Transform m_withAlpha{nullptr, &cmsDeleteTransform};
    std::unique_ptr<const LightSums> m_sums;
    std::vector<uchar> m_greys;  ///< RGB of each grey
};

/// Making a transform takes milliseconds, and a camera's pictures share a profile.
const RgbConversion& conversionOf(const QByteArray& icc) {
    thread_local QByteArray lastProfile;
    thread_local std::unique_ptr<RgbConversion> last;
    if (!last || lastProfile != icc) {
        last = std::make_unique<RgbConversion>(icc);
        lastProfile = icc;
        lastProfile.detach();
    }
    return *last;
}

/// Reads another kind of pixels, and gives RGB888.
Result<QImage> converted(const QImage& image,
                         const std::function<void(const uchar*, uchar*, int)>& convertRow) {
    QImage rgb(image.size(), QImage::Format_RGB888);
    if (rgb.isNull())
        return fail(outOfMemory(image.size()));
    for (int y = 0; y < image.height(); ++y)
        convertRow(image.constScanLine(y), rgb.scanLine(y), image.width());
    return rgb;
}

QByteArray bytesOf(const Profile& profile) {
    cmsUInt32Number size = 0;
    if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &size))
        return {};
    QByteArray bytes(qsizetype(size), '\0');
    return cmsSaveProfileToMem(profile.get(), bytes.data(), &size) ? bytes : QByteArray();
}

QByteArray profileOf(const Chromaticities& primaries, const Curve& curve) {
    const auto point = [](const std::array<double, 2>& xy) { return cmsCIExyY{xy[0], xy[1], 1}; };
    const cmsCIExyY white = point(primaries.white);
    const cmsCIExyYTRIPLE colours{point(primaries.red), point(primaries.green),
                                  point(primaries.blue)};
    cmsToneCurve* curves[] = {curve.get(), curve.get(), curve.get()};
    return curve ? bytesOf(owned(cmsCreateRGBProfile(&white, &colours, curves))) : QByteArray();
}

Curve owned(cmsToneCurve* curve) {
    return Curve(curve, &cmsFreeToneCurve);
}

constexpr std::array<double, 2> kD65{0.3127, 0.3290};
constexpr Chromaticities kSrgb{{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}, kD65};
constexpr int kUnspecified = 2;

std::optional<Chromaticities> primariesOf(int code) {
    switch (code) {
        case 1:
            return kSrgb;  // BT.709
        case 4:
            return Chromaticities{{0.67, 0.33}, {0.21, 0.71}, {0.14, 0.08}, {0.310, 0.316}};
        case 5:
            return Chromaticities{{0.64, 0.33}, {0.29, 0.60}, {0.15, 0.06}, kD65};
        case 6:
        case 7:
            return Chromaticities{{0.630, 0.340}, {0.310, 0.595}, {0.155, 0.070}, kD65};
        case 8:
            return Chromaticities{{0.681, 0.319}, {0.243, 0.692}, {0.145, 0.049}, {0.310, 0.316}};
        case 9:
            return Chromaticities{{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}, kD65};
        case 11:
            return Chromaticities{{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, {0.314, 0.351}};
        case 12:
            return Chromaticities{{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, kD65};
        case 22:
            return Chromaticities{{0.630, 0.340}, {0.295, 0.605}, {0.155, 0.077}, kD65};
        default:
            return {};
    }
}

/// SMPTE ST 2084: light in cd/m2.
double pqLight(double signal) {
    constexpr double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
    constexpr double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
    const double power = std::pow(signal, 1 / m2);
    return 10000 * std::pow(std::max(0.0, power - c1) / (c2 - c3 * power), 1 / m1);
}

/// ITU-R BT.2100, HLG, on a display of 1000 cd/m2 with its gamma of 1.2.
double hlgLight(double signal) {
    constexpr double a = 0.17883277, b = 1 - 4 * a;
    const double c = 0.5 - a * std::log(4 * a);
    const double scene =
        signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - c) / a) + b) / 12;
    return 1000 * std::pow(scene, 1.2);
}

/// Up to reference white as it is but for the last tenth, which brighter light shares.
double toneMapped(double light) {
    constexpr double white = 203, knee = 0.9;
    const double relative = light / white;
    if (relative <= knee)
        return relative;
    const double over = (relative - knee) / (1 - knee);
    return knee + (1 - knee) * over / (1 + over);
}

Curve tabulated(const std::function<double(double)>& light) {
    std::array<float, 4096> table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = float(light(double(i) / double(table.size() - 1)));
    return owned(cmsBuildTabulatedToneCurveFloat(nullptr, table.size(), table.data()));
}

Curve gammaCurve(double gamma) {
    return owned(cmsBuildGamma(nullptr, gamma));
}

Curve curveOf(int transfer) {
    constexpr cmsFloat64Number srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    switch (transfer) {
        case 4:
            return gammaCurve(2.2);
        case 5:
            return gammaCurve(2.8);
        case 8:
            return gammaCurve(1.0);
        case 16:
            return tabulated([](double signal) { return toneMapped(pqLight(signal)); });
        case 17:
            return gammaCurve(2.6);
        case 18:
            return tabulated([](double signal) { return toneMapped(hlgLight(signal)); });
        // Video's camera curves (1, 6, 7, 11 ... 15) are shown by displays that are much like
        // sRGB's; whoever encodes a still picture so means that.
        case 1:
        case 6:
        case 7:
        case 11:
        case 12:
        case 13:
        case 14:
        case 15:
            return owned(cmsBuildParametricToneCurve(nullptr, 4, srgb));
        default:
            return owned(static_cast<cmsToneCurve*>(nullptr));
    }
}

}  // namespace

Result<QImage> toSrgb(QImage image, const QByteArray& iccProfile) {
    const RgbConversion& conversion = conversionOf(iccProfile);
    if (conversion.changesNothing())
        return image;
    const bool hasAlpha = image.hasAlphaChannel();
    const QSize size = image.size();
    if (hasAlpha)
        image = std::move(image).convertToFormat(QImage::Format_RGBA8888);
    image.detach();
    if (image.isNull())
        return fail(outOfMemory(size));
    for (int y = 0; y < image.height(); ++y)
        conversion.apply(image.scanLine(y), image.width(), hasAlpha);
    if (hasAlpha)
        image = std::move(image).convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    if (image.isNull())
        return fail(outOfMemory(size));
    return image;
}

Result<QImage> rgbFromInks(const QImage& inks, const QByteArray& iccProfile) {
    if (const Profile profile = opened(iccProfile);
        profile && cmsGetColorSpace(profile.get()) == cmsSigCmykData) {
        if (const Transform transform = toSrgbFrom(profile.get(), TYPE_CMYK_8, TYPE_RGB_8))
            return converted(inks, [&](const uchar* in, uchar* out, int width) {
                cmsDoTransform(transform.get(), in, out, cmsUInt32Number(width));
            });
    }
    return converted(inks, [](const uchar* in, uchar* out, int width) {
        for (int x = 0; x < width; ++x, in += 4, out += 3) {
            const int black = 255 - in[3];
            for (int c = 0; c < 3; ++c)
                out[c] = static_cast<uchar>(((255 - in[c]) * black + 127) / 255);
        }
    });
}

Result<QImage> rgbFromLab(const QImage& lab) {
    const Profile profile = owned(cmsCreateLab4Profile(nullptr));
    // Optimised, it would go through a coarse table and be off by five steps.
    const Transform transform =
        toSrgbFrom(profile.get(), TYPE_Lab_8, TYPE_RGB_8, cmsFLAGS_NOOPTIMIZE);
    if (!transform)
        return fail(outOfMemory(lab.size()));
    return converted(lab, [&](const uchar* in, uchar* out, int width) {
        cmsDoTransform(transform.get(), in, out, cmsUInt32Number(width));
    });
}

QByteArray profileOf(const Chromaticities& primaries, double gamma) {
    if (!(gamma > 0.05 && gamma < 20))
        return {};
    return profileOf(primaries, gammaCurve(1 / gamma));
}

QByteArray profileOfCodePoints(int primaries, int transfer) {
    const bool isSrgb = (primaries == 1 || primaries == kUnspecified) &&
                        (transfer == 13 || transfer == kUnspecified);
    const std::optional<Chromaticities> colours =
        primaries == kUnspecified ? std::optional(kSrgb) : primariesOf(primaries);
    if (isSrgb || !colours)
        return {};
    return profileOf(*colours, curveOf(transfer == kUnspecified ? 13 : transfer));
}

}  // namespace semblance
