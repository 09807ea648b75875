#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/library/groups/picturesketch.h"

namespace semblance {

/// A plane between its points; -.5..+.5 from its middle each way.
class PlaneSampler {
public:
    explicit PlaneSampler(const SketchPlane& plane) : m_plane(plane) {}

    struct Sample {
        float value;
        float slopeX;  ///< for the whole side
        float slopeY;
    };
    /// Nothing outside.
    std::optional<Sample> at(float x, float y) const {
        const auto side = float(m_plane.side);
        const float px = (x + 0.5f) * side - 0.5f;
        const float py = (y + 0.5f) * side - 0.5f;
        if (px < -0.5f || py < -0.5f || px > side - 0.5f || py > side - 0.5f)
            return std::nullopt;
        const int left = std::clamp(int(std::floor(px)), 0, m_plane.side - 2);
        const int top = std::clamp(int(std::floor(py)), 0, m_plane.side - 2);
        const float fx = std::clamp(px - float(left), 0.0f, 1.0f);
        const float fy = std::clamp(py - float(top), 0.0f, 1.0f);
        const float a = m_plane.at(left, top), b = m_plane.at(left + 1, top);
        const float c = m_plane.at(left, top + 1), d = m_plane.at(left + 1, top + 1);
        const float upper = a + (b - a) * fx;
        const float lower = c + (d - c) * fx;
        return Sample{upper + (lower - upper) * fy, ((b - a) * (1 - fy) + (d - c) * fy) * side,
                      (lower - upper) * side};
    }

private:
    const SketchPlane& m_plane;
};

inline float middle(int index, int side) {
    return (float(index) + 0.5f) / float(side) - 0.5f;
}

/// Sums that give a correlation.
struct Moments {
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;

    void add(float x, float y) {
        n += 1;
        a += x;
        b += y;
        aa += double(x) * x;
        bb += double(y) * y;
        ab += double(x) * y;
    }
    double varianceA() const { return aa / n - a / n * (a / n); }
    double varianceB() const { return bb / n - b / n * (b / n); }
    double covariance() const { return ab / n - a / n * (b / n); }
    float meanDifference() const { return n < 1 ? 0 : float(std::abs(a - b) / n); }
    /// `noise` is a variance that either may have for no reason.
    float correlation(double noise) const {
        if (n < 1)
            return -1;
        return float((covariance() + noise) /
                     std::sqrt((varianceA() + noise) * (varianceB() + noise)));
    }
};

}  // namespace semblance
