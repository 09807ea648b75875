#include "core/teamstore/wireformat.h"

#include "core/base/float16.h"

namespace semblance {

QByteArray toArray(unsigned elementType, const std::vector<QByteArray>& elements) {
    QByteArray bytes;
    appendNumber<std::int32_t>(bytes, elements.empty() ? 0 : 1);
    appendNumber<std::int32_t>(bytes, 0);  // no NULLs
    appendNumber<std::uint32_t>(bytes, elementType);
    if (elements.empty())
        return bytes;
    appendNumber<std::int32_t>(bytes, static_cast<std::int32_t>(elements.size()));
    appendNumber<std::int32_t>(bytes, 1);
    for (const QByteArray& element : elements) {
        appendNumber<std::int32_t>(bytes, static_cast<std::int32_t>(element.size()));
        bytes.append(element);
    }
    return bytes;
}

std::optional<std::vector<QByteArrayView>> fromArray(QByteArrayView bytes, unsigned elementType) {
    WireReader reader(bytes);
    const auto dimensions = reader.number<std::int32_t>();
    const auto hasNulls = reader.number<std::int32_t>();
    const auto type = reader.number<std::uint32_t>();
    if (!dimensions || !hasNulls || type != elementType || *dimensions < 0 || *dimensions > 1)
        return std::nullopt;
    std::vector<QByteArrayView> elements;
    if (*dimensions == 0)
        return reader.isAtEnd() ? std::optional(elements) : std::nullopt;
    const auto count = reader.number<std::int32_t>();
    if (!count || *count < 0 || !reader.number<std::int32_t>())
        return std::nullopt;
    for (std::int32_t i = 0; i < *count; ++i) {
        const auto length = reader.number<std::int32_t>();
        const auto element = length ? reader.take(*length) : std::nullopt;
        if (!element)
            return std::nullopt;
        elements.push_back(*element);
    }
    return reader.isAtEnd() ? std::optional(std::move(elements)) : std::nullopt;
}

QByteArray toHalfVector(QByteArrayView half) {
    const auto dimension = half.size() / qsizetype(sizeof(HalfBits));
    QByteArray bytes;
    bytes.reserve(4 + half.size());
    appendNumber<std::int16_t>(bytes, static_cast<std::int16_t>(dimension));
    appendNumber<std::int16_t>(bytes, 0);
    for (qsizetype i = 0; i < dimension; ++i)
        appendNumber(bytes, qFromLittleEndian<HalfBits>(half.data() + i * 2));
    return bytes;
}

std::optional<QByteArray> fromHalfVector(QByteArrayView bytes, int dimension) {
    WireReader reader(bytes);
    if (reader.number<std::int16_t>() != dimension || reader.number<std::int16_t>() != 0)
        return std::nullopt;
    const auto numbers = reader.take(qsizetype(dimension) * 2);
    if (!numbers || !reader.isAtEnd())
        return std::nullopt;
    QByteArray half(numbers->size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < dimension; ++i) {
        const auto bits = qFromBigEndian<HalfBits>(numbers->data() + i * 2);
        constexpr HalfBits exponent = 0x7c00;
        if ((bits & exponent) == exponent)
            return std::nullopt;
        qToLittleEndian(bits, half.data() + i * 2);
    }
    return half;
}

}  // namespace semblance
