#include "core/library/groups/looksignature.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <tuple>
#include <vector>

namespace semblance {

namespace {
constexpr int kSide = 16;
constexpr int kMostFrequencies = 6;

/// cosines[u][x]: row u of the cosine transform.
using Cosines = std::array<std::array<float, kSide>, kMostFrequencies>;

Cosines makeCosines() {
    Cosines cosines{};
    for (int u = 0; u < kMostFrequencies; ++u) {
        const double norm = std::sqrt((u == 0 ? 1.0 : 2.0) / kSide);
        for (int x = 0; x < kSide; ++x) {
            cosines[std::size_t(u)][std::size_t(x)] =
                float(norm * std::cos(std::numbers::pi * (2 * x + 1) * u / (2 * kSide)));
        }
    }
    return cosines;
}

float coefficient(const SketchPlane& plane, int u, int v) {
    static const Cosines cosines = makeCosines();
    float sum = 0;
    for (int y = 0; y < kSide; ++y) {
        float row = 0;
        for (int x = 0; x < kSide; ++x)
            row += plane.at(x, y) * cosines[std::size_t(v)][std::size_t(x)];
        sum += row * cosines[std::size_t(u)][std::size_t(y)];
    }
    return std::abs(sum);
}

/// All but the mean, each pair of a row's and a column's the larger first.
std::vector<float> features(const SketchPlane& plane, int frequencies) {
    std::vector<float> found;
    for (int u = 0; u < frequencies; ++u) {
        for (int v = u; v < frequencies; ++v) {
            if (v == 0)
                continue;
            const float here = coefficient(plane, u, v);
            const float there = u == v ? here : coefficient(plane, v, u);
            found.push_back(std::max(here, there));
            if (u != v)
                found.push_back(std::min(here, there));
        }
    }
    return found;
}
}  // namespace

LookSignature signatureOf(const SketchPlanes& planes) {
    std::vector<float> all = features(planes.luma.back(), kMostFrequencies);
    float squares = 0;
    for (const float value : all)
        squares += value * value;
    for (const SketchPlane* colour : {&planes.blue, &planes.red}) {
        const std::vector<float> own = features(halved(*colour), 3);
        all.insert(all.end(), own.begin(), own.end());
    }
    // Relative to the contrast; that of a flat picture is noise.
    constexpr float noise = 30, scale = 400;
    const float unit = scale / (std::sqrt(squares) + noise);
    LookSignature signature{};
    for (std::size_t i = 0; i < signature.size(); ++i)
        signature[i] = static_cast<std::uint8_t>(std::min(255.0f, all[i] * unit + 0.5f));
    return signature;
}

int distance(const LookSignature& a, const LookSignature& b) {
    return distanceUpTo(std::numeric_limits<int>::max(), a, b);
}

int distanceUpTo(int most, const LookSignature& a, const LookSignature& b) {
    constexpr std::size_t parts = 3;
    constexpr std::size_t part = std::tuple_size_v<LookSignature> / parts;
    int sum = 0;
    for (std::size_t from = 0; from < a.size() && sum <= most; from += part) {
        for (std::size_t i = from; i < from + part; ++i)
            sum += std::abs(int(a[i]) - int(b[i]));
    }
    return sum;
}

}  // namespace semblance
