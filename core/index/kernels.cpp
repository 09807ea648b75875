#include "core/index/kernels.h"

// Arrays of vectors need vectors of a fixed size; such processors have NEON or plain loops too.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/index/kernels.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace semblance::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// 16 numbers are one vector of AVX-512 and divide every stride.
using Floats = hn::CappedTag<float, 16>;
using Halves = hn::Rebind<hwy::float16_t, Floats>;
using HalfWords = hn::Rebind<std::uint16_t, Floats>;
using Vector = hn::Vec<Floats>;

/// Numbers in a cache line; divides every stride, too.
constexpr std::size_t kLineNumbers = 64 / sizeof(HalfBits);

HWY_INLINE Vector loadHalf(const HalfBits* from) {
    return hn::PromoteTo(Floats(), hn::BitCast(Halves(), hn::Load(HalfWords(), from)));
}

HWY_INLINE float sum(Vector v) {
    return hn::GetLane(hn::SumOfLanes(Floats(), v));
}

// Half the vector registers hold sums; several rows at a time share each load of a query.
#if HWY_ARCH_X86
constexpr std::size_t kSums = HWY_MAX_BYTES >= 64 ? 16 : 8;
#else
constexpr std::size_t kSums = 16;
#endif

// Rows are asked for while those before them are computed. Also where they lie one after another:
// several are read at a time, and by itself the processor sees ahead to the end of a page.

struct Consecutive {
    const HalfBits* first;
    std::size_t stride;
    std::size_t count;

    HWY_INLINE const HalfBits* operator[](std::size_t row) const { return first + row * stride; }
    HWY_INLINE void fetch(std::size_t row, std::size_t number) const {
        if (row < count)
            hwy::Prefetch(first + row * stride + number);
    }
};

/// Rows anywhere.
struct Scattered {
    const HalfBits* const* rows;
    std::size_t count;

    HWY_INLINE const HalfBits* operator[](std::size_t row) const { return rows[row]; }
    HWY_INLINE void fetch(std::size_t row, std::size_t number) const {
        if (row < count)
            hwy::Prefetch(rows[row] + number);
    }
};

template <std::size_t ROWS, std::size_t QUERIES, class Rows>
HWY_INLINE void dotBlock(const Rows& rows, std::size_t at, std::size_t stride,
                         const float* HWY_RESTRICT queries, float* const* out) {
    const Floats d;
    const HalfBits* row[ROWS];
    Vector sums[ROWS][QUERIES];
    for (std::size_t r = 0; r < ROWS; ++r) {
        row[r] = rows[at + r];
        for (std::size_t q = 0; q < QUERIES; ++q)
            sums[r][q] = hn::Zero(d);
    }
    for (std::size_t i = 0; i < stride; i += kLineNumbers) {
        for (std::size_t r = 0; r < ROWS; ++r)
            rows.fetch(at + ROWS + r, i);
        for (std::size_t j = i; j < i + kLineNumbers; j += hn::Lanes(d)) {
            Vector values[ROWS];
            for (std::size_t r = 0; r < ROWS; ++r)
                values[r] = loadHalf(row[r] + j);
            for (std::size_t q = 0; q < QUERIES; ++q) {
                const Vector query = hn::Load(d, queries + q * stride + j);
                for (std::size_t r = 0; r < ROWS; ++r)
                    sums[r][q] = hn::MulAdd(values[r], query, sums[r][q]);
            }
        }
    }
    for (std::size_t r = 0; r < ROWS; ++r) {
        for (std::size_t q = 0; q < QUERIES; ++q)
            out[q][at + r] = sum(sums[r][q]);
    }
}

template <std::size_t QUERIES, class Rows>
void dotAll(const Rows& rows, std::size_t count, std::size_t stride, const float* queries,
            float* const* out) {
    constexpr std::size_t block = std::clamp<std::size_t>(kSums / QUERIES, 1, 4);
    std::size_t i = 0;
    for (; i + block <= count; i += block)
        dotBlock<block, QUERIES>(rows, i, stride, queries, out);
    for (; i < count; ++i)
        dotBlock<1, QUERIES>(rows, i, stride, queries, out);
}

template <class Rows>
void dotWith(const Rows& rows, std::size_t count, std::size_t stride, const float* queries,
             std::size_t queryCount, float* const* out) {
    switch (queryCount) {
        case 1:
            return dotAll<1>(rows, count, stride, queries, out);
        case 2:
            return dotAll<2>(rows, count, stride, queries, out);
        case 3:
            return dotAll<3>(rows, count, stride, queries, out);
        case 4:
            return dotAll<4>(rows, count, stride, queries, out);
        case 5:
            return dotAll<5>(rows, count, stride, queries, out);
        case 6:
            return dotAll<6>(rows, count, stride, queries, out);
        case 7:
            return dotAll<7>(rows, count, stride, queries, out);
        default:
            return dotAll<8>(rows, count, stride, queries, out);
    }
}

void DotRows(const HalfBits* rows, std::size_t count, std::size_t stride, const float* queries,
             std::size_t queryCount, float* const* out) {
    dotWith(Consecutive{rows, stride, count}, count, stride, queries, queryCount, out);
}

void DotScattered(const HalfBits* const* rows, std::size_t count, std::size_t stride,
                  const float* queries, std::size_t queryCount, float* const* out) {
    dotWith(Scattered{rows, count}, count, stride, queries, queryCount, out);
}

/// With one sum every step would wait for the one before.
float DotHalf(const HalfBits* a, const HalfBits* b, std::size_t stride) {
    const Floats d;
    constexpr std::size_t lanes = hn::MaxLanes(d);
    constexpr std::size_t count = kLineNumbers / lanes;
    Vector sums[count];
    for (std::size_t s = 0; s < count; ++s)
        sums[s] = hn::Zero(d);
    for (std::size_t i = 0; i < stride; i += kLineNumbers) {
        for (std::size_t s = 0; s < count; ++s) {
            const std::size_t at = i + s * lanes;
            sums[s] = hn::MulAdd(loadHalf(a + at), loadHalf(b + at), sums[s]);
        }
    }
    for (std::size_t s = 1; s < count; ++s)
        sums[0] = hn::Add(sums[0], sums[s]);
    return sum(sums[0]);
}

void WeightedSum(const float* const* arrays, const float* weights, std::size_t arrayCount,
                 std::size_t count, float* HWY_RESTRICT out) {
    const Floats d;
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        Vector total = hn::Zero(d);
        for (std::size_t a = 0; a < arrayCount; ++a)
            total = hn::MulAdd(hn::Set(d, weights[a]), hn::Load(d, arrays[a] + i), total);
        hn::Store(total, d, out + i);
    }
}

void TakeAbove(const float* HWY_RESTRICT scores, float above, float factor, std::size_t count,
               float* HWY_RESTRICT out) {
    const Floats d;
    const Vector line = hn::Set(d, above);
    const Vector by = hn::Set(d, factor);
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const Vector over = hn::Max(hn::Zero(d), hn::Sub(hn::Load(d, scores + i), line));
        hn::Store(hn::NegMulAdd(by, over, hn::Load(d, out + i)), d, out + i);
    }
}

std::uint64_t NotBelow(const float* scores, float threshold) {
    const Floats d;
    const Vector least = hn::Set(d, threshold);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < groupRows; i += hn::Lanes(d)) {
        std::uint8_t bytes[8] = {};
        hn::StoreMaskBits(d, hn::Ge(hn::Load(d, scores + i), least), bytes);
        std::uint64_t part = 0;
        std::memcpy(&part, bytes, sizeof part);
        bits |= part << i;
    }
    return bits;
}

const char* Name() {
    return hwy::TargetName(HWY_TARGET);
}

}  // namespace semblance::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace semblance::kernels {

HWY_EXPORT(DotRows);
HWY_EXPORT(DotScattered);
HWY_EXPORT(DotHalf);
HWY_EXPORT(WeightedSum);
HWY_EXPORT(TakeAbove);
HWY_EXPORT(NotBelow);
HWY_EXPORT(Name);

void dotRows(const HalfBits* rows, std::size_t count, std::size_t stride, const float* queries,
             std::size_t queryCount, float* const* out) {
    HWY_DYNAMIC_DISPATCH(DotRows)(rows, count, stride, queries, queryCount, out);
}

void dotScattered(const HalfBits* const* rows, std::size_t count, std::size_t stride,
                  const float* queries, std::size_t queryCount, float* const* out) {
    HWY_DYNAMIC_DISPATCH(DotScattered)(rows, count, stride, queries, queryCount, out);
}

float dotHalf(const HalfBits* a, const HalfBits* b, std::size_t stride) {
    return HWY_DYNAMIC_DISPATCH(DotHalf)(a, b, stride);
}

void weightedSum(const float* const* arrays, const float* weights, std::size_t arrayCount,
                 std::size_t count, float* out) {
    HWY_DYNAMIC_DISPATCH(WeightedSum)(arrays, weights, arrayCount, count, out);
}

void takeAbove(const float* scores, float above, float factor, std::size_t count, float* out) {
    HWY_DYNAMIC_DISPATCH(TakeAbove)(scores, above, factor, count, out);
}

std::uint64_t notBelow(const float* scores, float threshold) {
    return HWY_DYNAMIC_DISPATCH(NotBelow)(scores, threshold);
}

const char* targetName() {
    return HWY_DYNAMIC_DISPATCH(Name)();
}

}  // namespace semblance::kernels
#endif  // HWY_ONCE
