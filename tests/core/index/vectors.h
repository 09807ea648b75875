#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <vector>

#include "core/base/float16.h"
#include "core/index/neighbour.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

/// Random unit vectors and the naive search they are compared with.
namespace semblance::testing {

inline std::vector<float> unitVector(std::mt19937& random, int dimension) {
    std::normal_distribution<float> normal;
    std::vector<float> vector(static_cast<std::size_t>(dimension));
    for (float& value : vector)
        value = normal(random);
    const float length =
        std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0f));
    for (float& value : vector)
        value /= length;
    return vector;
}

inline std::vector<HalfBits> halfBits(std::span<const float> values) {
    const QByteArray blob = toHalf(values);
    std::vector<HalfBits> bits(values.size());
    std::copy_n(reinterpret_cast<const HalfBits*>(blob.constData()), bits.size(), bits.begin());
    return bits;
}

/// `rows` unit vectors in half precision, one after another.
inline std::vector<HalfBits> randomRows(std::mt19937& random, std::size_t rows, int dimension) {
    std::vector<HalfBits> all;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::vector<HalfBits> row = halfBits(unitVector(random, dimension));
        all.insert(all.end(), row.begin(), row.end());
    }
    return all;
}

/// Keys 1000, 1001, ...
inline std::vector<std::uint64_t> countingKeys(std::size_t rows, std::uint64_t first = 1000) {
    std::vector<std::uint64_t> keys(rows);
    std::iota(keys.begin(), keys.end(), first);
    return keys;
}

inline double naiveDot(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * b[i];
    return sum;
}

/// All allowed rows in the order of double-precision scores.
inline std::vector<Neighbour> naiveRanking(const MatrixSnapshot& matrix,
                                           std::span<const float> query,
                                           const RowFilter* filter = nullptr) {
    std::vector<Neighbour> all;
    for (std::size_t i = 0; i < matrix.rows(); ++i) {
        const auto row = static_cast<Row>(i);
        if (!filter || filter->allows(row))
            all.push_back({row, static_cast<float>(naiveDot(matrix.vector(row), query))});
    }
    std::sort(all.begin(), all.end(), ranksBefore);
    return all;
}

/// True when the scores agree within `tolerance` place by place and every row has its own score:
/// rows of nearly equal score may change places.
inline bool sameRanking(const MatrixSnapshot& matrix, std::span<const float> query,
                        const std::vector<Neighbour>& found, std::vector<Neighbour> expected,
                        std::size_t k, float tolerance = 2e-6f) {
    expected.resize(std::min(k, expected.size()));
    if (found.size() != expected.size() || !std::is_sorted(found.begin(), found.end(), ranksBefore))
        return false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double own = naiveDot(matrix.vector(found[i].row), query);
        if (std::abs(found[i].score - own) > tolerance ||
            std::abs(found[i].score - expected[i].score) > tolerance)
            return false;
    }
    return true;
}

}  // namespace semblance::testing
