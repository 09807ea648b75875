#include "core/base/float16.h"

#include <QFloat16>
#include <cstring>

namespace semblance {

static_assert(sizeof(qfloat16) == sizeof(HalfBits));

QByteArray toHalf(std::span<const float> values) {
    std::vector<qfloat16> half(values.size());
    qFloatToFloat16(half.data(), values.data(), static_cast<qsizetype>(values.size()));
    return QByteArray(reinterpret_cast<const char*>(half.data()),
                      static_cast<qsizetype>(half.size() * sizeof(qfloat16)));
}

std::vector<float> fromHalf(std::span<const HalfBits> bits) {
    std::vector<qfloat16> half(bits.size());
    if (!bits.empty())
        std::memcpy(static_cast<void*>(half.data()), bits.data(), bits.size_bytes());
    std::vector<float> values(bits.size());
    qFloatFromFloat16(values.data(), half.data(), static_cast<qsizetype>(values.size()));
    return values;
}

std::vector<float> fromHalf(const QByteArray& blob) {
    std::vector<HalfBits> bits(static_cast<std::size_t>(blob.size()) / sizeof(HalfBits));
    if (!bits.empty())
        std::memcpy(bits.data(), blob.constData(), bits.size() * sizeof(HalfBits));
    return fromHalf(bits);
}

}  // namespace semblance
