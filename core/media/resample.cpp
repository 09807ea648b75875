#include "core/media/resample.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace semblance {

namespace {

constexpr int kChannels = 3;
constexpr double kSupport = 2.0;

/// What one target pixel takes from the source: `count` pixels from `first`, weights from `offset`.
struct Taps {
    int first = 0;
    int count = 0;
    size_t offset = 0;
};

struct Filter {
    std::vector<Taps> taps;
    std::vector<float> weights;

    std::span<const float> weightsOf(const Taps& t) const {
        return std::span(weights).subspan(t.offset, size_t(t.count));
    }
};

double keysKernel(double x) {
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.0)
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    if (x < 2.0)
        return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
    return 0.0;
}

Filter makeFilter(const ResampleAxis& axis) {
    const double scale = double(axis.sourceLength) / double(axis.targetLength);
    const double stretch = std::max(scale, 1.0);
    const double support = kSupport * stretch;
    Filter filter;
    filter.taps.reserve(size_t(axis.count));
    for (qint64 i = axis.first; i < axis.first + axis.count; ++i) {
        const double centre = (double(i) + 0.5) * scale;
        const int first = std::max(0, int(centre - support + 0.5));
        const int end = std::min(axis.sourceLength, int(centre + support + 0.5));
        const Taps taps{first, end - first, filter.weights.size()};
        double sum = 0.0;
        for (int j = first; j < end; ++j)
            sum += keysKernel((j - centre + 0.5) / stretch);
        for (int j = first; j < end; ++j)
            filter.weights.push_back(float(keysKernel((j - centre + 0.5) / stretch) / sum));
        filter.taps.push_back(taps);
    }
    return filter;
}

/// sums[i] += weight * row[i]: written so that the compiler vectorises it.
void addRow(const uchar* __restrict row, float weight, float* __restrict sums, size_t count) {
    for (size_t i = 0; i < count; ++i)
        sums[i] += weight * float(row[i]);
}

/// One target pixel from a row of sums. Reads and adds a fourth value, which is never used, so that
/// a pixel is one vector; the row has room for it at its end.
void addPixels(const float* in, std::span<const float> weights, uchar* out) {
    float sums[4] = {0.0f, 0.0f, 0.0f, 0.0f};
    for (float weight : weights) {
        for (int c = 0; c < 4; ++c)
            sums[c] += weight * in[c];
        in += kChannels;
    }
    for (int c = 0; c < kChannels; ++c)
        out[c] = static_cast<uchar>(std::clamp(sums[c], 0.0f, 255.0f) + 0.5f);
}

}  // namespace

QByteArray resampleBicubic(const QImage& rgb, const ResampleAxis& x, const ResampleAxis& y) {
    const Filter across = makeFilter(x);
    const Filter down = makeFilter(y);
    // Only these columns reach a target pixel.
    const int firstColumn = across.taps.front().first;
    const int endColumn = across.taps.back().first + across.taps.back().count;
    const size_t sumCount = size_t(endColumn - firstColumn) * kChannels;

    std::vector<float> sums(sumCount + 1);
    QByteArray result(qsizetype{x.count} * y.count * kChannels, Qt::Uninitialized);
    auto* out = reinterpret_cast<uchar*>(result.data());
    for (const Taps& rows : down.taps) {
        std::fill(sums.begin(), sums.end(), 0.0f);
        int row = rows.first;
        for (float weight : down.weightsOf(rows))
            addRow(rgb.constScanLine(row++) + qsizetype{firstColumn} * kChannels, weight,
                   sums.data(), sumCount);
        for (const Taps& columns : across.taps) {
            addPixels(sums.data() + size_t(columns.first - firstColumn) * kChannels,
                      across.weightsOf(columns), out);
            out += kChannels;
        }
    }
    return result;
}

}  // namespace semblance
