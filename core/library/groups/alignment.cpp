#include "core/library/groups/alignment.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/library/groups/planesampler.h"

namespace semblance {

namespace {
Moments momentsOf(const SketchPlane& first, const SketchPlane& second, const Alignment& at) {
    const PlaneSampler sampler(first);
    Moments moments;
    for (int y = 0; y < second.side; ++y) {
        for (int x = 0; x < second.side; ++x) {
            const auto sample = sampler.at(at.scaleX * middle(x, second.side) + at.shiftX,
                                           at.scaleY * middle(y, second.side) + at.shiftY);
            if (sample)
                moments.add(sample->value, second.at(x, y));
        }
    }
    return moments;
}

/// Four equations with their right sides.
using Equations = std::array<std::array<double, 5>, 4>;

/// Solves the symmetric 4 x 4 system by Gauss; false when it is singular.
bool solve(Equations& rows) {
    for (std::size_t i = 0; i < 4; ++i) {
        std::size_t best = i;
        for (std::size_t r = i + 1; r < 4; ++r) {
            if (std::abs(rows[r][i]) > std::abs(rows[best][i]))
                best = r;
        }
        std::swap(rows[i], rows[best]);
        if (std::abs(rows[i][i]) < 1e-9)
            return false;
        for (std::size_t r = 0; r < 4; ++r) {
            if (r == i)
                continue;
            const double factor = rows[r][i] / rows[i][i];
            for (std::size_t c = i; c < 5; ++c)
                rows[r][c] -= factor * rows[i][c];
        }
    }
    for (std::size_t i = 0; i < 4; ++i)
        rows[i][4] /= rows[i][i];
    return true;
}

/// For scaleX, shiftX, scaleY and shiftY: what makes the squared difference least, once brightness
/// and contrast are put aside.
Equations equationsFor(const SketchPlane& first, const SketchPlane& second, const Alignment& at,
                       const Moments& moments) {
    const double gain = std::sqrt(moments.varianceB() / moments.varianceA());
    const double meanA = moments.a / moments.n;
    const double meanB = moments.b / moments.n;
    const PlaneSampler sampler(first);
    Equations sums{};
    for (int y = 0; y < second.side; ++y) {
        for (int x = 0; x < second.side; ++x) {
            const float mx = middle(x, second.side);
            const float my = middle(y, second.side);
            const auto sample = sampler.at(at.scaleX * mx + at.shiftX, at.scaleY * my + at.shiftY);
            if (!sample)
                continue;
            const double slopeX = gain * double(sample->slopeX);
            const double slopeY = gain * double(sample->slopeY);
            const std::array<double, 4> slopes{slopeX * double(mx), slopeX, slopeY * double(my),
                                               slopeY};
            const double left =
                double(second.at(x, y)) - meanB - gain * (double(sample->value) - meanA);
            for (std::size_t i = 0; i < 4; ++i) {
                for (std::size_t j = i; j < 4; ++j)
                    sums[i][j] += slopes[i] * slopes[j];
                sums[i][4] += slopes[i] * left;
            }
        }
    }
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < i; ++j)
            sums[i][j] = sums[j][i];
        sums[i][i] *= 1.001;  // flat pictures say nothing about some of it
        sums[i][i] += 1e-3;
    }
    return sums;
}

enum class Step { Moved, Still, Lost };

/// A step of Gauss and Newton (Lucas and Kanade).
Step improve(const SketchPlane& first, const SketchPlane& second, Alignment& at) {
    const Moments moments = momentsOf(first, second, at);
    if (moments.n < 0.5 * double(second.side) * second.side || moments.varianceA() < 1)
        return Step::Lost;
    Equations solved = equationsFor(first, second, at, moments);
    if (!solve(solved))
        return Step::Lost;
    float largest = 0;
    for (const auto& row : solved)
        largest = std::max(largest, float(std::abs(row[4])));
    at.scaleX += float(solved[0][4]);
    at.shiftX += float(solved[1][4]);
    at.scaleY += float(solved[2][4]);
    at.shiftY += float(solved[3][4]);
    constexpr float mostScale = 1.4f, mostShift = 0.25f, still = 3e-4f;
    const bool isNear = std::max(at.scaleX, at.scaleY) < mostScale &&
                        std::min(at.scaleX, at.scaleY) > 1 / mostScale &&
                        std::max(std::abs(at.shiftX), std::abs(at.shiftY)) < mostShift;
    return !isNear ? Step::Lost : largest < still ? Step::Still : Step::Moved;
}

/// Goes on from `at`; one that runs away is left as it was.
void refine(const SketchPlane& first, const SketchPlane& second, int steps, Alignment& at) {
    Alignment moved = at;
    Step step = Step::Moved;
    for (int i = 0; i < steps && step == Step::Moved; ++i)
        step = improve(first, second, moved);
    if (step == Step::Lost)
        return;
    const float before = momentsOf(first, second, at).correlation(1);
    if (momentsOf(first, second, moved).correlation(1) >= before - 0.01f)
        at = moved;
}

/// Of one side: how much of 0..1 a window from the other's leaves out.
float lacking(float scale, float shift) {
    const float from = shift - scale / 2 + 0.5f;
    const float to = shift + scale / 2 + 0.5f;
    return std::max({0.0f, from, 1 - to});
}

/// From the smallest planes on: of several beginnings the best, for the steps find no way round a
/// hill.
Alignment coarse(const SketchPlane& first, const SketchPlane& second, int orientation) {
    constexpr std::array<float, 3> scales{1.0f, 0.9f, 1.1f};
    constexpr float enough = 0.97f;
    Alignment best;
    best.orientation = orientation;
    for (const float scale : scales) {
        Alignment at;
        at.orientation = orientation;
        at.scaleX = at.scaleY = scale;
        refine(first, second, 6, at);
        at.correlation = momentsOf(first, second, at).correlation(1);
        if (at.correlation > best.correlation)
            best = at;
        if (best.correlation > enough)
            break;
    }
    return best;
}
}  // namespace

float Alignment::lackingOfFirst() const {
    return std::max(lacking(scaleX, shiftX), lacking(scaleY, shiftY));
}

float Alignment::lackingOfSecond() const {
    return std::max(lacking(1 / scaleX, -shiftX / scaleX), lacking(1 / scaleY, -shiftY / scaleY));
}

Alignment align(const SketchPlanes& first, const SketchPlanes& second, int orientation) {
    Alignment at = coarse(first.luma.back(), turned(second.luma.back(), orientation), orientation);
    constexpr float hopeless = 0.5f;
    if (at.correlation < hopeless)
        return at;
    for (std::size_t level = first.luma.size() - 1; level-- > 1;)
        refine(first.luma[level], turned(second.luma[level], orientation), 4, at);
    return at;
}

}  // namespace semblance
