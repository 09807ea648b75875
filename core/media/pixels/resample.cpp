#include "core/media/pixels/resample.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core/hal/intrin.hpp>
#include <vector>

namespace semblance {

namespace {

/// What each target pixel takes from the source: `count` pixels from firsts[i] on, the same number
/// for all (some weights are 0), which keeps the loops over them predictable.
struct Filter {
    int count = 0;
    std::vector<int> firsts;
    std::vector<float> weights;  ///< count for each target pixel

    const float* weightsOf(size_t target) const { return weights.data() + target * size_t(count); }
    int endSource() const { return firsts.back() + count; }
};

double supportOf(ResampleKernel kernel) {
    return kernel == ResampleKernel::Bicubic ? 2.0 : 1.0;
}

double valueOf(ResampleKernel kernel, double x) {
    x = std::abs(x);
    if (kernel == ResampleKernel::Hamming) {
        if (x >= 1.0 || x == 0.0)
            return x == 0.0 ? 1.0 : 0.0;
        x *= std::numbers::pi;
        return std::sin(x) / x * (0.54 + 0.46 * std::cos(x));
    }
    if (kernel == ResampleKernel::Bilinear)
        return std::max(1.0 - x, 0.0);
    constexpr double a = -0.5;
    if (x < 1.0)
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    if (x < 2.0)
        return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
    return 0.0;
}

Filter makeFilter(ResampleKernel kernel, const ResampleAxis& axis) {
    const double scale = double(axis.sourceLength) / double(axis.targetLength);
    const double stretch = std::max(scale, 1.0);
    const double support = supportOf(kernel) * stretch;
    Filter filter;
    filter.count = std::min(axis.sourceLength, int(std::ceil(2.0 * support)) + 1);
    filter.firsts.reserve(size_t(axis.count));
    filter.weights.reserve(size_t(axis.count) * size_t(filter.count));
    std::vector<double> values(size_t(filter.count));
    for (qint64 i = axis.first; i < axis.first + axis.count; ++i) {
        const double centre = (double(i) + 0.5) * scale;
        const int first =
            std::clamp(int(centre - support + 0.5), 0, axis.sourceLength - filter.count);
        double sum = 0.0;
        for (int t = 0; t < filter.count; ++t)
            sum += values[size_t(t)] = valueOf(kernel, (first + t - centre + 0.5) / stretch);
        filter.firsts.push_back(first);
        for (double value : values)
            filter.weights.push_back(float(value / sum));
    }
    return filter;
}

constexpr int kFixedOne = 1 << 14;

/// The weights as 16-bit fixed point, those of two neighbouring rows side by side. Rounding errors
/// are passed on from weight to weight, so that many small ones still add up to one.
void makeFixedPairs(const float* weights, int count, std::vector<int>& pairs) {
    std::fill(pairs.begin(), pairs.end(), 0);
    float sum = 0.0f;
    long before = 0;
    for (int t = 0; t < count; ++t) {
        sum += weights[t];
        const long now = std::lround(sum * kFixedOne);
        const auto fixed = quint32(quint16(qint16(now - before)));
        pairs[size_t(t / 2)] |= int(t % 2 == 0 ? fixed : fixed << 16);
        before = now;
    }
}

/// sums[i] = sum over t of weights[t] * rows[t][i], for i < count, with `rows` an even number.
void sumRows(const std::vector<const uchar*>& rows, const std::vector<int>& pairs, float* sums,
             size_t count) {
    constexpr size_t block = 16;
    constexpr float toFloat = 1.0f / kFixedOne;
    size_t i = 0;
    for (; i + block <= count; i += block) {
        cv::v_int32x4 partial[4] = {cv::v_setzero_s32(), cv::v_setzero_s32(), cv::v_setzero_s32(),
                                    cv::v_setzero_s32()};
        for (size_t p = 0; p < pairs.size(); ++p) {
            const cv::v_int16x8 weights = cv::v_reinterpret_as_s16(cv::v_setall_s32(pairs[p]));
            cv::v_uint8x16 zipped[2];
            cv::v_zip(cv::v_load(rows[2 * p] + i), cv::v_load(rows[2 * p + 1] + i), zipped[0],
                      zipped[1]);
            for (int half = 0; half < 2; ++half) {
                cv::v_uint16x8 low;
                cv::v_uint16x8 high;
                cv::v_expand(zipped[half], low, high);
                partial[2 * half] =
                    cv::v_dotprod(cv::v_reinterpret_as_s16(low), weights, partial[2 * half]);
                partial[2 * half + 1] =
                    cv::v_dotprod(cv::v_reinterpret_as_s16(high), weights, partial[2 * half + 1]);
            }
        }
        for (size_t quarter = 0; quarter < 4; ++quarter)
            cv::v_store(sums + i + 4 * quarter,
                        cv::v_cvt_f32(partial[quarter]) * cv::v_setall_f32(toFloat));
    }
    for (; i < count; ++i) {
        int sum = 0;
        for (size_t p = 0; p < pairs.size(); ++p)
            sum += rows[2 * p][i] * static_cast<qint16>(pairs[p] & 0xffff) +
                   rows[2 * p + 1][i] * static_cast<qint16>(pairs[p] >> 16);
        sums[i] = float(sum) * toFloat;
    }
}

/// One target pixel from a row of sums, a vector of four channels. Of three channels a fourth value
/// is read and added as well: it is never used, and the row has room for it at its end.
template <int Channels>
void sumPixel(const float* in, const float* weights, int count, uchar* out) {
    cv::v_float32x4 sum = cv::v_setzero_f32();
    for (int t = 0; t < count; ++t, in += Channels)
        sum = cv::v_muladd(cv::v_load(in), cv::v_setall_f32(weights[t]), sum);
    const cv::v_int32x4 rounded = cv::v_round(sum);
    const cv::v_int16x8 narrow = cv::v_pack(rounded, rounded);
    uchar bytes[8];
    cv::v_pack_u_store(bytes, narrow);
    std::copy_n(bytes, Channels, out);
}

template <int Channels>
void resample(const QImage& from, const Filter& across, const Filter& down, QImage& to) {
    // Only these columns reach a target pixel.
    const int firstColumn = across.firsts.front();
    const size_t sumCount = size_t(across.endSource() - firstColumn) * Channels;
    std::vector<float> sums(sumCount + 1);
    const size_t pairCount = (size_t(down.count) + 1) / 2;
    std::vector<int> pairs(pairCount);
    std::vector<const uchar*> rows(2 * pairCount);
    for (int y = 0; y < to.height(); ++y) {
        for (int t = 0; t < int(rows.size()); ++t)
            rows[size_t(t)] =
                from.constScanLine(down.firsts[size_t(y)] + std::min(t, down.count - 1)) +
                qsizetype{firstColumn} * Channels;
        makeFixedPairs(down.weightsOf(size_t(y)), down.count, pairs);
        sumRows(rows, pairs, sums.data(), sumCount);
        uchar* out = to.scanLine(y);
        for (size_t x = 0; x < across.firsts.size(); ++x, out += Channels)
            sumPixel<Channels>(sums.data() + size_t(across.firsts[x] - firstColumn) * Channels,
                               across.weightsOf(x), across.count, out);
    }
}

}  // namespace

QImage resampled(const QImage& image, ResampleKernel kernel, const ResampleAxis& x,
                 const ResampleAxis& y) {
    QImage result(x.count, y.count, image.format());
    if (result.isNull())
        return result;
    const Filter across = makeFilter(kernel, x);
    // Of a small square picture making it takes as long as using it.
    const Filter down = x == y ? across : makeFilter(kernel, y);
    if (image.hasAlphaChannel())
        resample<4>(image, across, down, result);
    else
        resample<3>(image, across, down, result);
    return result;
}

}  // namespace semblance
